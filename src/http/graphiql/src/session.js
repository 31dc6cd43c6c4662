// Who is signed in, for this tab alone: sessionStorage ends with the tab and no other page of the host is asked for it.

const slot = 'workgraph.session';
const nobody = { email: null, token: null };

let current = JSON.parse(sessionStorage.getItem(slot)) ?? nobody;
const watchers = new Set();

export const session = {
  read: () => current,

  watch(callback) {
    watchers.add(callback);
    return () => watchers.delete(callback);
  },

  open(email, token) {
    current = { email, token };
    sessionStorage.setItem(slot, JSON.stringify(current));
    watchers.forEach(callback => callback());
  },

  close() {
    current = nobody;
    sessionStorage.removeItem(slot);
    watchers.forEach(callback => callback());
  },
};
