import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANSWERS, type AnswerId, answerOf } from '../../../../src/answers/index.js';
import { mayTell, weightOf } from '../../../../src/sources/files/intake/telling.js';
import { fixturesDir } from '../../../simulator/support/client.js';

const spelled = (Object.keys(ANSWERS) as AnswerId[]).flatMap((id) => [
  ANSWERS[id].description,
  ...(answerOf(id).spellings ?? []),
  ...[ANSWERS[id].error, ...(answerOf(id).codes ?? [])],
]);

describe('every known answer', () => {
  it.each([...new Set(spelled)].filter((text) => text.length >= 11))('%s weighs most', (text) => {
    expect(weightOf(`ERROR ${text}`)).toBe(2);
    expect(weightOf(text.replaceAll(' ', '+').replaceAll("'", '%27'))).toBe(2);
  });
});

// One text of every client error: what its pattern, read as a text, says.
const CLIENT_TEXTS = [
  'ENOENT: no such file or directory',
  'EISDIR: illegal operation on a directory',
  "EACCES: permission denied, open 'server.key'",
  'secretOrPrivateKey must have a value',
  'minimum key size of 2048 bits for RS256',
  '"alg" parameter for "ec" key type must be one of',
  'DataError: Invalid key type',
  'error:1E08010C:DECODER routines::unsupported',
  'error:0909006C:PEM routines:get_name:no start line',
  'error:06065064:digital envelope routines:EVP_DecryptFinal_ex:bad decrypt',
  'wrong final block length',
  '"pkcs8" must be PKCS#8 formatted string',
  'InvalidCharacterError: Invalid character',
  'Supplied key param cannot be coerced into a private key',
  'asn1: structure error',
  'setContentsFromObject failed',
  'Failed to decipher auth data',
  'secret-tool: Cannot autolaunch D-Bus',
  'structuredClone is not defined',
  'SOAP API does not support JWT-based access tokens',
  'unable to get local issuer certificate',
  'self-signed certificate in certificate chain',
  'getaddrinfo ENOTFOUND login.salesforce.com',
  'Could not resolve host: acme.my.salesforce.com',
  'java.net.UnknownHostException: acme.my.salesforce.com',
  'connect ECONNREFUSED 127.0.0.1:443',
  'socket hang up',
  'TypeError: fetch failed',
  'Connection timed out',
];

it.each(CLIENT_TEXTS)('%s weighs most', (text) => expect(weightOf(text)).toBe(2));

it('a row of another program weighs nothing', () => {
  expect(weightOf('INFO OrderService - processed order 7 in 12 ms, status=ok, user session closed')).toBe(0);
});

it('every transcript has a row that tells something', () => {
  for (const file of readdirSync(`${fixturesDir}/transcripts`))
    expect([file, mayTell(readFileSync(`${fixturesDir}/transcripts/${file}`, 'utf8'))]).toEqual([file, true]);
});

describe('a long text', () => {
  const long = (text: string) => `${'- '.repeat(400)}${text}${' -'.repeat(400)}`;
  // Long texts are searched in another way than short ones.
  it.each([...spelled.filter((text) => text.length >= 11), ...CLIENT_TEXTS])('tells by the same words: %s', (text) => {
    expect(mayTell(long(text))).toBe(mayTell(text));
    expect(mayTell(long(text.toUpperCase()))).toBe(mayTell(text.toUpperCase()));
  });

  it('of any words tells as a short one does', () => {
    const words = fc.constantFrom(
      'sess',
      'ion is',
      'io',
      'invalid',
      'inv',
      'key',
      'key size',
      'iv',
      ' undefined',
      '90606C',
      'é',
      'jw',
      't',
      '|',
      '%20',
      '+',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        expect(mayTell(long(parts.join('')))).toBe(mayTell(parts.join('')));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
