import { defineCause } from './cause.js';
import { say, eitherWay, settingsOf, WAIT } from './steps.js';

export const certificateMismatch = defineCause({
  id: 'certificate-mismatch',
  side: 'app',
  gate: 'signature',
  goesWith: ['app', 'machine'],
  beginsByItself: true,
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'reported', weight: 30 },
      assertionInvalid: { basis: 'reported', weight: 30 },
      authenticationFailure: { basis: 'reported', weight: 1, unusual: true },
    },
    history: {
      'missing-consumer-key': { basis: 'reported', weight: 25 },
      'signature-invalid': { basis: 'inferred', weight: 30, named: true },
    },
  },
  leadsTo: ({ clientApp }) =>
    clientApp ? ['clientCredentialsInvalid', 'assertionInvalid'] : ['assertionInvalid', 'clientCredentialsInvalid'],
  telling: /signature|certificate|verif(?:y|ication) failed|public key/i,
  follows: ['deployment', 'certificate-replaced', 'app-edited'],
  repairable: true,
  title: "The private key doesn't match the app's certificate",
  summary: ({ app }) => `The assertion was signed with a private key that doesn't match the certificate of ${app}.`,
  remedy: (subject) =>
    eitherWay(
      'Use the key and the certificate that belong together.',
      {
        title: 'Sign with the right key',
        steps: [
          say(
            'Compare the key with the certificate of the app. The two lines must be equal:',
            `openssl pkey -in ${subject.keyArgument} -pubout | openssl sha256; openssl x509 -in server.crt -noout -pubkey | openssl sha256`,
          ),
          say('If they differ, give the client the key from which server.crt was made.'),
        ],
      },
      {
        title: 'Upload the certificate of this key',
        steps: [
          say(
            'If the certificate is lost, make a new one from the key:',
            `openssl req -x509 -key ${subject.keyArgument} -out server.crt -days 365 -subj "/CN=jwt"`,
          ),
          settingsOf(subject),
          say(
            'Upload server.crt under "Use digital signatures" or "Enable JWT Bearer Flow", and save. The old key stops working immediately.',
          ),
          WAIT,
        ],
      },
    ),
});
