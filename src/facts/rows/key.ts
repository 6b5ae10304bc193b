import { fact } from '../fact.js';
import { flag, list, text, wholeNumber } from '../shapes.js';
import { certificate } from './certificate.js';

/** The facts of the private key and the certificate file. */
export const KEY = {
  'key.problem': fact(
    text('keep'),
    ['own-words'],
    'the problem with the key, if there is one: `missing`, `certificate`, `truncated`, …',
    'the key file',
    null,
  ),
  'key.type': fact(text('keep'), [], 'the type of the private key: `rsa`, `ec`, `rsa-pss`, …', 'the key file', {
    ask: 'Which type is the private key?',
    how: 'look at the key file with openssl',
    command: 'openssl pkey -in server.key -noout -text | head -1',
    example: 'rsa',
  }),
  'key.bits': fact(wholeNumber, [], 'the length of the RSA key', 'the key file', null),
  'key.thumbprint': fact(
    text('thumbprint'),
    ['identity'],
    'the thumbprint of the key: SHA-256 of its public key (SPKI, DER) in hexadecimal; all thumbprints use this form',
    'the key file',
    {
      ask: 'Which private key signs the assertion?',
      how: 'the SHA-256 of its public key',
      command: 'openssl pkey -in server.key -pubout -outform der | sha256sum',
      example: '…',
    },
  ),
  'key.format': fact(
    text('keep'),
    [],
    'the format of the key: `pkcs8`, `pkcs1`, `sec1`, `pkcs12`, `jks`, …',
    'the key file',
    null,
  ),
  'key.repairs': fact(list(text('keep')), [], 'repairs that were needed to read the key', 'the key file', null),
  'key.readableAsIs': fact(flag, [], 'a client without repairs can read the key', 'the key file', null),
  'key.pasted': fact(flag, [], 'the pasted text contains a private key', 'pasted text', null),
  'certificate.file': fact(
    certificate,
    ['identity'],
    'the certificate file, presumably the one that was uploaded to the app',
    '`--certificate <file>`',
    null,
  ),
};
