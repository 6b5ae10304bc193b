/** The side that has to change when a cause is at fault. */
export type Side = 'local' | 'request' | 'app' | 'user' | 'org' | 'platform';

/**
 * Every cause the product can name, in the order of the sides. The ids are public and stable: a retired id stays
 * reserved and never gets another meaning.
 */
export const CAUSES = {
  'private-key-unreadable': 'local',
  'private-key-malformed': 'local',
  'private-key-unsupported': 'local',
  'client-state-broken': 'local',
  'endpoint-unreachable': 'local',
  'wrong-http-request': 'request',
  'wrong-grant-type': 'request',
  'scope-parameter-sent': 'request',
  'assertion-malformed': 'request',
  'algorithm-unsupported': 'request',
  'assertion-expired': 'request',
  'assertion-replayed': 'request',
  'wrong-login-host': 'request',
  'wrong-audience': 'request',
  'wrong-consumer-key': 'request',
  'wrong-username': 'request',
  'app-not-in-org': 'app',
  'app-blocked': 'app',
  'jwt-flow-disabled': 'app',
  'certificate-missing': 'app',
  'certificate-mismatch': 'app',
  'refresh-scope-missing': 'app',
  'api-scope-missing': 'app',
  'too-many-scopes': 'app',
  'token-format-jwt': 'app',
  'user-inactive': 'user',
  'user-frozen': 'user',
  'user-not-preauthorized': 'user',
  'approval-missing': 'user',
  'approval-without-refresh-token': 'user',
  'approval-lost': 'user',
  'api-not-enabled': 'user',
  'ip-restricted': 'org',
  'outside-login-hours': 'org',
  'high-assurance-required': 'org',
  'api-access-control': 'org',
  'org-inactive': 'org',
  'login-rate-exceeded': 'org',
  'change-not-propagated': 'platform',
  'platform-fault': 'platform',
} as const satisfies Record<string, Side>;

/** The id of a cause. */
export type CauseId = keyof typeof CAUSES;

/** All cause ids, in their public order. */
export const CAUSE_IDS = Object.keys(CAUSES) as CauseId[];

/** Where a piece of knowledge comes from: Salesforce's documentation, reports of users, or reasoning. */
export type Basis = 'documented' | 'reported' | 'inferred';
