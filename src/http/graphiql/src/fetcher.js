// How GraphiQL talks to the server: queries and mutations over HTTP, subscriptions over a websocket. Both carry the
// session's token and whatever the header editor adds; the header editor wins.

import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';
import { session } from './session.js';

const path = '/graphql';

export async function post(params, headers = {}) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...headers,
    },
    body: JSON.stringify(params),
  });
  if (response.status === 401) refused(headers);
  return response.json();
}

export function fetcher(params, { headers, documentAST } = {}) {
  const merged = { ...authorization(), ...headers };
  const operation = documentAST && getOperationAST(documentAST, params.operationName);
  return operation?.operation === 'subscription' ? subscribe(params, merged) : post(params, merged);
}

function authorization() {
  const { token } = session.read();
  return token ? { authorization: `Bearer ${token}` } : {};
}

function refused({ authorization }) {
  session.expire(authorization?.replace('Bearer ', ''));
}

/** One socket for each subscription: it carries the headers of the moment, and ends with the subscription. */
function subscribe(params, headers) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const client = createClient({
    url: url.href,
    connectionParams: { headers },
    on: { closed: ({ code }) => code === 4403 && refused(headers) },
  });
  return client.iterate(params);
}
