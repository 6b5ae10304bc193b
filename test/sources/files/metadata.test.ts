import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import { loginAssertion } from '../../../src/simulator/index.js';
import { joinReadings, readPaste, readReading } from '../../../src/sources/files/read.js';
import { fixturesDir, testKey, world } from '../../simulator/support/client.js';

const file = (name: string) => readFileSync(`${fixturesDir}/metadata/${name}`, 'utf8');
const app = file('Acme_CI.connectedApp-meta.xml');

async function facts(
  text: string,
  name = 'x/connectedApps/Acme_CI.connectedApp-meta.xml',
): Promise<Record<string, unknown>> {
  const store = new ScrubbedStore(await readPaste(text, name));
  return Object.fromEntries(store.names().map((fact) => [fact, store.read(fact)]));
}

describe('a connected app', () => {
  it('tells its facts, each with its line', async () => {
    expect(await facts(app)).toMatchObject({
      'app.kind': { value: 'connected-app' },
      'app.name': { value: 'Acme_CI' },
      'app.permittedUsers': { value: 'admin-approved', source: expect.stringMatching(/, line 9$/) as unknown },
      'app.scopes': { value: ['api', 'web'], source: expect.stringMatching(/, line 10$/) as unknown },
      'app.certificate': { value: { subject: expect.stringContaining('CN=') as unknown } },
    });
  });

  it('proves a missing certificate only when the file is whole', async () => {
    const without = app.replace(/ *<certificate>.*<\/certificate>\n/, '');
    expect(await facts(without)).toMatchObject({ 'app.certificate': { value: null } });
    expect(await facts(without.replace(/<oauthPolicy>[\s\S]*<\/oauthPolicy>/, ''))).not.toHaveProperty(
      'app.certificate',
    );
  });

  it('is read with comments, other orders and unknown elements, and lacks nothing for a bomb of entities', async () => {
    const odd = app.replace('<oauthConfig>', '<!-- ours --><future>1</future><oauthConfig>');
    expect(await facts(odd)).toMatchObject({ 'app.permittedUsers': { value: 'admin-approved' } });
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n${app.slice(app.indexOf('<ConnectedApp')).replace('Acme CI', '&b;')}`;
    expect(Object.keys(await facts(bomb)).length).toBeGreaterThanOrEqual(0);
  });
});

describe('an External Client App', () => {
  const element = (type: string, inner: string) =>
    `<?xml version="1.0"?>\n<${type} xmlns="x">\n  <externalClientApplication>Acme</externalClientApplication>\n  ${inner}\n</${type}>`;

  it.each([
    [
      'ExtlClntAppOauthSettings',
      '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
      'app.scopes',
      ['api', 'refresh_token'],
    ],
    [
      'ExtlClntAppOauthConfigurablePolicies',
      '<permittedUsersPolicyType>AllSelfAuthorized</permittedUsersPolicyType>',
      'app.permittedUsers',
      'self-authorize',
    ],
    ['ExtlClntAppConfigurablePolicies', '<isEnabled>false</isEnabled>', 'app.enabled', false],
    ['ExtlClntAppGlobalOauthSettings', '<consumerKey>3MVG9abcdefgh</consumerKey>', 'app.consumerKey', '3MVG9abcdefgh'],
  ])('%s', async (type, inner, fact, value) => {
    const found = await facts(element(type, inner), 'Acme.xml');
    expect(found).toMatchObject({
      'app.kind': { value: 'external-client-app' },
      'app.name': { value: 'Acme' },
      [fact]: { value },
    });
  });

  it('does not lack a certificate because a read left it out', async () => {
    expect(await facts(element('ExtlClntAppGlobalOauthSettings', ''), 'Acme.xml')).toMatchObject({
      'app.certificate': { unknown: 'absent-in-reply' },
    });
  });
});

it('a profile tells ranges and the API permission', async () => {
  const text = `<Profile xmlns="x"><loginIpRanges><startAddress>203.0.113.0</startAddress><endAddress>203.0.113.9</endAddress></loginIpRanges><userPermissions><enabled>false</enabled><name>ApiEnabled</name></userPermissions></Profile>`;
  expect(await facts(text, 'profiles/Survey%20Loader.profile-meta.xml')).toMatchObject({
    'user.profile': { value: 'Survey Loader' },
    'user.apiEnabled': { value: false },
    'user.loginIpRanges': { value: [{ start: '203.0.113.0', end: '203.0.113.9' }] },
  });
});

describe('the signature of a pasted assertion', () => {
  const subject = world('healthy').login;
  const verdict = async (key: string) => {
    const assertion = loginAssertion({ ...subject, key }, Date.UTC(2026, 10, 1));
    const exchange = `POST https://acme.my.salesforce.com/services/oauth2/token HTTP/1.1\n\nassertion=${assertion}\n\nHTTP/1.1 400 X\n\n{"error":"invalid_grant","error_description":"invalid assertion"}`;
    const readings = [await readReading(exchange, 'wire.log'), await readReading(app, 'Acme_CI.connectedApp-meta.xml')];
    return examine([...readings.flatMap((reading) => [...reading.facts]), ...(await joinReadings(readings))]).diagnosis;
  };

  it('is held against the certificate of the app', async () => {
    expect((await verdict(testKey('other-2048').privateKey)).cause).toMatchObject({
      id: 'certificate-mismatch',
      confidence: 'confirmed',
    });
    const own = await verdict(testKey('ci-2048').privateKey);
    expect(own.ruledOut.map(({ cause }) => cause)).toContain('certificate-mismatch');
  });
});

describe('an export of the Login History', () => {
  it('names the cause of the newest refusal of the user', async () => {
    const reading = await readReading(file('LoginHistory.csv'), 'LoginHistory.csv');
    const { diagnosis } = examine([
      ...reading.facts,
      { name: 'assertion.subject', value: 'ci@acme.example.com', source: 'x' },
    ]);
    expect(diagnosis.cause).toMatchObject({ id: 'ip-restricted', confidence: 'confirmed' });
  });

  it('says nothing against a user whose newest row is a success', async () => {
    const reading = await readReading(file('LoginHistory.csv').replace('Restricted IP', 'Success'), 'LoginHistory.csv');
    const { diagnosis } = examine([
      ...reading.facts,
      { name: 'assertion.subject', value: 'ci@acme.example.com', source: 'x' },
    ]);
    expect(diagnosis.cause).toBeNull();
  });
});
