import type { HistoryStatusId } from '../../../src/answers/login-history.js';

/** The hand-written knowledge about a status of the Login History. */
interface HistoryNote {
  /** Texts that the Login History shows. */
  readonly texts: readonly string[];
  /** The code of the Login event type, and how the text reads for a JWT login. */
  readonly text?: string;
}

/** The compiler names a status that has no note. */
export const HISTORY_NOTES: Readonly<Record<HistoryStatusId, HistoryNote>> = {
  'not-approved': {
    texts: ['Failed: Not approved', 'Failed: Not approved for access'],
    text: 'The longer text is documented (KB 000212208) for the admin-approved policy; both are reported for a missing approval.',
  },
  'missing-consumer-key': {
    texts: ['Failed: Missing Consumer Key Parameter'],
    text: '`LOGIN_OAUTH_NO_CONSUMER`. The text is misleading: it is reported for a certificate that did not match (amazon-connect/amazon-connect-salesforce-scv#160).',
  },
  'consumer-deleted': { texts: ['Failed: Consumer Deleted'], text: '`LOGIN_OAUTH_CONSUMER_DELETED`.' },
  'signature-invalid': {
    texts: ['Failed: Signature Invalid'],
    text: '`LOGIN_OAUTH_INVALID_DSIG`, documented for OAuth 1.0a.',
  },
  'restricted-ip': {
    texts: ['Restricted IP', 'Failed: IP Address Not Allowed'],
    text: '`LOGIN_OAUTH_INVALID_IP`. The refused address is in _Source IP_ (forceworkbench/forceworkbench#772).',
  },
  'restricted-time': {
    texts: ['Restricted Time'],
    text: '`LOGIN_ERROR_RESTRICTED_TIME`. Its exact words are not documented.',
  },
  timestamp: {
    texts: ['Failed: Timestamp Invalid', 'Failed: Assertion Expired'],
    text: '`LOGIN_OAUTH_INVALID_TIMESTAMP`, `LOGIN_SAML_INVALID_TIMESTAMP`.',
  },
  replay: {
    texts: ['Failed: Nonce Replay Detected', 'Failed: Replay Detected', 'Failed: Invalid Nonce'],
    text: '`LOGIN_OAUTH_NONCE_REPLAY`, `LOGIN_SAML_REPLAY_ATTEMPTED`; the last text is reported.',
  },
  audience: { texts: ['Failed: Audience Invalid'], text: '`LOGIN_SAML_INVALID_AUDIENCE`.' },
  'api-disabled': { texts: ['Failed: OAuth API Access Disabled'], text: '`LOGIN_OAUTH_API_DISABLED`.' },
  'package-missing': {
    texts: ['Package for this consumer is not installed in your organization'],
    text: '`LOGIN_OAUTH_PACKAGE_MISSING`.',
  },
  frozen: { texts: ['User is frozen'], text: '`LOGIN_ERROR_USER_FROZEN`.' },
  locked: {
    texts: ['User is locked', 'Password Lockout'],
    text: 'The user is locked after wrong passwords. It is unknown whether this affects JWT login.',
  },
  inactive: { texts: ['User is inactive'], text: '`LOGIN_ERROR_USER_INACTIVE`.' },
  'org-state': {
    texts: ['Organization locked', 'Organization suspended', 'Organization closed', 'Trial Expired'],
    text: '`LOGIN_ERROR_ORG_…`.',
  },
  rate: {
    texts: ['Login Rate Exceeded', 'Login Limit Reached'],
    text: '`LOGIN_ERROR_RATE_EXCEEDED`, `LOGIN_RATE_EXCEEDED`. The Login History omits most of the rows. A client whose tokens are refused logs in again and again until it gets this (reported).',
  },
  'domain-only': {
    texts: ['Restricted Domain'],
    text: '`LOGIN_ERROR_ORG_DOMAIN_ONLY`: the My Domain policy forbids the generic host.',
  },
};
