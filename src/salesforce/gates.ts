/**
 * Every point at which a login is judged, in order. Users have observed the order form < signature < audience <
 * app-in-org < approval < scopes; the rest is inferred. Salesforce publishes no order.
 */
const ORDER = [
  'local', // the key, the client's own store: nothing was sent yet
  'transport',
  'form',
  'shape',
  'client-id',
  'capability', // a certificate is stored, the JWT bearer flow is switched on
  'signature',
  'time',
  'audience',
  'app-known', // no org behind the host holds the External Client App: told before the user is looked up
  'user-known',
  'app-in-org',
  'state', // of org and user
  'admin-approval',
  'approval-scopes', // the app cannot hand out a refresh token, so no approval can count
  'self-approval',
  'scopes',
  'login-policy', // addresses, hours, high assurance
  'rate',
  'issue',
  'use', // the first API call with the token
] as const;

/** A point at which a login is judged. */
export type JudgingPoint = (typeof ORDER)[number];

/** A gate of the login, as reports show it: the two early looks belong to a later gate. */
export type Gate = Exclude<JudgingPoint, 'app-known' | 'approval-scopes'>;

/** The gates of a login, in the order in which they judge. */
export const GATES: readonly Gate[] = ORDER.filter(
  (point): point is Gate => point !== 'app-known' && point !== 'approval-scopes',
);

/** The gates that judge before `gate`, in order: those that a login has passed when `gate` answers. */
export function gatesBefore(gate: Gate): readonly Gate[] {
  return GATES.slice(0, GATES.indexOf(gate));
}

/** The position of a point in the order; a smaller one judges earlier. */
export function gateRank(gate: JudgingPoint): number {
  return ORDER.indexOf(gate);
}
