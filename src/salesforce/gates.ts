/**
 * Every point at which Salesforce can refuse a login, in order. Users observed form < signature < audience < app-in-org <
 * approval < scopes; the rest is inferred. Salesforce does not document the order.
 */
const ORDER = [
  'local', // the key and the client's own store, before anything is sent
  'transport',
  'form',
  'shape',
  'client-id',
  'capability', // the app has a certificate, the JWT bearer flow is enabled
  'signature',
  'time',
  'audience',
  'app-known', // an org behind the host has the External Client App; checked before the user
  'user-known',
  'app-in-org',
  'state', // of org and user
  'admin-approval',
  'approval-scopes', // the app can issue a refresh token, without which no approval is valid
  'self-approval',
  'scopes',
  'login-policy', // IP ranges, login hours, high assurance
  'rate',
  'issue',
  'use', // the first API call with the token
] as const;

/** A point at which Salesforce can refuse a login. */
export type JudgingPoint = (typeof ORDER)[number];

/** A gate as reports show it. The two early points belong to a later gate. */
export type Gate = Exclude<JudgingPoint, 'app-known' | 'approval-scopes'>;

/** The gates of a login, in order. */
export const GATES: readonly Gate[] = ORDER.filter(
  (point): point is Gate => point !== 'app-known' && point !== 'approval-scopes',
);

/** The gates before `gate`, in order: a login has passed them when `gate` answers. */
export function gatesBefore(gate: Gate): readonly Gate[] {
  return GATES.slice(0, GATES.indexOf(gate));
}

/** The position of a point in the order; smaller is earlier. */
export function gateRank(gate: JudgingPoint): number {
  return ORDER.indexOf(gate);
}
