/** The grant type of the JWT bearer flow (RFC 7523; Salesforce help: remoteaccess_oauth_jwt_flow). */
export const JWT_BEARER_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The path of the token endpoint on every host that issues tokens. */
export const TOKEN_PATH = '/services/oauth2/token';

/** The path of the page where a user approves an app. */
export const AUTHORIZE_PATH = '/services/oauth2/authorize';

/** Salesforce accepts an assertion for this many seconds after `exp` (documented: three minutes). */
export const EXPIRY_TOLERANCE_SECONDS = 180;

/** The only accepted algorithm (documented). */
export const ASSERTION_ALGORITHM = 'RS256';

/** The smallest accepted RSA key (documented for certificates: 2048, 3072, 4096 bits). */
export const MINIMUM_KEY_BITS = 2048;

/** Logins that one user may make in an hour before the org answers `login rate exceeded` (documented, KB 000381578). */
export const LOGINS_PER_HOUR = 3600;

/** Salesforce keeps this many approvals per user and app. The next one drops the oldest unused one (documented). */
export const APPROVALS_PER_APP = 5;

/** Minutes until a change to an app takes effect: connected app 10, External Client App 30 (reported). */
export const PROPAGATION_MINUTES = { 'connected-app': 10, 'external-client-app': 30 } as const;
