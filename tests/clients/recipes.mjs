// The recipes of README.md with the usual clients: a stream that goes on by itself after every break. The one argument is
// JSON: { client, address, token }. What comes is told a JSON value a line; a line on standard input ends it.
import { createInterface } from 'node:readline';
import { ApolloClient, InMemoryCache, gql } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, gql as urqlGql, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { Network, Observable } from 'relay-runtime';
import WebSocket from 'ws';
import { resuming } from './resuming.mjs';

const { client: name, address, token } = JSON.parse(process.argv[2]);
const say = (event) => console.log(JSON.stringify(event));
const text = `
  subscription Follow($after: Cursor, $snapshot: Boolean) {
    internalIncidentChanged(after: $after, snapshot: $snapshot) { cursor kind entityId internalIncident { id title } }
  }`;

const socket = createClient({
  url: `ws://${address}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: () => ({ authorization: `Bearer ${token}` }),
  retryAttempts: Infinity,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
  shouldRetry: () => true,
});
const stream = resuming(socket, () => say({ resync: true }));

const told = {
  next: ({ data }) => {
    const { kind, internalIncident } = data.internalIncidentChanged;
    say({ kind, title: internalIncident?.title });
  },
  error: (error) => say({ error: String(error.message ?? error) }),
};

const clients = {
  apollo() {
    const client = new ApolloClient({ link: new GraphQLWsLink(stream), cache: new InMemoryCache() });
    client.subscribe({ query: gql(text), fetchPolicy: 'no-cache' }).subscribe(told);
  },
  urql() {
    const forward = (request) => ({ subscribe: (sink) => ({ unsubscribe: stream.subscribe(request, sink) }) });
    const exchanges = [subscriptionExchange({ forwardSubscription: forward })];
    const client = new Client({ url: `http://${address}/graphql`, exchanges, preferGetMethod: false });
    client.subscription(urqlGql(text), {}).subscribe(told.next);
  },
  relay() {
    const follow = (operation, variables) =>
      Observable.create((sink) =>
        stream.subscribe({ operationName: operation.name, query: operation.text, variables }, sink));
    const network = Network.create(() => Promise.reject(new Error('no queries here')), follow);
    network.execute({ name: 'Follow', text, operationKind: 'subscription' }, {}, {}).subscribe(told);
  },
};
clients[name]();

createInterface({ input: process.stdin }).once('line', () => process.exit(0));
