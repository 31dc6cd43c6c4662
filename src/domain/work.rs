//! What the systems have in common: one account, and one graph of work.
//!
//! Three interfaces over tables of several systems. How a state or an urgency of one system reads in the words that all
//! share is said once, by the functions of the schema `work`.

use super::interface::{Interface, InterfaceField, InterfaceKind, List, Member, Question, Stream, Tally};

/// The table of accounts, by schema and name.
pub const ACCOUNT_TABLE: (&str, &str) = ("auth", "users");

/// Where the signed-in account has its row in each system: schema, table, and the column that holds the account's id.
pub const OWN_ROWS: &[(&str, &str, &str)] = &[
    ("auth", "users", "id"),
    ("internal", "team_members", "user_id"),
    ("assist", "users", "id"),
    ("core", "users", "id"),
    ("scaliyo", "profiles", "id"),
    ("taskjuggler", "users", "id"),
];

/// The interfaces across systems.
pub const INTERFACES: &[Interface] = &[
    Interface {
        name: "Task",
        description: "Something to be done, in any system.",
        fields: &[
            HEADLINE,
            field(
                "workState",
                "work_state",
                TASK_STATE,
                "Where the work stands, in words that all systems share.",
            ),
            field("urgency", "urgency", URGENCY, "How urgent it is, in words that all systems share."),
            DUE_TIME,
            field("assignedAccount", "assigned_account_id", InterfaceKind::Account, "Whose work it is."),
        ],
        members: &[
            member(
                "internal",
                "tasks",
                &[
                    "{t}.title",
                    "work.internal_task_state({t}.status)",
                    "work.internal_task_urgency({t}.priority)",
                    "{t}.due_date",
                    "(select m.user_id from internal.team_members m where m.id = {t}.assignee_id)",
                ],
            ),
            member(
                "assist",
                "tasks",
                &[
                    "{t}.title",
                    "work.assist_task_state({t}.status)",
                    "work.assist_task_urgency({t}.priority)",
                    "{t}.due_date",
                    "{t}.user_uuid",
                ],
            ),
            member(
                "taskjuggler",
                "tasks",
                &[
                    "{t}.title::text",
                    "work.taskjuggler_task_state({t}.status)",
                    "work.taskjuggler_task_urgency({t}.priority)",
                    "{t}.due_date",
                    "{t}.owner_id",
                ],
            ),
            member(
                "scaliyo",
                "strategy_tasks",
                &[
                    "{t}.title",
                    "work.scaliyo_strategy_task_state({t}.status)",
                    "work.scaliyo_strategy_task_urgency({t}.priority)",
                    "work.end_of_day({t}.deadline)",
                    "{t}.assigned_to",
                ],
            ),
            member(
                "scaliyo",
                "teamhub_cards",
                &[
                    "{t}.title",
                    "work.scaliyo_teamhub_card_state({t}.is_archived)",
                    "work.scaliyo_teamhub_card_urgency({t}.priority)",
                    "work.end_of_day({t}.due_date)",
                    // Several may work on a card; the first who joined answers for it.
                    "(select m.user_id from scaliyo.teamhub_card_members m where m.card_id = {t}.id order by m.created_at, m.id limit 1)",
                ],
            ),
        ],
        list: List {
            schema: "work",
            view: "tasks",
            description: "Tasks of all systems that you may see.",
            questions: &[ASSIGNED_TO_ME, OVERDUE],
        },
        stream: Stream {
            name: "taskChanged",
            entity: "task",
            description: "Changes of tasks of all systems that you may see.",
        },
    },
    Interface {
        name: "Approval",
        description: "Something that waits for a yes or no, in any system.",
        fields: &[
            HEADLINE,
            field(
                "approvalState",
                "work_state",
                APPROVAL_STATE,
                "Where it stands, in words that all systems share.",
            ),
            field("urgency", "urgency", URGENCY, "How urgent it is, in words that all systems share."),
            DUE_TIME,
            field(
                "assignedAccount",
                "assigned_account_id",
                InterfaceKind::Account,
                "Who shall decide; null when everybody may who is allowed to.",
            ),
        ],
        members: &[
            member(
                "internal",
                "approval_requests",
                &[
                    "coalesce({t}.title, {t}.action)",
                    "work.internal_approval_request_state({t}.status)",
                    "work.internal_approval_request_urgency({t}.risk_level)",
                    "{t}.expires_at",
                    "null::uuid",
                ],
            ),
            member(
                "core",
                "decisions",
                &[
                    "{t}.title::text",
                    "work.core_decision_state({t}.status)",
                    "work.core_decision_urgency({t}.priority)",
                    "{t}.due_at",
                    "coalesce({t}.escalated_to_id, {t}.assigned_to_id, {t}.owner_id)",
                ],
            ),
        ],
        list: List {
            schema: "work",
            view: "approvals",
            description: "Approvals and decisions of all systems that you may see.",
            questions: &[ASSIGNED_TO_ME, WAITING],
        },
        stream: Stream {
            name: "approvalChanged",
            entity: "approval",
            description: "Changes of approvals and decisions of all systems that you may see.",
        },
    },
    Interface {
        name: "Notification",
        description: "A notice to somebody, of any system.",
        fields: &[
            HEADLINE,
            field("body", "body", InterfaceKind::Text, "What it says."),
            field("seen", "is_read", InterfaceKind::Boolean, "Whether it has been read."),
            field("sentTime", "created_at", InterfaceKind::Time, "When it was sent."),
            field("assignedAccount", "assigned_account_id", InterfaceKind::Account, "Whom it is for."),
        ],
        members: &[member(
            "taskjuggler",
            "notifications",
            &[
                "{t}.title::text",
                "{t}.message",
                "coalesce({t}.is_read, false)",
                "{t}.created_at",
                "{t}.user_id",
            ],
        )],
        list: List {
            schema: "work",
            view: "notifications",
            description: "Your notifications, of all systems.",
            questions: &[ASSIGNED_TO_ME],
        },
        stream: Stream {
            name: "notificationReceived",
            entity: "notification",
            description: "Notifications that you receive, and what becomes of them.",
        },
    },
];

const ASSIGNED_TO_ME: Question = Question {
    name: "assignedToMe",
    sql: "coalesce({t}.assigned_account_id = (select auth.uid()), false)",
    description: "Whether it is yours.",
};
const OVERDUE: Question = Question {
    name: "overdue",
    sql: "coalesce({t}.due_time < now() and {t}.work_state not in ('DONE', 'CANCELLED'), false)",
    description: "Whether it should have been done by now, and is not.",
};
const WAITING: Question = Question {
    name: "waitingForMe",
    sql: "({t}.work_state = 'PENDING' and coalesce({t}.assigned_account_id = (select auth.uid()), true))",
    description: "Whether it is pending and shall be decided by you, or by anybody.",
};

/// What the viewer has to attend to.
pub const TALLIES: &[Tally] = &[
    Tally {
        name: "unreadNotifications",
        description: "How many of your notifications are unread.",
        view: "notifications",
        conditions: &[("seen", false), ("assignedToMe", true)],
    },
    Tally {
        name: "waitingApprovals",
        description: "How many approvals and decisions wait for you, or for anybody.",
        view: "approvals",
        conditions: &[("waitingForMe", true)],
    },
    Tally {
        name: "overdueTasks",
        description: "How many of your tasks should have been done by now.",
        view: "tasks",
        conditions: &[("overdue", true), ("assignedToMe", true)],
    },
];

const HEADLINE: InterfaceField =
    field("headline", "headline", InterfaceKind::Text, "What it is about, in a line.");
const DUE_TIME: InterfaceField = field("dueTime", "due_time", InterfaceKind::Time, "When it is due.");

const TASK_STATE: InterfaceKind = InterfaceKind::Enum {
    name: "TaskState",
    description: "Where the work on a task stands.",
    values: &[
        ("OPEN", "To be done."),
        ("IN_PROGRESS", "Under way."),
        ("WAITING", "Waits for something: blocked, paused, or in review."),
        ("DONE", "Done."),
        ("CANCELLED", "Will not be done."),
    ],
};
const APPROVAL_STATE: InterfaceKind = InterfaceKind::Enum {
    name: "ApprovalState",
    description: "Where an approval stands.",
    values: &[
        ("PENDING", "Waits for somebody to decide."),
        ("APPROVED", "Approved; of decisions: made."),
        ("REJECTED", "Rejected."),
        ("EXPIRED", "Nobody decided in time."),
        ("CANCELLED", "No longer wanted."),
    ],
};
const URGENCY: InterfaceKind = InterfaceKind::Enum {
    name: "Urgency",
    description: "How urgent something is.",
    values: &[
        ("LOW", "It can wait."),
        ("NORMAL", "In its turn."),
        ("HIGH", "Before others."),
        ("URGENT", "Before everything else."),
    ],
};

const fn field(
    name: &'static str,
    column: &'static str,
    kind: InterfaceKind,
    description: &'static str,
) -> InterfaceField {
    InterfaceField { name, kind, description, column }
}

const fn member(schema: &'static str, table: &'static str, expressions: &'static [&'static str]) -> Member {
    Member { schema, table, expressions }
}
