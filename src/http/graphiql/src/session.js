// Who is signed in, for this tab alone, and the tokens that prove it.
//
// The session lives in memory; sessionStorage carries it from one page of the tab to the next and is empty in between.
// A duplicated tab therefore starts signed out: with a copy of the refresh token, both would exchange it in the end, and
// a refresh token that comes a second time ends its session.

import { bearer, post } from './post.js';

const slot = 'workgraph.session';
const nobody = { email: null, startedAt: null, notice: null };
const ended = { ...nobody, notice: 'Your session has ended. Please sign in again.' };
/** How long before its end an access token is renewed. */
const margin = 30_000;

const tokens = 'accessToken accessExpiresAt refreshToken';
const signInMutation = `mutation SignIn($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ${tokens} }
}`;
const renewMutation = `mutation TokenRefresh($refreshToken: String!) {
  tokenRefresh(refreshToken: $refreshToken) { ${tokens} }
}`;
const signOutMutation = 'mutation SignOut { signOut { signedOut } }';

let current = take();
let renewal = null;
const watchers = new Set();

function take() {
  const kept = sessionStorage.getItem(slot);
  sessionStorage.removeItem(slot);
  return JSON.parse(kept) ?? nobody;
}

function change(next) {
  current = next;
  watchers.forEach(callback => callback());
}

addEventListener('pagehide', () => current.email && sessionStorage.setItem(slot, JSON.stringify(current)));
addEventListener('pageshow', ({ persisted }) => persisted && change(take()));

/** The tokens, and when to renew them by the clock here, which may differ from the server's. */
function timed(granted, at) {
  return { ...granted, renewAt: Date.now() + Date.parse(granted.accessExpiresAt) - at - margin };
}

async function exchange(before) {
  const { answer, at } = await post({ query: renewMutation, variables: { refreshToken: before.refreshToken } });
  // Signed out meanwhile, perhaps in again.
  if (current !== before) return;
  const renewed = answer.data?.tokenRefresh;
  if (renewed) change({ ...before, ...timed(renewed, at) });
  else if (answer.errors?.[0]?.extensions?.code === 'UNAUTHENTICATED') change(ended);
  else throw new Error(answer.errors?.[0]?.message ?? 'The session could not be renewed.');
}

export const session = {
  read: () => current,

  watch(callback) {
    watchers.add(callback);
    return () => watchers.delete(callback);
  },

  /** An access token that will do for a request; none if nobody is signed in. */
  async token() {
    if (current.email && Date.now() > current.renewAt) await session.renew(current.accessToken);
    return current.accessToken;
  },

  /** Replaces an access token, unless it has been already. All who ask meanwhile share one exchange. */
  async renew(token) {
    if (!token || token !== current.accessToken) return;
    renewal ??= exchange(current).finally(() => (renewal = null));
    await renewal;
  },

  async signIn(email, password) {
    const { answer, at } = await post({ query: signInMutation, variables: { email, password } });
    const granted = answer.data?.signIn;
    if (!granted) throw new Error(answer.errors?.[0]?.message ?? 'Sign-in failed.');
    change({ ...nobody, email, startedAt: Date.now(), ...timed(granted, at) });
  },

  /** Here it takes effect at once; a server that cannot be reached lets the session run out. */
  async signOut() {
    const { accessToken } = current;
    change(nobody);
    await post({ query: signOutMutation }, bearer(accessToken)).catch(() => {});
  },
};
