import { foldText } from './fold-text.js';

/** One status text of the Login History. Its causes are in `src/causes`. */
interface StatusRow {
  readonly id: string;
  readonly pattern: RegExp;
}

// Status texts of LoginHistory. Salesforce documents them only for the Login event type (LOGIN_STATUS). Their meaning for
// a JWT login is inferred, unless reported.
const STATUSES = [
  {
    id: 'not-approved',
    pattern: /failed: not approved/,
  },
  {
    id: 'missing-consumer-key',
    pattern: /missing consumer key parameter/,
  },
  {
    id: 'consumer-deleted',
    pattern: /consumer deleted/,
  },
  {
    id: 'signature-invalid',
    pattern: /signature invalid|invalid signature/,
  },
  {
    id: 'restricted-ip',
    pattern: /restricted ip|ip address not allowed/,
  },
  {
    id: 'restricted-time',
    pattern: /restricted time|login hours|restricted hours/,
  },
  {
    id: 'timestamp',
    pattern: /timestamp invalid|assertion expired/,
  },
  {
    id: 'replay',
    pattern: /nonce replay|replay detected|invalid nonce/,
  },
  {
    id: 'audience',
    pattern: /audience invalid/,
  },
  {
    id: 'api-disabled',
    pattern: /oauth api access disabled/,
  },
  {
    id: 'package-missing',
    pattern: /package for this consumer is not installed/,
  },
  {
    id: 'frozen',
    pattern: /user is frozen/,
  },
  {
    id: 'locked',
    pattern: /user lockout|user is locked|password lockout/,
  },
  {
    id: 'inactive',
    pattern: /user is inactive/,
  },
  {
    id: 'org-state',
    pattern: /organization (is )?(locked|suspended|closed|inactive)|trial expired/,
  },
  {
    id: 'rate',
    pattern: /login (rate|limit) (exceeded|reached)|login_rate_exceeded/,
  },
  {
    id: 'domain-only',
    pattern: /restricted domain/,
  },
] as const satisfies readonly StatusRow[];

/** The id of a status. */
export type HistoryStatusId = (typeof STATUSES)[number]['id'];

/** A status of the Login History. */
export type HistoryStatus = StatusRow & { readonly id: HistoryStatusId };

/** The ids of all known statuses. */
export const HISTORY_STATUS_IDS: readonly HistoryStatusId[] = STATUSES.map(({ id }) => id);

/** The row of a Login History status; undefined for `Success` and for unknown texts. */
export function matchHistoryStatus(status: string): HistoryStatus | undefined {
  const folded = foldText(status);
  return STATUSES.find(({ pattern }) => pattern.test(folded));
}

/** True for the row of a login that worked. */
export function isSuccess(status: string): boolean {
  return foldText(status) === 'success';
}
