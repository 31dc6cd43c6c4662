// Follows the tasks of a real server with one of the usual clients, as a program would that wants to miss nothing: each
// item's cursor is kept for the next connection, each connection asks for a token anew.
//
// The one argument is JSON: { transport, address, tokens, after }. Tokens are used in turn, the last one for good. What
// happens is told a JSON value a line; a line on standard input completes the subscription.
import { createInterface } from 'node:readline';
import { createClient as overSse } from 'graphql-sse';
import { createClient as overWebsocket } from 'graphql-ws';
import WebSocket from 'ws';

const { transport, address, tokens, after } = JSON.parse(process.argv[2]);
const say = (event) => console.log(JSON.stringify(event));

function token() {
  const next = tokens.length > 1 ? tokens.shift() : tokens[0];
  return `Bearer ${next}`;
}

// Soon, so that tests are short; clients wait seconds otherwise.
const soon = () => new Promise((resolve) => setTimeout(resolve, 50));

const client =
  transport === 'websocket'
    ? overWebsocket({
        url: `ws://${address}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: () => ({ authorization: token() }),
        retryAttempts: 100,
        retryWait: soon,
        on: {
          connected: () => say({ connected: true }),
          closed: ({ code }) => say({ closed: code }),
        },
      })
    : overSse({
        url: `http://${address}/graphql`,
        headers: () => ({ authorization: token() }),
        retryAttempts: 100,
        retry: soon,
        on: { connected: () => say({ connected: true }) },
      });

// The clients send this object anew with each connection, so what it says is where they go on.
const request = {
  query: 'subscription Follow($after: Cursor) { taskChanged(after: $after) { cursor task { headline } } }',
  variables: { after },
};

const complete = client.subscribe(request, {
  next({ data, errors }) {
    if (errors) return say({ errors: errors.map((error) => error.extensions.code) });
    request.variables.after = data.taskChanged.cursor;
    say({ next: data.taskChanged.task.headline });
  },
  error: (error) => say({ error: String(error.code ?? error.message ?? error) }),
  complete: () => say({ complete: true }),
});

createInterface({ input: process.stdin }).once('line', () => {
  complete();
  client.dispose();
  process.stdin.destroy();
});
