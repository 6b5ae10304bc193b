import type { CauseId } from '../salesforce/causes.js';

/** The causes that an administrator's session can cure by API. A report names them without loading what plans the cure. */
export const REPAIRABLE = [
  'user-inactive',
  'user-frozen',
  'user-not-preauthorized',
  'approval-missing',
  'approval-without-refresh-token',
  'approval-lost',
  'api-access-control',
  'certificate-missing',
  'certificate-mismatch',
  'jwt-flow-disabled',
  'refresh-scope-missing',
  'api-scope-missing',
  'token-format-jwt',
  'app-blocked',
  'ip-restricted',
  'outside-login-hours',
  'high-assurance-required',
  'api-not-enabled',
  'change-not-propagated',
] as const satisfies readonly CauseId[];

/** A cause that can be cured by API. */
export type Repairable = (typeof REPAIRABLE)[number];

/** True for a cause that can be cured by API with an administrator's session. */
export function isRepairable(cause: CauseId): cause is Repairable {
  return (REPAIRABLE as readonly CauseId[]).includes(cause);
}
