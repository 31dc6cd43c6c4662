//! Tables of CodeOps.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("audit_logs").operated("The record of what was done is written with it.").values(
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
    table("decision_comments").server_kept(&["is_edited"]).given_once(&[
        "decision_id",
        "author_id",
        "parent_id",
        "option_id",
    ]),
    table("decisions")
        .given_once(&["tenant_id", "created_by_id"])
        .initially("status", "NEEDS_INPUT")
        .server_kept(&[
            "escalation_level",
            "escalated_at",
            "escalated_to_id",
            "decided_by_id",
            "decided_at",
            "decision_rationale",
            "selected_option",
            "status",
        ])
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
        .given_once(&["tenant_id", "created_by_id"])
        .initially("status", "DRAFT")
        .server_kept(&[
            "started_at",
            "deployed_at",
            "measuring_started_at",
            "concluded_at",
            "concluded_by_id",
            "blocked_reason",
            "conclusion_notes",
            "status",
        ])
        .values("status", super::hypothesis::STATES)
        .values("priority", &["CRITICAL", "HIGH", "MEDIUM", "LOW"]),
    table("outcomes")
        .owns(&[("hypotheses", &[("outcome_id", "id"), ("tenant_id", "tenant_id")])])
        .given_once(&["tenant_id", "created_by_id"])
        .initially("status", "DRAFT")
        .server_kept(&[
            "started_at",
            "validated_at",
            "invalidated_at",
            "validation_notes",
            "validated_by_id",
            "invalidated_by_id",
            "status",
        ])
        .values("status", super::outcome::STATES)
        .values("priority", &["CRITICAL", "HIGH", "MEDIUM", "LOW", "BACKLOG"]),
    table("roles")
        .owns(&[("role_permissions", &[("role_id", "id")])])
        .server_kept(&["is_system_role"])
        .given_once(&["tenant_id", "code"])
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
        .server_kept(&[
            "decisions_pending",
            "decisions_completed",
            "decisions_escalated",
            "avg_response_time_hours",
            "last_decision_at",
        ])
        .given_once(&["tenant_id", "created_by_id"])
        .values("type", &["INTERNAL", "EXTERNAL", "EXECUTIVE", "CUSTOMER", "REGULATORY", "TECHNICAL"]),
    table("team_members")
        .server_kept(&["joined_at"])
        .given_once(&["team_id", "user_id", "added_by_id"])
        .values("team_role", &["LEAD", "MEMBER", "OBSERVER"]),
    table("teams").owns(&[("team_members", &[("team_id", "id")])]).given_once(&["tenant_id"]),
    table("tenants").values("status", &["ACTIVE", "SUSPENDED", "TRIAL", "CANCELLED"]),
    table("users").hidden(&["password_hash", "refresh_token"]).server_kept(&["last_login_at"]),
];
