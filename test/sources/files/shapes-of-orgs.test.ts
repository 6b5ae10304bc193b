import { expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { joinReadings, readReading } from '../../../src/sources/files/read.js';

const xml = (type: string, inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n    ${inner}\n</${type}>\n`;
const ofApp = (type: string, inner: string) =>
  xml(type, `<externalClientApplication>Acme</externalClientApplication>\n    ${inner}`);
const POLICIES = ofApp(
  'ExtlClntAppOauthConfigurablePolicies',
  '<commaSeparatedPermissionSet>CI_Access, Other</commaSeparatedPermissionSet>\n    <permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>',
);

async function factsOf(...texts: readonly string[]): Promise<Record<string, unknown>> {
  const { facts } = examine(
    await joinReadings(await Promise.all(texts.map((text, index) => readReading(text, `${index}.xml`)))),
  );
  return Object.fromEntries(facts.names().map((name) => [name, facts.value(name)]));
}

it.each([
  [
    'policies of an External Client App',
    POLICIES,
    {
      'app.permittedUsers': 'admin-approved',
      'app.assignments': [
        { via: 'permission-set', name: 'CI_Access', usable: true },
        { via: 'permission-set', name: 'Other', usable: true },
      ],
    },
  ],
  [
    'its global settings',
    ofApp('ExtlClntAppGlobalOauthSettings', '<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled>'),
    { 'app.issuesJwtAccessTokens': true },
  ],
  [
    'its plug-in switched off',
    ofApp(
      'ExtlClntAppConfigurablePolicies',
      '<isEnabled>true</isEnabled>\n<isOauthPluginEnabled>false</isOauthPluginEnabled>',
    ),
    { 'app.enabled': false },
  ],
  [
    'rows of PermissionSetAssignment',
    '| PERMISSIONSET.NAME | PERMISSIONSET.ISOWNEDBYPROFILE |\n| --- | --- |\n| CI_Access | false |\n| X00ex00 | true |\n',
    { 'user.permissionSets': ['CI_Access'] },
  ],
  [
    'a CSV of SetupEntityAccess',
    'Parent.Name,Parent.Profile.Name,SetupEntityType\nCI_Access,,ConnectedApplication\n',
    { 'app.assignments': [{ via: 'permission-set', name: 'CI_Access', usable: true }] },
  ],
  [
    'a CSV of User',
    'Username,IsActive,Profile.Name\nci@acme.example.com,false,Integration\n',
    { 'user.active': false, 'user.profile': 'Integration' },
  ],
  [
    'a profile without hours',
    xml('Profile', '<fullName>P</fullName>\n    <loginHours/>'),
    {
      'user.loginHours': {
        timeZone: 'UTC',
        days: expect.objectContaining({ monday: [{ start: '00:00', end: '24:00' }] }),
      },
    },
  ],
])('%s', async (_, text, facts) => {
  expect(await factsOf(text)).toMatchObject(facts);
});

it('the policies of an app and the permission sets of a user together tell whether the user is assigned', async () => {
  const sets = (name: string) => `PermissionSet.Name,PermissionSet.IsOwnedByProfile\n${name},false\n`;
  expect(await factsOf(POLICIES, sets('CI_Access'))).toMatchObject({ 'user.assigned': true });
  expect(await factsOf(POLICIES, sets('Sales'))).toMatchObject({ 'user.assigned': false });
  const readings = await Promise.all(
    [
      '{"error":"invalid_app_access","error_description":"user is not admin approved to access this app"}',
      POLICIES,
      sets('Sales'),
    ].map((text, index) => readReading(text, `${index}`)),
  );
  expect(examine(await joinReadings(readings)).diagnosis.cause).toMatchObject({ id: 'user-not-preauthorized' });
});
