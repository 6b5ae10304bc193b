import type { Session } from '../access.js';
import { orgsBehind } from '../hosts.js';
import type { Viewer } from '../records/viewer.js';
import type { Embedded } from './context.js';

/** The session of a call, when it belongs to an org of this host. */
export function sessionAt(embedded: Embedded, origin: string, token: string | undefined): Session | undefined {
  const session = token === undefined ? undefined : embedded.sessions.get(token);
  return session && orgsBehind(embedded.world, origin).includes(session.org) ? session : undefined;
}

/** The records of an org as the user of a session sees them. */
export function viewerOf(embedded: Embedded, { org, user }: Session, version: number): Viewer {
  const { world, state, sessions, clock } = embedded;
  return { world, state, sessions, org, user, now: clock(), version };
}
