import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { joinReadings, readReading } from '../../../src/sources/files/read.js';

const answer = (error: string, error_description?: string) => JSON.stringify({ error, error_description });
const xml = (root: string, ...elements: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${elements.join('\n')}\n</${root}>\n`;
const records = (...rows: readonly object[]) =>
  JSON.stringify({ status: 0, result: { records: rows, totalSize: rows.length, done: true }, warnings: [] });

const NOT_APPROVED = answer('invalid_grant', "user hasn't approved this consumer");
const NOT_ADMIN_APPROVED = answer('invalid_app_access', 'user is not admin approved to access this app');
const ASSERTION = answer('invalid_grant', 'invalid assertion');
const FAILURE = answer('invalid_grant', 'authentication failure');
const HOURS = answer('invalid_grant', 'ip restricted or invalid login hours');
const SESSION = JSON.stringify([
  { errorCode: 'INVALID_SESSION_ID', message: 'This session is not valid for use with the REST API' },
]);
const MFA = '<oauthPolicy><ipRelaxation>ENFORCE</ipRelaxation></oauthPolicy>';

const PAIRS: readonly (readonly [what: string, name: string, text: string, answer: string, verdict: string])[] = [
  [
    'an External Client App that issues JWT-based access tokens',
    'CI.ecaGlblOauth-meta.xml',
    xml(
      'ExtlClntAppGlobalOauthSettings',
      '<externalClientApplication>CI</externalClientApplication>',
      '<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled>',
    ),
    'sf:INVALID_SESSION_ID: Session expired or invalid\n    at SOAP.getError (/app/node_modules/jsforce/lib/soap.js:113:12)',
    'token-format-jwt (confirmed)',
  ],
  [
    'an External Client App that nobody may use',
    'CI.ecaOauthPlcy-meta.xml',
    xml(
      'ExtlClntAppOauthConfigurablePolicies',
      '<externalClientApplication>CI</externalClientApplication>',
      '<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>',
    ),
    NOT_ADMIN_APPROVED,
    'user-not-preauthorized (likely)',
  ],
  [
    'an External Client App whose OAuth is switched off',
    'CI.ecaPlcy-meta.xml',
    xml(
      'ExtlClntAppConfigurablePolicies',
      '<externalClientApplication>CI</externalClientApplication>',
      '<isEnabled>false</isEnabled>',
    ),
    answer('app_not_found', 'External client app is not installed in this org'),
    'app-blocked (likely)',
  ],
  [
    'a connected app without a certificate',
    'CI.connectedApp-meta.xml',
    xml(
      'ConnectedApp',
      '<label>CI</label>',
      '<oauthConfig><consumerKey>3MVG9abc.def.ghi.jkl</consumerKey><isAdminApproved>true</isAdminApproved><scopes>Api</scopes></oauthConfig>',
      MFA,
    ),
    ASSERTION,
    'certificate-missing (confirmed)',
  ],
  [
    'a connected app without the api scope',
    'CI.connectedApp-meta.xml',
    xml(
      'ConnectedApp',
      '<label>CI</label>',
      '<oauthConfig><isAdminApproved>true</isAdminApproved><scopes>RefreshToken</scopes></oauthConfig>',
    ),
    SESSION,
    'api-scope-missing (confirmed)',
  ],
  [
    'a connected app with users that approve it themselves',
    'CI.connectedApp-meta.xml',
    xml('ConnectedApp', '<label>CI</label>', '<oauthConfig><isAdminApproved>false</isAdminApproved></oauthConfig>'),
    NOT_APPROVED,
    'approval-missing, wrong-login-host',
  ],
  [
    'a profile with login hours',
    'CI.profile-meta.xml',
    xml(
      'Profile',
      '<loginHours><mondayStart>480</mondayStart><mondayEnd>1080</mondayEnd></loginHours>',
      '<userLicense>Salesforce</userLicense>',
    ),
    HOURS,
    'outside-login-hours (likely)',
  ],
  [
    'a profile with empty login hours',
    'CI.profile-meta.xml',
    xml('Profile', '<loginHours/>', '<userLicense>Salesforce</userLicense>'),
    HOURS,
    // The other of the two restrictions that the answer names.
    'ip-restricted (likely)',
  ],
  [
    'a profile without API Enabled',
    'CI.profile-meta.xml',
    xml('Profile', '<userPermissions><enabled>false</enabled><name>ApiEnabled</name></userPermissions>'),
    JSON.stringify([
      { errorCode: 'API_DISABLED_FOR_ORG', message: 'API is not enabled for this Organization or Partner' },
    ]),
    'api-not-enabled (confirmed)',
  ],
  [
    'a user who is not active',
    'user.json',
    records({ attributes: { type: 'User' }, Username: 'ci@acme.example.com', IsActive: false }),
    FAILURE,
    'user-inactive (confirmed)',
  ],
  [
    'a user who is not active, in a table',
    'user.txt',
    [
      ' ┌─────────────────────┬──────────┐',
      ' │ USERNAME            │ ISACTIVE │',
      ' ├─────────────────────┼──────────┤',
      ' │ ci@acme.example.com │ false    │',
      ' └─────────────────────┴──────────┘',
      'Total number of records retrieved: 1.',
    ].join('\n'),
    FAILURE,
    'user-inactive (confirmed)',
  ],
  [
    'a Login History with a frozen user',
    'LoginHistory.csv',
    '"Username","Login Time","Login Type","Status","Application"\n"ci@acme.example.com","2026-11-16T22:36:58.000Z","Remote Access 2.0","User is frozen","CI"\n',
    FAILURE,
    'user-frozen (confirmed)',
  ],
  [
    'a Login History that knows why a status was all that was seen',
    'LoginHistory.csv',
    '"Username","Login Time","Login Type","Status","Application"\n"ci@acme.example.com","2026-11-16T22:36:58.000Z","Remote Access 2.0","Failed: Not approved for access","CI"\n',
    'requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://acme.my.salesforce.com/services/oauth2/token',
    'user-not-preauthorized, approval-missing',
  ],
  [
    'an audit trail with a renamed user',
    'SetupAuditTrail.csv',
    'Date,User,Source Namespace Prefix,Action,Section,Delegate User\n11/16/2026 1:00:00 AM PST,admin@acme.example.com,,Changed username of user CI from ci@acme.example.com to ci2@acme.example.com,Manage Users,\n',
    '{"level":"error","time":"2026-11-16T22:00:00Z","msg":"login failed","error":"invalid_grant","error_description":"authentication failure"}',
    'wrong-username (likely)',
  ],
  [
    'a list of OAuth tokens without one, and the policy in words',
    'tokens.json',
    records(),
    `Permitted Users is "All users may self-authorize".\n${NOT_APPROVED}`,
    'approval-missing, wrong-login-host',
  ],
  [
    'words of a Setup page',
    'ticket.txt',
    'Permitted Users: Admin approved users are pre-authorized\nProfiles: (none)\nPermission Sets: (none)\n',
    NOT_APPROVED,
    'user-not-preauthorized (likely)',
  ],
  [
    'a ticket that says what the org is',
    'ticket.txt',
    'The org is a sandbox. We log in like this:\nsf org login jwt --username ci@acme.example.com --client-id 3MVG9abc.def.ghi.jkl --jwt-key-file server.key --instance-url https://login.salesforce.com\n',
    NOT_APPROVED,
    'wrong-login-host (confirmed)',
  ],
];

describe('a vague answer and what the org says beside it', () => {
  it.each(PAIRS)('%s', async (_, name, text, given, verdict) => {
    const readings = [await readReading(text, name), await readReading(given, 'answer.txt')];
    const { cause, alternatives } = examine(await joinReadings(readings)).diagnosis;
    const found = cause
      ? `${cause.id} (${cause.confidence})`
      : alternatives
          .slice(0, 2)
          .map(({ id }) => id)
          .join(', ');
    expect(found).toBe(verdict);
  });
});
