import { defineCause } from './cause.js';
import { say, oneWay, checkKey } from './steps.js';

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
  remedy: ({ keyArgument }) =>
    oneWay(
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
    ),
});
