/**
 * The hurdles a login meets, in the order in which they judge. The order is observed by users for
 * form < signature < audience < app-in-org < approval < scopes, and inferred for the rest; Salesforce publishes none.
 */
export const GATES = [
  'local', // the key, the client's own store: nothing was sent yet
  'transport',
  'form',
  'shape',
  'client-id',
  'capability', // a certificate is stored, the JWT bearer flow is switched on
  'signature',
  'time',
  'audience',
  'user-known',
  'app-in-org',
  'state', // of org and user
  'admin-approval',
  'self-approval',
  'scopes',
  'login-policy', // addresses, hours, high assurance
  'rate',
  'issue',
  'use', // the first API call with the token
] as const;

/** A hurdle of the login. */
export type Gate = (typeof GATES)[number];

/** The gates that judge before `gate`, in order: those that a login has passed when `gate` answers. */
export function gatesBefore(gate: Gate): readonly Gate[] {
  return GATES.slice(0, gateRank(gate));
}

/** The position of a gate; a smaller one judges earlier. */
export function gateRank(gate: Gate): number {
  return GATES.indexOf(gate);
}
