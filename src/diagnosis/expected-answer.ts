import type { FactStore } from '../facts/store.js';
import type { CauseId } from '../salesforce/causes.js';
import type { AnswerId } from '../salesforce/token-answers.js';

/** What decides which of several answers a cause gives. */
interface Situation {
  readonly clientApp: boolean;
  readonly selfAuthorize: boolean;
}

type Expected = readonly AnswerId[] | ((situation: Situation) => readonly AnswerId[]);

const assertionInvalid: readonly AnswerId[] = ['assertionInvalid', 'clientCredentialsInvalid'];

// The first is the answer to expect; the others are reported for the same cause, so that no single one is promised.
const EXPECTED = {
  'private-key-unreadable': [],
  'private-key-malformed': [],
  'private-key-unsupported': [],
  'client-state-broken': [],
  'endpoint-unreachable': [],
  'wrong-http-request': ['grantTypeNotSupported'],
  'wrong-grant-type': ['grantTypeNotSupported'],
  'scope-parameter-sent': ['scopeNotSupported'],
  'assertion-malformed': assertionInvalid,
  'algorithm-unsupported': ['assertionInvalid'],
  'assertion-expired': ['assertionExpired'],
  'assertion-replayed': ['assertionInvalid'],
  'wrong-login-host': ({ clientApp }) =>
    clientApp
      ? ['clientAppNotInstalled', 'notApproved', 'clientIdInvalid', 'audienceInvalid']
      : ['notApproved', 'audienceInvalid', 'clientIdInvalid', 'authenticationFailure'],
  'wrong-audience': ['audienceInvalid'],
  'wrong-consumer-key': ['clientIdInvalid'],
  'wrong-username': ['authenticationFailure', 'notApproved'],
  'app-not-in-org': ({ clientApp }) =>
    clientApp
      ? ['clientAppNotInstalled', 'clientIdInvalid']
      : ['connectedAppNotInstalled', 'clientIdInvalid', 'notApproved'],
  'app-blocked': ['appBlocked'],
  'jwt-flow-disabled': ['assertionInvalid'],
  'certificate-missing': ['assertionInvalid'],
  'certificate-mismatch': ({ clientApp }) =>
    clientApp ? ['clientCredentialsInvalid', 'assertionInvalid'] : assertionInvalid,
  'refresh-scope-missing': ({ selfAuthorize }) => [selfAuthorize ? 'notApproved' : 'refreshScopeRequired'],
  'api-scope-missing': ['sessionNotValidForRest', 'noValidScopes'],
  'too-many-scopes': ['tooManyScopes'],
  'token-format-jwt': ['sessionExpired', 'jwtTokenFormat'],
  'user-inactive': ['authenticationFailure', 'inactiveUser'],
  'user-frozen': ['authenticationFailure', 'inactiveUser'],
  'user-not-preauthorized': ['notAdminApproved', 'notApproved'],
  'approval-missing': ['notApproved'],
  'approval-without-refresh-token': ['notApproved'],
  'approval-lost': ['notApproved'],
  'api-not-enabled': ['apiDisabled'],
  'ip-restricted': ['ipRestricted', 'ipOrHoursRestricted'],
  'outside-login-hours': ['ipOrHoursRestricted'],
  'high-assurance-required': ['authenticationFailure', 'sessionNotValidForRest'],
  'api-access-control': ['sessionNotValidForRest', 'notAdminApproved'],
  'org-inactive': ['inactiveOrg'],
  'login-rate-exceeded': ['loginRateExceeded'],
  'change-not-propagated': [],
  'platform-fault': [],
} as const satisfies Record<CauseId, Expected>;

// One cause, found at another hurdle than usual.
const EXPECTED_BY_FINDING: Readonly<Record<string, readonly AnswerId[]>> = {
  'request/lightning-host': ['grantTypeNotSupported'],
};

/**
 * The answers that a cause leads to, the one to expect first; further ones are reported for the same cause.
 * Empty where nothing is answered by the endpoint, or where no answer was ever seen. `code` is the finding that tells
 * of the cause, where one does.
 */
export function expectedAnswers(cause: CauseId, store: FactStore, code = ''): readonly AnswerId[] {
  const byFinding = EXPECTED_BY_FINDING[code];
  if (byFinding) return byFinding;
  const expected: Expected = EXPECTED[cause];
  if (typeof expected !== 'function') return expected;
  return expected({
    clientApp: store.value('app.kind') === 'external-client-app',
    selfAuthorize: store.value('app.permittedUsers') === 'self-authorize',
  });
}
