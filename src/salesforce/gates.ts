import type { CauseId } from './causes.js';

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

/** The gate at which a cause stops a login. Causes that can show at several gates stand at the earliest usual one. */
export const GATE_OF_CAUSE = {
  'private-key-unreadable': 'local',
  'private-key-malformed': 'local',
  'private-key-unsupported': 'local',
  'client-state-broken': 'local',
  'endpoint-unreachable': 'transport',
  'platform-fault': 'transport',
  'wrong-http-request': 'form',
  'wrong-grant-type': 'form',
  'scope-parameter-sent': 'form',
  'assertion-malformed': 'shape',
  'algorithm-unsupported': 'shape',
  'wrong-consumer-key': 'client-id',
  'change-not-propagated': 'client-id',
  'jwt-flow-disabled': 'capability',
  'certificate-missing': 'capability',
  'certificate-mismatch': 'signature',
  'assertion-expired': 'time',
  'assertion-replayed': 'time',
  'wrong-audience': 'audience',
  'wrong-login-host': 'audience',
  'wrong-username': 'user-known',
  'app-not-in-org': 'app-in-org',
  'app-blocked': 'app-in-org',
  'org-inactive': 'state',
  'user-inactive': 'state',
  'user-frozen': 'state',
  'user-not-preauthorized': 'admin-approval',
  'approval-missing': 'self-approval',
  'approval-without-refresh-token': 'self-approval',
  'approval-lost': 'self-approval',
  'refresh-scope-missing': 'scopes',
  'too-many-scopes': 'scopes',
  'ip-restricted': 'login-policy',
  'outside-login-hours': 'login-policy',
  'high-assurance-required': 'login-policy',
  'login-rate-exceeded': 'rate',
  'token-format-jwt': 'use',
  'api-scope-missing': 'use',
  'api-not-enabled': 'use',
  'api-access-control': 'use',
} as const satisfies Record<CauseId, Gate>;
