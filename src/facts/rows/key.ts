import type { Fact } from '../fact.js';
import { flag, list, text, wholeNumber } from '../shapes.js';
import { certificate } from './certificate.js';

/** The facts of the private key and the certificate file. */
export const KEY = {
  'key.problem': {
    shape: text('keep'),
    traits: ['own-words'],
    means: 'what is wrong with the key, if anything: `missing`, `certificate`, `truncated`, …',
    toldBy: 'the key file',
    question: null,
  },
  'key.type': {
    shape: text('keep'),
    traits: [],
    means: '`rsa`, `ec`, `rsa-pss`, …',
    toldBy: 'the key file',
    question: {
      ask: 'Of which kind is the private key?',
      how: 'the key file',
      command: 'openssl pkey -in server.key -noout -text | head -1',
      example: 'rsa',
    },
  },
  'key.bits': {
    shape: wholeNumber,
    traits: [],
    means: 'length of the RSA modulus',
    toldBy: 'the key file',
    question: null,
  },
  'key.thumbprint': {
    shape: text('thumbprint'),
    traits: ['identity'],
    means: 'SHA-256 of the public half (SPKI, DER), in hexadecimal; all thumbprints are this one',
    toldBy: 'the key file',
    question: {
      ask: 'Which key signs the assertion?',
      how: 'the SHA-256 of its public half',
      command: 'openssl pkey -in server.key -pubout -outform der | sha256sum',
      example: '…',
    },
  },
  'key.format': {
    shape: text('keep'),
    traits: [],
    means: '`pkcs8`, `pkcs1`, `sec1`, `pkcs12`, `jks`, …',
    toldBy: 'the key file',
    question: null,
  },
  'key.repairs': {
    shape: list(text('keep')),
    traits: [],
    means: 'what had to be repaired before the key could be read',
    toldBy: 'the key file',
    question: null,
  },
  'key.readableAsIs': {
    shape: flag,
    traits: [],
    means: 'a client that repairs nothing can read the key',
    toldBy: 'the key file',
    question: null,
  },
  'key.pasted': {
    shape: flag,
    traits: [],
    means: 'a private key stands in pasted evidence',
    toldBy: 'the paste',
    question: null,
  },
  'certificate.file': {
    shape: certificate,
    traits: ['identity'],
    means: 'the certificate file that is believed to be the uploaded one',
    toldBy: '`--certificate <file>`',
    question: null,
  },
} satisfies Record<string, Fact>;
