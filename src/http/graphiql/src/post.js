// One GraphQL request over HTTP.

export const path = '/graphql';

/** The answer, the server's time of it, and whether the token was refused. */
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
  const at = Date.parse(response.headers.get('date')) || Date.now();
  return { answer: await response.json(), at, refused: response.status === 401 };
}

export const bearer = token => (token ? { authorization: `Bearer ${token}` } : {});
