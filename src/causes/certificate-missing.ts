import { defineCause } from './cause.js';
import { say, WAIT, settingsOf, capital } from './steps.js';

export const certificateMissing = defineCause({
  id: 'certificate-missing',
  side: 'app',
  gate: 'capability',
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'inferred', weight: 6 },
      assertionInvalid: { basis: 'reported', weight: 18 },
    },
    history: { 'missing-consumer-key': { basis: 'inferred', weight: 10 } },
  },
  leadsTo: ['assertionInvalid'],
  follows: ['deployment'],
  repairable: true,
  title: 'The app holds no certificate',
  summary: ({ app }) =>
    `${capital(app)} holds no certificate, so no signature can be verified. A metadata deploy that leaves the certificate out wipes it.`,
  remedy: (subject) => ({
    summary: 'Upload the certificate of the private key.',
    steps: [
      say(
        'Take the certificate that belongs to the key; make it again from the key if it is lost:',
        'openssl req -x509 -key server.key -out server.crt -days 365 -subj "/CN=jwt"',
      ),
      settingsOf(subject),
      say(
        subject.isClientApp
          ? 'Under "Enable JWT Bearer Flow", upload server.crt and save.'
          : 'Under "Use digital signatures", upload server.crt and save.',
      ),
      say(
        'If the app is deployed from a repository, put the whole text of server.crt into the element "certificate" of its metadata, or the next deploy wipes it again.',
      ),
      WAIT,
    ],
  }),
});
