import { defineCause } from './cause.js';
import { say, CHECK_KEY } from './steps.js';

export const privateKeyMalformed = defineCause({
  id: 'private-key-malformed',
  side: 'local',
  gate: 'local',
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
  title: 'The private key text is damaged, or is no private key',
  summary: () =>
    'What stands in the key file is not a private key as a signing library reads it. Nothing was judged by Salesforce yet.',
  remedy: () => ({
    summary: 'Store the key so that its line ends survive.',
    steps: [
      say(
        'Look at the file: the first line must read -----BEGIN PRIVATE KEY----- (or BEGIN RSA PRIVATE KEY), each line ends on its own, nothing is quoted or indented.',
        CHECK_KEY,
      ),
      say(
        'In CI, store the key as base64 in one line and decode it in the job:',
        'base64 -w0 server.key   # store this; in the job: echo "$SF_JWT_KEY_B64" | base64 -d > server.key',
      ),
      say('Hand over the private key (server.key), not the certificate (server.crt) that was uploaded to the app.'),
    ],
  }),
});
