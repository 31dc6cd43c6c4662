// Audits a real server against the specification "GraphQL over HTTP", with the audits of graphql-http. The one argument is
// JSON: { address }. Each audit is told as a JSON value a line.
import { request } from 'node:http';
import { serverAudits } from 'graphql-http';

const { address } = JSON.parse(process.argv[2]);

/** What `fetch` does, without headers of its own: it adds `accept` and `content-type`, and some audits are about their absence. */
const fetchFn = (url, { method = 'GET', headers = {}, body } = {}) =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, async (answer) => {
      const read = Buffer.concat(await answer.toArray());
      resolve(new Response(read, { status: answer.statusCode, headers: answer.headers }));
    });
    asked.on('error', reject).end(body);
  });

for (const audit of serverAudits({ url: `http://${address}/graphql`, fetchFn })) {
  const { id, name, status, reason, response } = await audit.fn();
  console.log(JSON.stringify({ id, name, status, reason, answered: response?.status }));
}
