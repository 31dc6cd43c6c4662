//! Tables of CodeOps.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("audit_logs").values(
        "action",
        &[
            "CREATE",
            "READ",
            "UPDATE",
            "DELETE",
            "STATUS_CHANGE",
            "DECISION_RESOLVED",
            "DECISION_ESCALATED",
            "DECISION_ASSIGNED",
            "DECISION_COMMENTED",
            "OUTCOME_VALIDATED",
            "OUTCOME_INVALIDATED",
            "HYPOTHESIS_TRANSITIONED",
            "HYPOTHESIS_CONCLUDED",
            "HYPOTHESIS_BLOCKED",
            "HYPOTHESIS_UNBLOCKED",
            "LOGIN",
            "LOGOUT",
            "PASSWORD_CHANGED",
            "USER_CREATED",
            "USER_DEACTIVATED",
            "ROLE_ASSIGNED",
            "TEAM_MEMBER_ADDED",
            "TEAM_MEMBER_REMOVED",
        ],
    ),
    table("decisions")
        .published()
        .server_kept(&["status"])
        .values(
            "status",
            &["NEEDS_INPUT", "UNDER_DISCUSSION", "DECIDED", "IMPLEMENTED", "DEFERRED", "CANCELLED"],
        )
        .values("priority", &["BLOCKING", "HIGH", "NORMAL", "LOW"])
        .values(
            "decision_type",
            &[
                "PRODUCT",
                "UX",
                "TECHNICAL",
                "ARCHITECTURAL",
                "STRATEGIC",
                "OPERATIONAL",
                "RESOURCE",
                "SCOPE",
                "TIMELINE",
            ],
        ),
    table("hypotheses")
        .server_kept(&["status"])
        .values(
            "status",
            &[
                "DRAFT",
                "READY",
                "BLOCKED",
                "BUILDING",
                "DEPLOYED",
                "MEASURING",
                "VALIDATED",
                "INVALIDATED",
                "ABANDONED",
            ],
        )
        .values("priority", &["CRITICAL", "HIGH", "MEDIUM", "LOW"]),
    table("outcomes")
        .server_kept(&["status"])
        .values(
            "status",
            &["DRAFT", "NOT_STARTED", "IN_PROGRESS", "VALIDATING", "VALIDATED", "INVALIDATED", "ABANDONED"],
        )
        .values("priority", &["CRITICAL", "HIGH", "MEDIUM", "LOW", "BACKLOG"]),
    table("roles")
        .values(
            "category",
            &[
                "SYSTEM",
                "EXECUTIVE",
                "PRODUCT",
                "ENGINEERING",
                "UX",
                "QA",
                "DATA",
                "BUSINESS",
                "STAKEHOLDER",
                "CUSTOM",
            ],
        )
        .values(
            "level",
            &[
                "L1_INDIVIDUAL",
                "L2_SENIOR",
                "L3_LEAD",
                "L4_MANAGER",
                "L5_SENIOR_MANAGER",
                "L6_VP",
                "L7_SVP",
                "L8_CXXX",
                "L9_OWNER",
            ],
        ),
    table("stakeholders")
        .values("type", &["INTERNAL", "EXTERNAL", "EXECUTIVE", "CUSTOMER", "REGULATORY", "TECHNICAL"]),
    table("team_members").values("team_role", &["LEAD", "MEMBER", "OBSERVER"]),
    table("tenants").values("status", &["ACTIVE", "SUSPENDED", "TRIAL", "CANCELLED"]),
    table("users").hidden(&["password_hash", "refresh_token"]).server_kept(&["last_login_at"]),
];
