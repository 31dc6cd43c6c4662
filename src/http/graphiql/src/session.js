// Who is signed in, for this tab alone: sessionStorage ends with the tab and no other page of the host is asked for it.

const slot = 'workgraph.session';
const nobody = { email: null, token: null, notice: null };

let current = JSON.parse(sessionStorage.getItem(slot)) ?? nobody;
const watchers = new Set();

function change(next) {
  current = next;
  if (current.token) sessionStorage.setItem(slot, JSON.stringify(current));
  else sessionStorage.removeItem(slot);
  watchers.forEach(callback => callback());
}

export const session = {
  read: () => current,

  watch(callback) {
    watchers.add(callback);
    return () => watchers.delete(callback);
  },

  open: (email, token) => change({ ...nobody, email, token }),

  close: () => change(nobody),

  /** The server no longer takes `token`; does nothing if another one is in use by now. */
  expire(token) {
    if (token && token === current.token) change({ ...nobody, notice: 'Your session has ended. Please sign in again.' });
  },
};
