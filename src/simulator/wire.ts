/** An error as sent: the OAuth or API error code and its description. */
interface WireAnswer {
  readonly error: string;
  readonly description: string;
}

/**
 * The texts that the embedded org answers with, as Salesforce spells them on the wire (documented on the flow errors page, or
 * reported with a transcript). The simulator is a witness of its own, so it keeps its own spelling; a test holds it
 * against the catalogue of the doctor.
 */
export const WIRE = {
  notApproved: { error: 'invalid_grant', description: "user hasn't approved this consumer" },
  notAdminApproved: { error: 'invalid_app_access', description: 'user is not admin approved to access this app' },
  clientAppNotInstalled: { error: 'app_not_found', description: 'External client app is not installed in this org' },
  connectedAppNotInstalled: { error: 'invalid_client', description: 'app must be installed into org' },
  clientIdInvalid: { error: 'invalid_client_id', description: 'client identifier invalid' },
  clientCredentialsInvalid: { error: 'invalid_client', description: 'invalid client credentials' },
  assertionInvalid: { error: 'invalid_grant', description: 'invalid assertion' },
  audienceInvalid: { error: 'invalid_grant', description: 'audience is invalid' },
  assertionExpired: { error: 'invalid_grant', description: 'expired authorization code' },
  authenticationFailure: { error: 'invalid_grant', description: 'authentication failure' },
  inactiveUser: { error: 'invalid_grant', description: 'inactive user' },
  inactiveOrg: { error: 'invalid_grant', description: 'inactive organization' },
  ipRestricted: { error: 'invalid_grant', description: 'ip restricted' },
  ipOrHoursRestricted: { error: 'invalid_grant', description: 'IP restricted or invalid login hours' },
  refreshScopeRequired: {
    error: 'invalid_request',
    description: 'refresh_token scope is required and the connected app should be installed and preauthorized.',
  },
  tooManyScopes: { error: 'invalid_request', description: 'too many scopes requested' },
  scopeNotSupported: { error: 'invalid_request', description: 'scope parameter not supported' },
  noValidScopes: { error: 'invalid_grant', description: 'no valid scopes defined' },
  grantTypeNotSupported: { error: 'unsupported_grant_type', description: 'grant type not supported' },
  domainNotSupported: { error: 'invalid_grant', description: 'request not supported on this domain' },
  loginRateExceeded: { error: 'invalid_grant', description: 'login rate exceeded' },
  rateLimitExceeded: { error: 'rate_limit_exceeded', description: '' },
  appBlocked: { error: 'OAUTH_APP_BLOCKED', description: 'this app is blocked by admin' },
  accessDeniedByAdmin: {
    error: 'OAUTH_APP_ACCESS_DENIED',
    description: 'user is not admin approved to access this app',
  },
  clientAppNotFoundInBrowser: {
    error: 'OAUTH_EC_APP_NOT_FOUND',
    description: 'External client app is not installed in this org',
  },
  approvalError: {
    error: 'OAUTH_APPROVAL_ERROR_GENERIC',
    description: 'An unexpected error has occured during authentication. Please try again.',
  },
  scopeNotAllowed: { error: 'invalid_scope', description: 'the requested scope is not allowed' },
  redirectUriMismatch: { error: 'redirect_uri_mismatch', description: 'redirect_uri must match configuration' },
  accessDenied: { error: 'access_denied', description: 'end-user denied authorization' },
  activationSecretInvalid: { error: 'invalid_grant', description: 'activation secret invalid' },
  expiredRefreshToken: { error: 'invalid_grant', description: 'expired access/refresh token' },
  noClientCredentialsUser: { error: 'invalid_grant', description: 'no client credentials user enabled' },
  endUserDenied: { error: 'invalid_grant', description: 'end-user denied authorization' },
  subjectTokenInvalid: { error: 'invalid_subject_token', description: '' },
  sessionNotValidForRest: {
    error: 'INVALID_SESSION_ID',
    description: 'This session is not valid for use with the REST API',
  },
  sessionExpired: { error: 'INVALID_SESSION_ID', description: 'Session expired or invalid' },
  jwtTokenFormat: { error: 'INVALID_JWT_FORMAT', description: '' },
  apiDisabled: { error: 'API_DISABLED_FOR_ORG', description: 'API is not enabled for this Organization or Partner' },
} as const satisfies Record<string, WireAnswer>;

/** The name of an answer that the embedded org can give. */
export type WireId = keyof typeof WIRE;
