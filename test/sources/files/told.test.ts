import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { joinReadings, readReading } from '../../../src/sources/files/read.js';

async function told(text: string) {
  const { diagnosis, facts } = examine(await joinReadings([await readReading(text, 'log.txt')]));
  const { symptom, cause, alternatives } = diagnosis;
  return {
    error: symptom?.error,
    description: symptom?.description,
    url: symptom?.url ?? facts.value('request.url'),
    user: facts.value('token.answers')?.at(-1)?.subject ?? facts.value('assertion.subject'),
    first: cause?.id ?? alternatives[0]?.id,
  };
}

const AUDIENCE = { error: 'invalid_grant', description: 'audience is invalid' };
const NOT_APPROVED = { error: 'invalid_grant', description: "user hasn't approved this consumer" };
const URL = 'https://test.salesforce.com/services/oauth2/token';

describe('the words of an answer, whatever stands around them', () => {
  it.each<[string, string, object]>([
    [
      'name=value',
      `level=error url=${URL} user=ci@acme.example.com error=invalid_grant error_description="audience is invalid"`,
      { ...AUDIENCE, url: URL, user: 'ci@acme.example.com' },
    ],
    ['name: value', 'error: invalid_grant\nerror_description: audience is invalid\n', AUDIENCE],
    ['labels in words', 'Error code: invalid_grant, Error description: audience is invalid', AUDIENCE],
    ['German labels', 'Fehlercode: invalid_grant, Beschreibung: audience is invalid', AUDIENCE],
    ['French quotation marks', "Erreur « invalid_grant » : « user hasn't approved this consumer »", NOT_APPROVED],
    [
      'guillemets without blanks',
      "Meldung: «user hasn't approved this consumer»",
      { description: NOT_APPROVED.description },
    ],
    ['full-width colons', "エラー：invalid_grant　説明：user hasn't approved this consumer", NOT_APPROVED],
    ['typographic quotation marks', '“error”: “invalid_grant”, “error_description”: “audience is invalid”', AUDIENCE],
    [
      'escaped quotation marks',
      String.raw`msg="{\"error\":\"invalid_grant\",\"error_description\":\"audience is invalid\"}"`,
      AUDIENCE,
    ],
    [
      'a line that was wrapped',
      '> {"error":"invalid_grant","error_description":"user hasn\'t\n> approved this consumer"}',
      NOT_APPROVED,
    ],
  ])('%s', async (_, text, expected) => {
    expect(await told(text)).toMatchObject(expected);
  });
});

describe('a command and its answer in PowerShell', () => {
  const command = [
    'PS C:\\agent\\_work> sf org login jwt --username ci@acme.example.com --client-id 3MVG9abc.def.ghi.jkl `',
    '>>   --jwt-key-file server.key --instance-url https://acme.my.salesforce.com',
    'sf : Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: Error authenticating with JWT.',
    'At line:1 char:1',
    '+ sf org login jwt --username ci@acme.example.com --client-id 3MVG9abc ...',
    '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    '    + CategoryInfo          : NotSpecified: (Error (JwtGrantE...g with JWT.:String) [], RemoteException',
    '    + FullyQualifiedErrorId : NativeCommandError',
    'Errors encountered:',
    "user hasn't approved this consumer",
    'audience is invalid',
  ].join('\n');

  it('keeps the host and the user of the whole command', async () => {
    expect(await told(command)).toMatchObject({
      description: "user hasn't approved this consumer",
      url: 'https://acme.my.salesforce.com/services/oauth2/token',
      user: 'ci@acme.example.com',
    });
  });
});

describe('a page in place of an answer, inside a stack trace', () => {
  const page = (title: string, text: string) =>
    [
      'Error: Unexpected token < in JSON at position 0: <!DOCTYPE html>',
      `<html><head><title>${title}</title></head><body><h1>${text}</h1></body></html>`,
      '    at JSON.parse (<anonymous>)',
      '    at OAuth2._postParams (/app/node_modules/jsforce/lib/oauth2.js:206:23)',
      '    at POST https://acme.my.salesforce.com/services/oauth2/token',
    ].join('\n');

  it.each([
    ['Scheduled Maintenance', 'Salesforce is down for maintenance', 'platform-fault'],
    ['We are down for maintenance', 'Sorry for the inconvenience. We are down for maintenance.', 'platform-fault'],
    ['Access Denied', 'Your request was blocked by the corporate proxy (Zscaler)', 'endpoint-unreachable'],
  ])('%s', async (title, text, cause) => {
    expect((await told(page(title, text))).first).toBe(cause);
  });
});
