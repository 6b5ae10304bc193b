import { fact } from '../fact.js';
import { flag, list, text, wholeNumber } from '../shapes.js';
import { certificate } from './certificate.js';

/** The facts of the private key and the certificate file. */
export const KEY = {
  'key.problem': fact(
    text('keep'),
    ['own-words'],
    'what is wrong with the key, if anything: `missing`, `certificate`, `truncated`, …',
    'the key file',
    null,
  ),
  'key.type': fact(text('keep'), [], '`rsa`, `ec`, `rsa-pss`, …', 'the key file', {
    ask: 'Of which kind is the private key?',
    how: 'the key file',
    command: 'openssl pkey -in server.key -noout -text | head -1',
    example: 'rsa',
  }),
  'key.bits': fact(wholeNumber, [], 'length of the RSA modulus', 'the key file', null),
  'key.thumbprint': fact(
    text('thumbprint'),
    ['identity'],
    'SHA-256 of the public half (SPKI, DER), in hexadecimal; all thumbprints are this one',
    'the key file',
    {
      ask: 'Which key signs the assertion?',
      how: 'the SHA-256 of its public half',
      command: 'openssl pkey -in server.key -pubout -outform der | sha256sum',
      example: '…',
    },
  ),
  'key.format': fact(text('keep'), [], '`pkcs8`, `pkcs1`, `sec1`, `pkcs12`, `jks`, …', 'the key file', null),
  'key.repairs': fact(
    list(text('keep')),
    [],
    'what had to be repaired before the key could be read',
    'the key file',
    null,
  ),
  'key.readableAsIs': fact(flag, [], 'a client that repairs nothing can read the key', 'the key file', null),
  'key.pasted': fact(flag, [], 'a private key stands in pasted evidence', 'the paste', null),
  'certificate.file': fact(
    certificate,
    ['identity'],
    'the certificate file that is believed to be the uploaded one',
    '`--certificate <file>`',
    null,
  ),
};
