// How GraphiQL talks to the server: queries and mutations over HTTP, subscriptions over a websocket. Both carry the
// session's token, renewed where it is about to end, and whatever the header editor adds; the header editor wins.

import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';
import { bearer, path, post } from './post.js';
import { session } from './session.js';

/** What the server closes a socket with whose token is wrong, has expired or was revoked. */
const tokenRefused = 4403;

export function fetcher(params, { headers = {}, documentAST } = {}) {
  const operation = documentAST && getOperationAST(documentAST, params.operationName);
  return operation?.operation === 'subscription' ? subscribe(params, headers) : request(params, headers);
}

/** The session's token; none where the header editor has one of its own. */
async function tokenBeside(headers) {
  return Object.keys(headers).some(name => name.toLowerCase() === 'authorization') ? null : session.token();
}

async function request(params, headers) {
  const token = await tokenBeside(headers);
  const first = await post(params, { ...bearer(token), ...headers });
  if (!token || !first.refused) return first.answer;
  // The session may have ended elsewhere: renewing finds out.
  await session.renew(token);
  const renewed = await session.token();
  return renewed ? (await post(params, { ...bearer(renewed), ...headers })).answer : first.answer;
}

/** One socket for each subscription: it carries the headers of the moment, and ends with the subscription. */
function subscribe(params, headers) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  let token = null;
  let wasRefused = false;
  const client = createClient({
    url: url.href,
    // Asked for at every connection, so that a socket that was closed with its token comes back with a new one.
    connectionParams: async () => {
      if (wasRefused) await session.renew(token);
      token = await tokenBeside(headers);
      return { headers: { ...bearer(token), ...headers } };
    },
    on: { closed: ({ code }) => (wasRefused = code === tokenRefused) },
    // At once, then for some minutes, as long as a server may take to be built and started again.
    retryAttempts: 60,
    retryWait: retries => new Promise(resolve => setTimeout(resolve, Math.min(retries, 5) * 1000)),
  });
  return client.iterate(params);
}
