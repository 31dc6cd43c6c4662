// What graphql-js has to know of the data: which types have rows, how they are found, and what leads from one to another.
// Written by hand and apart from the engine, so that the two can disagree.

const one = (column, type) => (row, rows) => rows[type].find((other) => row.values[column] != null && other.values.rowId === row.values[column]) ?? null;
const many = (type, column) => (row, rows) => ({ type, list: rows[type].filter((other) => other.values[column] === row.values.rowId) });

/** For each type: its root fields, and its relations; a to-many relation gives the whole list. */
export const TYPES = {
  InternalTask: {
    list: 'internalTasks',
    byKey: 'internalTask',
    update: 'internalTaskUpdate',
    relations: {
      assignee: one('assigneeId', 'InternalTeamMember'),
      reporter: one('reporterId', 'InternalTeamMember'),
      parent: one('parentId', 'InternalTask'),
      duplicateOf: one('duplicateOfId', 'InternalTask'),
      assignedAccount: (row, rows) => {
        const assignee = TYPES.InternalTask.relations.assignee(row, rows);
        return assignee && TYPES.InternalTeamMember.relations.user(assignee, rows);
      },
      tasksByParent: many('InternalTask', 'parentId'),
      tasksByDuplicateOf: many('InternalTask', 'duplicateOfId'),
      taskComments: many('InternalTaskComment', 'issueId'),
    },
  },
  InternalTeamMember: {
    list: 'internalTeamMembers',
    byKey: 'internalTeamMember',
    relations: {
      user: one('userId', 'Account'),
      createdBy: one('createdById', 'InternalTeamMember'),
      teamMembers: many('InternalTeamMember', 'createdById'),
      tasksByAssignee: many('InternalTask', 'assigneeId'),
      tasksByReporter: many('InternalTask', 'reporterId'),
    },
  },
  InternalTaskComment: {
    list: 'internalTaskComments',
    byKey: 'internalTaskComment',
    relations: {
      issue: one('issueId', 'InternalTask'),
      parent: one('parentId', 'InternalTaskComment'),
      taskComments: many('InternalTaskComment', 'parentId'),
    },
  },
  TaskjugglerTask: {
    list: 'taskjugglerTasks',
    byKey: 'taskjugglerTask',
    update: 'taskjugglerTaskUpdate',
    relations: {
      requestor: one('requestorId', 'TaskjugglerUser'),
      owner: one('ownerId', 'TaskjugglerUser'),
      assignedAccount: one('ownerId', 'Account'),
    },
  },
  TaskjugglerUser: {
    list: 'taskjugglerUsers',
    byKey: 'taskjugglerUser',
    relations: {
      account: one('rowId', 'Account'),
      tasksByRequestor: many('TaskjugglerTask', 'requestorId'),
      tasksByOwner: many('TaskjugglerTask', 'ownerId'),
    },
  },
  Account: { relations: {} },
};

/** The fields of the viewer: the row of a type whose column holds the account's id. */
export const VIEWER = {
  account: ['Account', 'rowId'],
  internalTeamMember: ['InternalTeamMember', 'userId'],
  taskjugglerUser: ['TaskjugglerUser', 'rowId'],
};
