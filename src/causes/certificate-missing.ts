import { defineCause } from './cause.js';
import { say, oneWay, settingsOf, WAIT, capital } from './steps.js';

export const certificateMissing = defineCause({
  id: 'certificate-missing',
  side: 'app',
  gate: 'capability',
  goesWith: ['app'],
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'inferred', weight: 5 },
      assertionInvalid: { basis: 'reported', weight: 18 },
    },
    history: { 'missing-consumer-key': { basis: 'inferred', weight: 10 } },
  },
  leadsTo: ['assertionInvalid'],
  follows: ['deployment'],
  repairable: true,
  title: 'The app has no certificate',
  summary: ({ app }) =>
    `${capital(app)} has no certificate, so Salesforce can't verify the signature. A metadata deployment without the certificate removes it.`,
  remedy: (subject) =>
    oneWay(
      'Upload the certificate of the private key.',
      say(
        'Take the certificate of the key. If it is lost, make a new one from the key:',
        `openssl req -x509 -key ${subject.keyArgument} -out server.crt -days 365 -subj "/CN=jwt"`,
      ),
      settingsOf(subject),
      say(
        subject.isClientApp
          ? 'Under "Enable JWT Bearer Flow", upload server.crt and save.'
          : 'Under "Use digital signatures", upload server.crt and save.',
      ),
      say(
        'If you deploy the app from a repository, put the text of server.crt into the element "certificate". Otherwise the next deployment removes it again.',
      ),
      WAIT,
    ),
});
