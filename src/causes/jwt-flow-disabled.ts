import { defineCause } from './cause.js';
import { say, WAIT, settingsOf, capital } from './steps.js';

export const jwtFlowDisabled = defineCause({
  id: 'jwt-flow-disabled',
  side: 'app',
  gate: 'capability',
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'inferred', weight: 3 },
      assertionInvalid: { basis: 'reported', weight: 14 },
    },
  },
  leadsTo: ['assertionInvalid'],
  follows: ['deployment'],
  telling: /jwt (?:bearer )?flow|flow (?:is )?not enabled/i,
  repairable: true,
  title: 'The JWT bearer flow is switched off on the app',
  summary: ({ app }) => `${capital(app)} does not allow the JWT bearer flow.`,
  remedy: (subject) => ({
    summary: 'Switch the flow on and upload the certificate.',
    steps: [
      settingsOf(subject),
      say(
        subject.isClientApp
          ? 'Under Flow Enablement tick "Enable JWT Bearer Flow", upload the certificate (server.crt) that belongs to the private key, and save.'
          : 'Tick "Use digital signatures", upload the certificate (server.crt) that belongs to the private key, and save.',
      ),
      WAIT,
    ],
  }),
});
