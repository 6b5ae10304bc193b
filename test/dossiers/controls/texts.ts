/** A text in which no JWT login to Salesforce fails. */
export interface ControlText {
  readonly id: string;
  readonly kind: 'other-vendor' | 'other-grant' | 'innocent';
  readonly lines: readonly string[];
}

/** Errors of others, other grants of Salesforce, and texts without a failure. One row each. */
export const CONTROL_TEXTS: readonly ControlText[] = [
  {
    id: 'google-signature',
    kind: 'other-vendor',
    lines: [
      "google.auth.exceptions.RefreshError: ('invalid_grant: Invalid JWT Signature.', {'error': 'invalid_grant', 'error_description': 'Invalid JWT Signature.'})",
    ],
  },
  {
    id: 'google-lived',
    kind: 'other-vendor',
    lines: [
      'POST https://oauth2.googleapis.com/token 400',
      '{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}',
    ],
  },
  {
    id: 'azure-secret',
    kind: 'other-vendor',
    lines: [
      '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.","error_codes":[7000215]}',
    ],
  },
  {
    id: 'azure-assertion',
    kind: 'other-vendor',
    lines: [
      'MSAL.NetCore: Microsoft.Identity.Client.MsalServiceException: AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application.',
    ],
  },
  {
    id: 'docusign',
    kind: 'other-vendor',
    lines: [
      'POST https://account-d.docusign.com/oauth/token',
      '{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}',
    ],
  },
  {
    id: 'docusign-consent',
    kind: 'other-vendor',
    lines: ['POST https://account.docusign.com/oauth/token -> 400', '{"error":"consent_required"}'],
  },
  {
    id: 'keycloak',
    kind: 'other-vendor',
    lines: [
      'POST https://sso.globex.example.com/realms/prod/protocol/openid-connect/token 401',
      '{"error":"invalid_grant","error_description":"Invalid user credentials"}',
    ],
  },
  {
    id: 'github-app',
    kind: 'other-vendor',
    lines: [
      'GET https://api.github.com/app 401',
      '{"message":"A JSON web token could not be decoded","documentation_url":"https://docs.github.com/rest"}',
    ],
  },
  {
    id: 'box',
    kind: 'other-vendor',
    lines: [
      'POST https://api.box.com/oauth2/token',
      '{"error":"invalid_grant","error_description":"Please check the \'aud\' claim."}',
    ],
  },
  {
    id: 'okta',
    kind: 'other-vendor',
    lines: [
      'POST https://contoso.okta.com/oauth2/default/v1/token 400',
      '{"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}',
    ],
  },
  {
    id: 'zoom',
    kind: 'other-vendor',
    lines: [
      'POST https://zoom.us/oauth/token 400',
      '{"reason":"Invalid client_id or client_secret","error":"invalid_client"}',
    ],
  },
  {
    id: 'netsuite',
    kind: 'other-vendor',
    lines: [
      'POST https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token 400',
      '{"error":"invalid_grant"}',
    ],
  },
  {
    id: 'password-flow',
    kind: 'other-grant',
    lines: [
      "curl https://login.salesforce.com/services/oauth2/token -d 'grant_type=password' -d 'client_id=3MVG9...' -d 'client_secret=****' -d 'username=etl@contoso.example.com' -d 'password=****'",
      '{"error":"invalid_grant","error_description":"authentication failure"}',
    ],
  },
  {
    id: 'client-credentials',
    kind: 'other-grant',
    lines: [
      'POST https://contoso.my.salesforce.com/services/oauth2/token',
      'grant_type=client_credentials&client_id=3MVG9...&client_secret=****',
      '400 {"error":"invalid_grant","error_description":"no client credentials user enabled"}',
    ],
  },
  {
    id: 'refresh-token',
    kind: 'other-grant',
    lines: [
      'Error (RefreshTokenAuthError): Error authenticating with the refresh token due to: expired access/refresh token',
    ],
  },
  {
    id: 'auth-code',
    kind: 'other-grant',
    lines: [
      'POST https://login.salesforce.com/services/oauth2/token',
      'grant_type=authorization_code&code=aPrx****&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&client_id=3MVG9...',
      '400 {"error":"invalid_grant","error_description":"invalid authorization code"}',
    ],
  },
  {
    id: 'soap-login',
    kind: 'other-grant',
    lines: [
      'INVALID_LOGIN: Invalid username, password, security token; or user locked out.',
      '    at SOAP.getError (/app/node_modules/jsforce/lib/soap.js:113:12)',
    ],
  },
  {
    id: 'build-log',
    kind: 'innocent',
    lines: [
      '> tsc -p tsconfig.json',
      '> node scripts/build.mjs',
      'dist/index.js  142 kB',
      'Deploying salesforce metadata: 214 components, 0 errors',
      'Status: Succeeded',
    ],
  },
  {
    id: 'documentation',
    kind: 'innocent',
    lines: [
      '# Troubleshooting',
      '',
      'If the JWT login fails, check these first:',
      "- `invalid_grant: user hasn't approved this consumer`: approve the app, or pre-authorize the user.",
      '- `invalid_client_id`: the consumer key is wrong.',
      '- `audience is invalid`: use https://login.salesforce.com or https://test.salesforce.com.',
    ],
  },
  {
    id: 'code-comment',
    kind: 'innocent',
    lines: [
      '// Salesforce answers invalid_grant / "user hasn\'t approved this consumer" when nobody approved the app.',
      'export async function token() {',
      '  const response = await fetch(`${host}/services/oauth2/token`, { method: "POST", body });',
      '  return response.json();',
      '}',
    ],
  },
  {
    id: 'self-signed-mail',
    kind: 'innocent',
    lines: [
      'Hi Jo,',
      'we generated a self-signed certificate for the connected app in Salesforce, it is attached. The JWT login will be switched on next week.',
      'Regards',
    ],
  },
  {
    id: 'deploy-error',
    kind: 'innocent',
    lines: [
      'Successfully authorized ci@contoso.example.com with org ID 00D8d000004XyZaEAK',
      '$ sf project deploy start --source-dir force-app',
      'Error (1): Component Failures [1]',
      'Account.Region__c  Field Region__c does not exist. Check spelling.',
    ],
  },
];
