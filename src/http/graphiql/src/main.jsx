import './workers.js';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL } from 'graphiql';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { fetcher } from './fetcher.js';
import { session } from './session.js';
import { SignIn } from './SignIn.jsx';
import defaultQuery from './default.graphql';

function Page() {
  const { email, startedAt, notice } = useSyncExternalStore(session.watch, session.read);
  // A new session means a new GraphiQL: open streams end, and the schema is asked for again, since a server may show it
  // to nobody but the signed in.
  return (
    <>
      <SignIn email={email} notice={notice} />
      <GraphiQL key={startedAt} fetcher={fetcher} defaultQuery={defaultQuery} shouldPersistHeaders={false} />
    </>
  );
}

createRoot(document.getElementById('root')).render(<Page />);
