/** A failure in words that nobody has catalogued: no cause can be named, and nothing is healthy. */
export interface LastWords {
  readonly id: string;
  readonly lines: readonly string[];
}

/** How a log can end that began with a login that worked. One row each. */
export const LAST_WORDS: readonly LastWords[] = [
  {
    id: 'unknown-description',
    lines: ['{"error":"invalid_grant","error_description":"session policy evaluation pending"}'],
  },
  {
    id: 'unknown-code',
    lines: [
      'salesforce token request failed: 400 {"error":"tenant_suspended","error_description":"contact your provider"}',
    ],
  },
  {
    id: 'unknown-jwt-grant-error',
    lines: [
      'Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here\u2019s the error: JwtAuthError::Error authenticating with JWT.',
      'Errors encountered:',
      'regional failover in progress',
      'regional failover in progress',
    ],
  },
  {
    id: 'bare-status',
    lines: [
      'requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://login.salesforce.com/services/oauth2/token',
    ],
  },
  {
    id: 'named-org-not-found',
    lines: ['Error (NamedOrgNotFoundError): No authorization information found for uat.'],
  },
  {
    id: 'unknown-exception',
    lines: [
      'com.globex.sync.SalesforceLoginException: JWT login to https://globex.my.salesforce.com failed: unexpected end of stream',
    ],
  },
];
