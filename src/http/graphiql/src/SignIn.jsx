import { useState } from 'react';
import { session } from './session.js';

/** The bar over GraphiQL: a form, or who is signed in. */
export function SignIn({ email, notice }) {
  const [refusal, setRefusal] = useState(null);
  const [waiting, setWaiting] = useState(false);

  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setWaiting(true);
    setRefusal(null);
    try {
      await session.signIn(form.get('email'), form.get('password'));
    } catch (error) {
      setRefusal(error.message);
    } finally {
      setWaiting(false);
    }
  }

  if (email) {
    return (
      <header className="session">
        <strong>Workgraph</strong>
        <span>Signed in as {email}</span>
        <button type="button" onClick={session.signOut}>Sign out</button>
      </header>
    );
  }
  return (
    <header className="session">
      <strong>Workgraph</strong>
      <form onSubmit={submit}>
        <input name="email" type="email" placeholder="Email" aria-label="Email" autoComplete="username" required />
        <input name="password" type="password" placeholder="Password" aria-label="Password" autoComplete="current-password" required />
        <button disabled={waiting}>Sign in</button>
      </form>
      <span role="alert">{refusal ?? notice}</span>
    </header>
  );
}
