import { defineCause } from './cause.js';
import { say, WAIT, settingsOf } from './steps.js';

export const certificateMismatch = defineCause({
  id: 'certificate-mismatch',
  side: 'app',
  gate: 'signature',
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'reported', weight: 30 },
      assertionInvalid: { basis: 'reported', weight: 30 },
      authenticationFailure: { basis: 'reported', weight: 1, weak: true },
    },
    history: {
      'missing-consumer-key': { basis: 'reported', weight: 25 },
      'signature-invalid': { basis: 'inferred', weight: 30, named: true },
    },
  },
  leadsTo: ({ clientApp }) =>
    clientApp ? ['clientCredentialsInvalid', 'assertionInvalid'] : ['assertionInvalid', 'clientCredentialsInvalid'],
  telling: /signature|certificate|verif(?:y|ication) failed|public key/i,
  follows: ['deployment', 'certificate-replaced'],
  repairable: true,
  title: 'The key and the certificate of the app do not belong together',
  summary: ({ app }) =>
    `The login request (assertion) was signed with a private key that does not belong to the certificate of ${app}.`,
  remedy: (subject) => ({
    summary: 'Bring key and certificate together.',
    steps: [
      say(
        'Compare both; the two lines must be equal:',
        'openssl pkey -in server.key -pubout | openssl sha256; openssl x509 -in server.crt -noout -pubkey | openssl sha256',
      ),
      say(
        'Either sign with the key (server.key) that belongs to the uploaded certificate, or upload the certificate (server.crt) of the key in use; the old key stops working at once:',
      ),
      settingsOf(subject),
      say(
        'To upload: choose the certificate (server.crt) under "Use digital signatures" or "Enable JWT Bearer Flow", and save.',
      ),
      WAIT,
    ],
  }),
});
