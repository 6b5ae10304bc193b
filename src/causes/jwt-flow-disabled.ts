import { defineCause } from './cause.js';
import { say, oneWay, settingsOf, WAIT, capital } from './steps.js';

export const jwtFlowDisabled = defineCause({
  id: 'jwt-flow-disabled',
  side: 'app',
  gate: 'capability',
  goesWith: ['app'],
  shownBy: {
    answers: {
      clientCredentialsInvalid: {
        basis: 'inferred',
        weight: 3,
        usually: { app: 'external-client-app', host: 'my-domain' },
      },
      assertionInvalid: { basis: 'reported', weight: 14, usually: { app: 'external-client-app', host: 'my-domain' } },
    },
  },
  leadsTo: ['assertionInvalid'],
  follows: ['deployment', 'jwt-flow-off', 'app-edited'],
  telling: /jwt (?:bearer )?flow|flow (?:is )?not enabled/i,
  repairable: true,
  title: 'The JWT bearer flow is turned off for the app',
  summary: ({ app }) => `${capital(app)} doesn't allow the JWT bearer flow.`,
  remedy: (subject) =>
    oneWay(
      'Turn on the flow, and upload the certificate.',
      settingsOf(subject),
      say(
        subject.isClientApp
          ? 'Under Flow Enablement, select "Enable JWT Bearer Flow".'
          : 'Select "Use digital signatures" (External Client App: "Enable JWT Bearer Flow").',
      ),
      say('Upload the certificate (server.crt) that belongs to the private key, and save.'),
      WAIT,
    ),
});
