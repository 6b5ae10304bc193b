import { defineCause } from './cause.js';
import { say, oneWay, checkKey } from './steps.js';

/** A file that is decrypted in the job, such as server.key.enc: the key itself may be in order. */
const DECRYPTION = oneWay(
  'Decrypt the key file with the values it was encrypted with.',
  say(
    'Compare the variables of the job that hold the decryption key and the IV with those from the encryption. Print their length, never the values:',
    'printf %s "$DECRYPTION_KEY" | wc -c; printf %s "$DECRYPTION_IV" | wc -c',
  ),
  say('Use the same cipher, the same -md or -pbkdf2 options and the same OpenSSL version on both sides.'),
  say(
    'If that is unclear, encrypt the key again, and store the new values in the job:',
    'openssl enc -aes-256-cbc -pbkdf2 -in server.key -out server.key.enc -pass env:SF_KEY_SECRET',
  ),
);

/** Files that are given in place of the private key, by what `key.problem` says. */
const OTHER_FILES: Readonly<Record<string, string>> = {
  certificate: 'Give the private key in place of the certificate.',
  'public-key': 'Give the private key in place of the public key.',
  'path-instead-of-text': 'Give the text of the private key in place of its path.',
};

export const privateKeyMalformed = defineCause({
  id: 'private-key-malformed',
  side: 'local',
  gate: 'local',
  goesWith: ['machine'],
  shownBy: {
    clients: {
      'key-encrypted': { basis: 'inferred', weight: 8 },
      'key-other-reader': { basis: 'reported', weight: 30, named: true },
      'key-not-asymmetric': { basis: 'reported', weight: 30, named: true },
      'key-bad-passphrase': { basis: 'reported', weight: 30, named: true },
      'key-not-pkcs8': { basis: 'reported', weight: 30, named: true },
      'key-invalid-data': { basis: 'reported', weight: 30, named: true },
      'key-undecodable': { basis: 'reported', weight: 30, named: true },
      'key-other-language': { basis: 'reported', weight: 30, named: true },
    },
  },
  leadsTo: [],
  title: "The key file doesn't contain a valid private key",
  summary: ({ key }) =>
    `The file of ${key} doesn't contain a valid private key. The client stopped before it sent anything to Salesforce.`,
  remedy: ({ keyArgument, clientError, keyProblem }) => {
    if (clientError === 'key-bad-passphrase') return DECRYPTION;
    if (keyProblem !== undefined && OTHER_FILES[keyProblem] !== undefined)
      return oneWay(
        OTHER_FILES[keyProblem],
        say('Give the private key (server.key): the file that begins with BEGIN PRIVATE KEY.', checkKey(keyArgument)),
      );
    return oneWay(
      'Store the private key so that its line ends survive.',
      say(
        'Look at the file. It must begin with -----BEGIN PRIVATE KEY----- (or BEGIN RSA PRIVATE KEY), without quotes or indentation.',
        checkKey(keyArgument),
      ),
      say('Give the private key, not the certificate that you uploaded to the app.'),
      say(
        'In CI, store the key as base64 in one line, and decode it in the job:',
        `base64 -w0 ${keyArgument}   # in the job: echo "$SF_JWT_KEY_B64" | base64 -d > server.key`,
      ),
    );
  },
});
