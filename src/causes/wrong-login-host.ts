import { defineCause } from './cause.js';
import { at, say } from './steps.js';

export const wrongLoginHost = defineCause({
  id: 'wrong-login-host',
  side: 'request',
  gate: 'audience',
  shownBy: {
    answers: {
      domainNotSupported: { basis: 'reported', weight: 26, when: { host: 'generic' } },
      crossOrgBlocked: { basis: 'reported', weight: 14, when: { host: 'generic' } },
      retryRequest: { basis: 'reported', weight: 26, when: { host: 'generic' } },
      notApproved: { basis: 'documented', weight: 27, when: { host: 'generic' } },
      clientAppNotInstalled: { basis: 'reported', weight: 30, when: { host: 'generic' } },
      clientIdInvalid: { basis: 'reported', weight: 14, when: { host: 'generic' } },
      clientCredentialsInvalid: { basis: 'inferred', weight: 4, when: { host: 'generic' } },
      assertionInvalid: { basis: 'inferred', weight: 6, when: { host: 'generic' } },
      audienceInvalid: { basis: 'reported', weight: 14, when: { host: 'generic' } },
      authenticationFailure: { basis: 'inferred', weight: 9, when: { host: 'generic' } },
      grantTypeNotSupported: { basis: 'reported', weight: 8, when: { host: 'never-token' } },
      clientAppNotFoundInBrowser: { basis: 'reported', weight: 20, when: { host: 'generic' } },
    },
    shapes: {
      'html-page': { basis: 'reported', weight: 25 },
      'empty-answer': { basis: 'reported', weight: 10 },
      redirect: { basis: 'reported', weight: 30 },
      'no-such-host': { basis: 'inferred', weight: 28 },
      intermittent: { basis: 'reported', weight: 20, when: { host: 'generic' } },
    },
    history: { 'domain-only': { basis: 'inferred', weight: 20 } },
    clients: {
      dns: { basis: 'inferred', weight: 24 },
      'lightning-domain': { basis: 'documented', weight: 30, named: true },
    },
  },
  leadsTo: ({ clientApp }) =>
    clientApp
      ? ['clientAppNotInstalled', 'notApproved', 'clientIdInvalid', 'audienceInvalid']
      : ['notApproved', 'audienceInvalid', 'clientIdInvalid', 'authenticationFailure'],
  follows: ['domain-changed'],
  title: 'The request went to the wrong host',
  summary: ({ host, user }) =>
    `The token request went to ${host}, which is not the login host of the org that holds ${user} and the app.`,
  remedy: (subject) => ({
    summary: 'Ask the My Domain of the org.',
    steps: [
      at(subject, 'myDomain', 'Read the My Domain URL of the org (it ends in .my.salesforce.com).'),
      say(
        'Use it as login URL:',
        `sf org login jwt --instance-url ${subject.myDomain} --username ${subject.userArgument} --client-id ${subject.clientId} --jwt-key-file <key file>`,
      ),
      say(
        `In other clients, set the login URL (or "domain") to ${subject.myDomain}; the audience may be that URL, or ${subject.audience}.`,
      ),
    ],
  }),
});
