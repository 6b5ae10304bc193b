import { defineCause } from './cause.js';
import { say, settingsOf } from './steps.js';

export const privateKeyUnsupported = defineCause({
  id: 'private-key-unsupported',
  side: 'local',
  gate: 'local',
  shownBy: {
    clients: {
      'key-not-asymmetric': { basis: 'inferred', weight: 10 },
      'key-undecodable': { basis: 'inferred', weight: 14 },
      'key-too-small': { basis: 'reported', weight: 30, named: true },
      'key-wrong-type': { basis: 'reported', weight: 30, named: true },
      'key-invalid-type': { basis: 'reported', weight: 30, named: true },
      'key-encrypted': { basis: 'reported', weight: 30, named: true },
    },
  },
  leadsTo: [],
  title: 'The private key is of a kind that cannot sign for Salesforce',
  summary: () =>
    'The key cannot sign as it is: it is encrypted and no passphrase is known, or it is not an RSA key of at least 2048 bits.',
  remedy: (subject) => ({
    summary: 'Give the passphrase, or use an RSA key of 2048 bits or more.',
    steps: [
      say(
        'If the key is encrypted: set its passphrase in SF_JWT_DOCTOR_PASSPHRASE for this tool. Clients that ask for no passphrase need a copy without one; nothing changes in Salesforce:',
        'openssl pkey -in server.key -out server-plain.key',
      ),
      say(
        'Only if the key is an EC key, or shorter than 2048 bits: make a new pair, and upload the new server.crt to the app (the old key stops working at once).',
        'openssl req -x509 -newkey rsa:2048 -nodes -keyout new.key -out new.crt -days 365 -subj "/CN=jwt"',
      ),
      settingsOf(subject),
    ],
  }),
});
