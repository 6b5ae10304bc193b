import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts, type Row } from '../support/check-table.js';

const KEY: Facts = { 'key.type': 'rsa', 'key.bits': 2048, 'key.format': 'pkcs8' };
const READABLE = ['clear private-key-unreadable key/usable', 'clear private-key-unsupported key/usable'];
const USABLE = [...READABLE, 'clear private-key-malformed key/usable'];
const OPEN = ['malformed', 'unreadable', 'unsupported'].map((kind) => `open private-key-${kind}: key.type`);

describe('a usable private key', () => {
  checkTable({ check: 'private-key' }, [
    ['is an RSA key of 2048 bits', KEY, USABLE],
    ['is not expected to be longer', { ...KEY, 'key.bits': 2047 }, 'fail private-key-unsupported key/too-short proven'],
    ['is an RSA key', { ...KEY, 'key.type': 'ec' }, 'fail private-key-unsupported key/not-rsa proven'],
    ['stays open without facts', {}, OPEN],
    ['stays open where its type is not known', { ...KEY, 'key.type': unknown('failed') }, OPEN],
    ['stays open where its type is masked', { ...KEY, 'key.type': '***' }, OPEN],
    ['stays open where its type is disputed', { ...KEY, 'key.type': disputed('rsa', 'ec') }, OPEN],
    [
      'is none where a client that repairs nothing cannot read it',
      { ...KEY, 'key.repairs': ['line-breaks'], 'key.readableAsIs': false },
      [...READABLE, 'fail private-key-malformed key/only-after-repair suspected'],
    ],
    [
      'may have been repaired where every client reads it',
      { ...KEY, 'key.repairs': ['line-breaks'], 'key.readableAsIs': true },
      [...USABLE, 'warn key/repaired'],
    ],
    [
      'may be opened from a keystore, which no client reads as it is',
      { ...KEY, 'key.format': 'pkcs12', 'key.repairs': ['base64'], 'key.readableAsIs': false },
      [...USABLE, 'warn key/repaired'],
    ],
    ['is exposed where it was pasted', { ...KEY, 'key.pasted': true }, [...USABLE, 'warn key/pasted']],
  ]);
});

function problems(cause: string, kinds: readonly string[]): Row[] {
  return kinds.map((kind) => [kind, { ...KEY, 'key.problem': `${kind}: x` }, `fail ${cause} key/${kind} proven`]);
}

describe('a problem of the key file names the cause', () => {
  const gone = ['missing', 'is-a-folder', 'not-a-file', 'access-denied', 'empty', 'masked', 'placeholder', 'too-large'];
  const keystores = ['keystore-without-password', 'keystore-unsupported'];
  const foreign = ['openssh-key', 'encrypted-without-passphrase', 'pgp-key', 'putty-key', ...keystores];
  const certificates = ['certificate', 'certificate-request', 'public-key', 'ssh-public-key', 'keystore-without-key'];
  const texts = ['assertion-instead-of-key', 'path-instead-of-text', 'not-a-key', 'several-keys', 'binary'];
  const broken = ['ciphertext', 'inconsistent-key', 'truncated', 'unreadable-key', 'wrong-passphrase'];
  const malformed = [...certificates, ...texts, ...broken, 'keystore-alias-needed'];
  checkTable({ check: 'private-key' }, problems('private-key-unreadable', gone));
  checkTable({ check: 'private-key' }, problems('private-key-unsupported', foreign));
  checkTable({ check: 'private-key' }, problems('private-key-malformed', malformed));
});

function says(text: string, kind = 'client'): Facts {
  return { 'client.error': { kind, text } };
}

describe('an error of the client tells of the key', () => {
  const malformed = (code: string, certainty: string) => `fail private-key-malformed client-error/${code} ${certainty}`;
  checkTable({ check: 'private-key' }, [
    ['a file that is missing', says('ENOENT: x'), 'fail private-key-unreadable client-error/key-file-missing proven'],
    [
      'a key that is too short',
      says('minimum key size of 2048 bits'),
      'fail private-key-unsupported client-error/key-too-small proven',
    ],
    ['a wrong passphrase', says('bad decrypt'), malformed('key-bad-passphrase', 'proven')],
    [
      'a text that stands for several defects',
      says('1E08010C:DECODER routines::unsupported'),
      malformed('key-undecodable', 'suspected'),
    ],
    ['not one about another program', says('ENOENT: x', 'unrelated'), OPEN],
    ['not one about the connection', says('ECONNREFUSED'), OPEN],
    [
      'but the problem of the file tells more',
      { ...says('ENOENT: x'), 'key.problem': 'empty' },
      'fail private-key-unreadable key/empty proven',
    ],
  ]);
});
