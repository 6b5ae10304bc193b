import { defineCause } from './cause.js';
import { say, eitherWay, settingsOf, capital } from './steps.js';

export const privateKeyUnsupported = defineCause({
  id: 'private-key-unsupported',
  side: 'local',
  gate: 'local',
  goesWith: ['machine', 'code'],
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
  title: "The private key can't sign for Salesforce",
  summary: ({ key }) =>
    `${capital(key)} can't sign as it is: either it is encrypted and the passphrase is missing, or it is not an RSA key of at least 2048 bits.`,
  remedy: (subject) =>
    eitherWay(
      'Give the passphrase of the key, or use an RSA key of at least 2048 bits.',
      {
        title: 'If the key is encrypted: remove or give the passphrase',
        steps: [
          say('For this tool, set the passphrase in the variable SF_JWT_DOCTOR_PASSPHRASE.'),
          say(
            "For clients that can't ask for a passphrase, write a copy without one. Nothing changes in Salesforce.",
            `openssl pkey -in ${subject.keyArgument} -out server-plain.key`,
          ),
        ],
      },
      {
        title: 'If it is an EC key or too short: make a new pair',
        steps: [
          say(
            'Make a new key and certificate:',
            'openssl req -x509 -newkey rsa:2048 -nodes -keyout new.key -out new.crt -days 365 -subj "/CN=jwt"',
          ),
          settingsOf(subject),
          say('Upload new.crt and save. The old key stops working immediately.'),
        ],
      },
    ),
});
