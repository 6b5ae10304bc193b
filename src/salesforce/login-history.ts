import type { Explanation } from './token-errors.js';
import { foldText } from './match-answer.js';

/** A status of the Login History, and what it means for a JWT login. */
export interface HistoryStatus {
  readonly id: string;
  readonly pattern: RegExp;
  readonly explanations: readonly Explanation[];
}

// Status texts of LoginHistory. Salesforce's only list is that of the Login event type (LOGIN_STATUS), whose texts
// LoginHistory shows; how each reads for a JWT login is inferred, unless reported.
const STATUSES: readonly HistoryStatus[] = [
  {
    id: 'not-approved',
    pattern: /failed: not approved/,
    explanations: [
      { cause: 'user-not-preauthorized', basis: 'documented', weight: 25, when: { policy: 'admin-approved' } },
      { cause: 'approval-missing', basis: 'reported', weight: 20, when: { policy: 'self-authorize' } },
      { cause: 'approval-without-refresh-token', basis: 'reported', weight: 15, when: { policy: 'self-authorize' } },
    ],
  },
  {
    id: 'missing-consumer-key',
    pattern: /missing consumer key parameter/,
    explanations: [
      { cause: 'certificate-mismatch', basis: 'reported', weight: 25 },
      { cause: 'wrong-consumer-key', basis: 'documented', weight: 20 },
      { cause: 'certificate-missing', basis: 'inferred', weight: 10 },
    ],
  },
  {
    id: 'consumer-deleted',
    pattern: /consumer deleted/,
    explanations: [{ cause: 'app-not-in-org', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'signature-invalid',
    pattern: /signature invalid|invalid signature/,
    explanations: [{ cause: 'certificate-mismatch', basis: 'inferred', weight: 30, named: true }],
  },
  {
    id: 'restricted-ip',
    pattern: /restricted ip|ip address not allowed/,
    explanations: [{ cause: 'ip-restricted', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'restricted-time',
    pattern: /restricted time|login hours|restricted hours/,
    explanations: [{ cause: 'outside-login-hours', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'timestamp',
    pattern: /timestamp invalid|assertion expired/,
    explanations: [{ cause: 'assertion-expired', basis: 'inferred', weight: 30, named: true }],
  },
  {
    id: 'replay',
    pattern: /nonce replay|replay detected|invalid nonce/,
    explanations: [{ cause: 'assertion-replayed', basis: 'inferred', weight: 30, named: true }],
  },
  {
    id: 'audience',
    pattern: /audience invalid/,
    explanations: [{ cause: 'wrong-audience', basis: 'inferred', weight: 30, named: true }],
  },
  {
    id: 'api-disabled',
    pattern: /oauth api access disabled/,
    explanations: [{ cause: 'api-not-enabled', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'package-missing',
    pattern: /package for this consumer is not installed/,
    explanations: [{ cause: 'app-not-in-org', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'frozen',
    pattern: /user is frozen/,
    explanations: [{ cause: 'user-frozen', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'locked',
    pattern: /user lockout|user is locked|password lockout/,
    explanations: [{ cause: 'user-frozen', basis: 'inferred', weight: 10 }],
  },
  {
    id: 'inactive',
    pattern: /user is inactive/,
    explanations: [{ cause: 'user-inactive', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'org-state',
    pattern: /organization (is )?(locked|suspended|closed|inactive)|trial expired/,
    explanations: [{ cause: 'org-inactive', basis: 'documented', weight: 30, named: true }],
  },
  {
    id: 'rate',
    pattern: /login (rate|limit) (exceeded|reached)|login_rate_exceeded/,
    explanations: [
      { cause: 'login-rate-exceeded', basis: 'documented', weight: 30, named: true },
      { cause: 'api-access-control', basis: 'reported', weight: 8 },
      { cause: 'token-format-jwt', basis: 'reported', weight: 4 },
    ],
  },
  {
    id: 'domain-only',
    pattern: /restricted domain/,
    explanations: [{ cause: 'wrong-login-host', basis: 'inferred', weight: 20 }],
  },
];

/** The meaning of a Login History status; undefined for `Success` and for texts that are not known. */
export function matchHistoryStatus(status: string): HistoryStatus | undefined {
  const folded = foldText(status);
  return STATUSES.find(({ pattern }) => pattern.test(folded));
}

/** True for the row of a login that worked. */
export function isSuccess(status: string): boolean {
  return foldText(status) === 'success';
}
