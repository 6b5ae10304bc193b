import type { Basis, CauseId } from './causes.js';
import type { Gate } from './gates.js';
import type { AnswerId } from './token-answers.js';

/** Where an explanation holds. A condition that is not known to hold lowers the explanation, one known not to hold removes it. */
export interface Condition {
  readonly host?: 'generic' | 'my-domain' | 'never-token';
  readonly app?: 'connected-app' | 'external-client-app';
  readonly policy?: 'self-authorize' | 'admin-approved';
}

/** A cause that can be behind an answer. */
export interface Explanation {
  readonly cause: CauseId;
  readonly basis: Basis;
  /** How often this is it, among the known reports of the answer: 30 the usual one, below 10 a rare one. */
  readonly weight: number;
  readonly when?: Condition;
  /** The text itself names this cause: without a fact against it, it is the likely one. */
  readonly named?: true;
  /** The explanation is reported here and there and conflicts with what is usual: facts make it likely at most. */
  readonly weak?: true;
}

/** What an answer is about: the login itself, the browser approval before it, the API call after it, or another flow. */
type AnswerAbout = 'login' | 'authorize' | 'api' | 'other-flow';

/** What is known about an answer. */
export interface TokenError {
  readonly about: AnswerAbout;
  /** Other spellings of the description, and shortened ones that clients print. */
  readonly spellings?: readonly string[];
  /** Other codes under which the same answer is given. */
  readonly codes?: readonly string[];
  /** The gates that give this answer, in order. */
  readonly gates: readonly Gate[];
  /** The gates that a request has passed when it gets this answer, for the host that answered. */
  readonly proves: readonly Gate[];
  readonly explanations: readonly Explanation[];
  /** For `other-flow`: the flow that gives this answer. */
  readonly flow?: string;
}

const FORM: readonly Gate[] = ['transport'];
const SHAPE: readonly Gate[] = ['transport', 'form'];
const CLIENT: readonly Gate[] = [...SHAPE, 'shape', 'client-id'];
const SIGNED: readonly Gate[] = [...CLIENT, 'capability', 'signature'];
const AUDIENCE: readonly Gate[] = [...SIGNED, 'audience'];
const IN_ORG: readonly Gate[] = [...AUDIENCE, 'user-known', 'app-in-org'];
const TOKEN: readonly Gate[] = [
  ...IN_ORG,
  'time',
  'state',
  'admin-approval',
  'self-approval',
  'scopes',
  'login-policy',
  'rate',
  'issue',
];

const generic: Condition = { host: 'generic' };

/** Every answer the endpoint, the authorize page and the first API call are known to give, and what each means. */
export const TOKEN_ERRORS = {
  notApproved: {
    about: 'login',
    spellings: ['user has not approved this consumer'],
    gates: ['user-known', 'self-approval'],
    proves: AUDIENCE,
    explanations: [
      { cause: 'approval-missing', basis: 'documented', weight: 30, when: { policy: 'self-authorize' } },
      { cause: 'wrong-login-host', basis: 'documented', weight: 27, when: generic },
      {
        cause: 'user-not-preauthorized',
        basis: 'reported',
        weight: 20,
        when: { policy: 'admin-approved' },
        weak: true,
      },
      { cause: 'approval-without-refresh-token', basis: 'reported', weight: 18, when: { policy: 'self-authorize' } },
      { cause: 'wrong-username', basis: 'reported', weight: 12 },
      { cause: 'approval-lost', basis: 'reported', weight: 11, when: { policy: 'self-authorize' } },
      { cause: 'change-not-propagated', basis: 'reported', weight: 9 },
      { cause: 'refresh-scope-missing', basis: 'inferred', weight: 5, when: { policy: 'self-authorize' } },
      { cause: 'platform-fault', basis: 'reported', weight: 1, weak: true },
    ],
  },
  notAdminApproved: {
    about: 'login',
    codes: ['invalid_app_acess'],
    gates: ['admin-approval'],
    proves: IN_ORG,
    explanations: [
      { cause: 'user-not-preauthorized', basis: 'documented', weight: 30, named: true },
      { cause: 'change-not-propagated', basis: 'reported', weight: 9 },
      { cause: 'api-access-control', basis: 'reported', weight: 6, weak: true },
    ],
  },
  clientAppNotInstalled: {
    about: 'login',
    gates: ['app-in-org'],
    proves: AUDIENCE,
    explanations: [
      { cause: 'app-not-in-org', basis: 'reported', weight: 28 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 30, when: generic },
      { cause: 'wrong-username', basis: 'reported', weight: 8 },
      { cause: 'change-not-propagated', basis: 'reported', weight: 7 },
    ],
  },
  connectedAppNotInstalled: {
    about: 'login',
    gates: ['app-in-org'],
    proves: AUDIENCE,
    explanations: [{ cause: 'app-not-in-org', basis: 'documented', weight: 30, named: true }],
  },
  clientIdInvalid: {
    about: 'login',
    codes: ['invalid_client_id'],
    gates: ['client-id'],
    proves: SHAPE,
    explanations: [
      { cause: 'wrong-consumer-key', basis: 'documented', weight: 30 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 14, when: generic },
      { cause: 'change-not-propagated', basis: 'reported', weight: 12 },
      { cause: 'app-not-in-org', basis: 'reported', weight: 10 },
    ],
  },
  clientCredentialsInvalid: {
    about: 'login',
    codes: ['invalid_client_credentials'],
    gates: ['signature'],
    proves: SHAPE,
    explanations: [
      { cause: 'certificate-mismatch', basis: 'reported', weight: 30 },
      { cause: 'assertion-malformed', basis: 'reported', weight: 12 },
      { cause: 'certificate-missing', basis: 'inferred', weight: 6 },
      { cause: 'wrong-login-host', basis: 'inferred', weight: 4, when: generic },
      { cause: 'jwt-flow-disabled', basis: 'inferred', weight: 3 },
      { cause: 'wrong-grant-type', basis: 'reported', weight: 2, weak: true },
    ],
  },
  assertionInvalid: {
    about: 'login',
    gates: ['shape', 'capability', 'signature'],
    proves: SHAPE,
    explanations: [
      { cause: 'certificate-mismatch', basis: 'reported', weight: 30 },
      { cause: 'certificate-missing', basis: 'reported', weight: 18 },
      { cause: 'assertion-malformed', basis: 'reported', weight: 16 },
      { cause: 'jwt-flow-disabled', basis: 'reported', weight: 14 },
      { cause: 'algorithm-unsupported', basis: 'inferred', weight: 8 },
      { cause: 'wrong-login-host', basis: 'inferred', weight: 6, when: generic },
      { cause: 'assertion-replayed', basis: 'inferred', weight: 2, weak: true },
    ],
  },
  audienceInvalid: {
    about: 'login',
    spellings: ['audience validation failed', 'invalid audience', 'audience'],
    gates: ['audience'],
    proves: SIGNED,
    explanations: [
      { cause: 'wrong-audience', basis: 'documented', weight: 30 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 14 },
    ],
  },
  assertionExpired: {
    about: 'login',
    gates: ['time'],
    proves: [...SHAPE, 'shape'],
    explanations: [{ cause: 'assertion-expired', basis: 'reported', weight: 30, named: true }],
  },
  authenticationFailure: {
    about: 'login',
    gates: ['user-known', 'state'],
    proves: AUDIENCE,
    explanations: [
      { cause: 'wrong-username', basis: 'reported', weight: 30 },
      { cause: 'user-inactive', basis: 'reported', weight: 20 },
      { cause: 'user-frozen', basis: 'inferred', weight: 14 },
      { cause: 'wrong-login-host', basis: 'inferred', weight: 9, when: generic },
      { cause: 'high-assurance-required', basis: 'reported', weight: 5 },
      { cause: 'wrong-grant-type', basis: 'reported', weight: 3, weak: true },
      { cause: 'certificate-mismatch', basis: 'reported', weight: 1, weak: true },
    ],
  },
  inactiveUser: {
    about: 'login',
    codes: ['inactive_user'],
    gates: ['state'],
    proves: AUDIENCE,
    explanations: [
      { cause: 'user-inactive', basis: 'reported', weight: 30, named: true },
      { cause: 'user-frozen', basis: 'inferred', weight: 10 },
    ],
  },
  inactiveOrg: {
    about: 'login',
    codes: ['inactive_org'],
    gates: ['state'],
    proves: AUDIENCE,
    explanations: [{ cause: 'org-inactive', basis: 'reported', weight: 30, named: true }],
  },
  ipRestricted: {
    about: 'login',
    gates: ['login-policy'],
    proves: AUDIENCE,
    explanations: [{ cause: 'ip-restricted', basis: 'documented', weight: 30, named: true }],
  },
  ipOrHoursRestricted: {
    about: 'login',
    spellings: ['invalid login hours'],
    gates: ['login-policy'],
    proves: AUDIENCE,
    explanations: [
      { cause: 'ip-restricted', basis: 'documented', weight: 21 },
      { cause: 'outside-login-hours', basis: 'documented', weight: 20 },
    ],
  },
  refreshScopeRequired: {
    about: 'login',
    spellings: ['refresh_token scope is required'],
    gates: ['scopes'],
    proves: [...IN_ORG, 'admin-approval'],
    explanations: [
      { cause: 'refresh-scope-missing', basis: 'reported', weight: 30, named: true },
      { cause: 'user-not-preauthorized', basis: 'reported', weight: 10, weak: true },
      { cause: 'change-not-propagated', basis: 'reported', weight: 9 },
      { cause: 'app-not-in-org', basis: 'reported', weight: 8, weak: true },
    ],
  },
  tooManyScopes: {
    about: 'login',
    gates: ['scopes'],
    proves: IN_ORG,
    explanations: [{ cause: 'too-many-scopes', basis: 'reported', weight: 30, named: true }],
  },
  scopeNotSupported: {
    about: 'login',
    gates: ['form'],
    proves: FORM,
    explanations: [{ cause: 'scope-parameter-sent', basis: 'reported', weight: 30, named: true }],
  },
  noValidScopes: {
    about: 'login',
    gates: ['scopes'],
    proves: AUDIENCE,
    explanations: [{ cause: 'api-scope-missing', basis: 'inferred', weight: 20 }],
  },
  grantTypeNotSupported: {
    about: 'login',
    gates: ['form'],
    proves: FORM,
    explanations: [
      { cause: 'wrong-http-request', basis: 'reported', weight: 30 },
      { cause: 'wrong-grant-type', basis: 'reported', weight: 20 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 8, when: { host: 'never-token' } },
    ],
  },
  domainNotSupported: { about: 'other-flow', flow: 'client-credentials', gates: [], proves: FORM, explanations: [] },
  loginRateExceeded: {
    about: 'login',
    codes: ['login_rate_exceeded'],
    spellings: ['login limit reached', 'login_rate_exceeded'],
    gates: ['rate'],
    proves: AUDIENCE,
    explanations: [{ cause: 'login-rate-exceeded', basis: 'documented', weight: 30, named: true }],
  },
  rateLimitExceeded: {
    about: 'login',
    gates: ['rate'],
    proves: FORM,
    explanations: [{ cause: 'login-rate-exceeded', basis: 'documented', weight: 30, named: true }],
  },
  appBlocked: {
    about: 'authorize',
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
    explanations: [
      { cause: 'app-blocked', basis: 'reported', weight: 30, named: true },
      { cause: 'api-access-control', basis: 'reported', weight: 10 },
    ],
  },
  accessDeniedByAdmin: {
    about: 'authorize',
    gates: ['admin-approval'],
    proves: ['transport', 'client-id', 'app-in-org'],
    explanations: [
      { cause: 'user-not-preauthorized', basis: 'reported', weight: 30, named: true },
      { cause: 'api-access-control', basis: 'reported', weight: 6 },
    ],
  },
  clientAppNotFoundInBrowser: {
    about: 'authorize',
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
    explanations: [
      { cause: 'app-not-in-org', basis: 'reported', weight: 30 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 20, when: generic },
    ],
  },
  approvalError: {
    about: 'authorize',
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
    explanations: [{ cause: 'app-not-in-org', basis: 'reported', weight: 20 }],
  },
  scopeNotAllowed: {
    about: 'authorize',
    gates: ['scopes'],
    proves: ['transport', 'client-id'],
    explanations: [
      { cause: 'refresh-scope-missing', basis: 'reported', weight: 20 },
      { cause: 'api-scope-missing', basis: 'reported', weight: 15 },
    ],
  },
  redirectUriMismatch: {
    about: 'other-flow',
    flow: 'web-server',
    gates: [],
    proves: ['transport', 'client-id'],
    explanations: [],
  },
  accessDenied: {
    about: 'other-flow',
    flow: 'web-server',
    gates: [],
    proves: ['transport', 'client-id'],
    explanations: [],
  },
  activationSecretInvalid: { about: 'other-flow', flow: 'refresh-token', gates: [], proves: FORM, explanations: [] },
  expiredRefreshToken: { about: 'other-flow', flow: 'refresh-token', gates: [], proves: FORM, explanations: [] },
  noClientCredentialsUser: {
    about: 'other-flow',
    flow: 'client-credentials',
    gates: [],
    proves: FORM,
    explanations: [],
  },
  endUserDenied: { about: 'other-flow', flow: 'password', gates: [], proves: FORM, explanations: [] },
  subjectTokenInvalid: {
    about: 'api',
    gates: ['use'],
    proves: TOKEN,
    explanations: [{ cause: 'token-format-jwt', basis: 'reported', weight: 20 }],
  },
  sessionNotValidForRest: {
    about: 'api',
    gates: ['use'],
    proves: TOKEN,
    explanations: [
      { cause: 'api-scope-missing', basis: 'reported', weight: 30 },
      { cause: 'api-access-control', basis: 'reported', weight: 16 },
      { cause: 'ip-restricted', basis: 'reported', weight: 7 },
      { cause: 'high-assurance-required', basis: 'reported', weight: 5 },
    ],
  },
  sessionExpired: {
    about: 'api',
    gates: ['use'],
    proves: TOKEN,
    explanations: [
      { cause: 'token-format-jwt', basis: 'reported', weight: 20 },
      { cause: 'api-access-control', basis: 'reported', weight: 10 },
    ],
  },
  jwtTokenFormat: {
    about: 'api',
    gates: ['use'],
    proves: TOKEN,
    explanations: [{ cause: 'token-format-jwt', basis: 'reported', weight: 30, named: true }],
  },
  apiDisabled: {
    about: 'api',
    codes: ['api_currently_disabled'],
    gates: ['use'],
    proves: TOKEN,
    explanations: [{ cause: 'api-not-enabled', basis: 'documented', weight: 30, named: true }],
  },
} as const satisfies Record<AnswerId, TokenError>;

/** What an answer means, by its name. */
export function tokenError(id: AnswerId): TokenError {
  return TOKEN_ERRORS[id];
}
