import { defineCause } from './cause.js';
import { at, say, oneWay } from './steps.js';

export const wrongLoginHost = defineCause({
  id: 'wrong-login-host',
  side: 'request',
  gate: 'audience',
  goesWith: ['host', 'settings'],
  shownBy: {
    answers: {
      domainNotSupported: { basis: 'reported', weight: 26, when: { host: 'generic' } },
      crossOrgBlocked: { basis: 'reported', weight: 14, when: { host: 'generic' } },
      retryRequest: { basis: 'reported', weight: 26, when: { host: 'generic' } },
      notApproved: { basis: 'documented', weight: 27, when: { host: 'generic' } },
      clientAppNotInstalled: { basis: 'reported', weight: 30, when: { host: 'generic' } },
      clientIdInvalid: { basis: 'reported', weight: 14, when: { host: 'generic' } },
      clientCredentialsInvalid: { basis: 'inferred', weight: 4, when: { host: 'generic' } },
      assertionInvalid: { basis: 'inferred', weight: 3, when: { host: 'generic' } },
      audienceInvalid: { basis: 'reported', weight: 14, when: { host: 'generic' } },
      authenticationFailure: { basis: 'inferred', weight: 5, when: { host: 'generic' } },
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
  follows: ['domain-changed', 'settings-changed'],
  title: 'The request went to the wrong host',
  summary: ({ host, user }) =>
    `The token request went to ${host}. That is not the login host of the org that holds ${user} and the app.`,
  remedy: (subject) =>
    oneWay(
      "Use the org's My Domain as the login URL.",
      at(subject, 'myDomain', 'Copy the My Domain URL of the org. It ends in .my.salesforce.com.'),
      say(
        'Log in with it:',
        `sf org login jwt --instance-url ${subject.myDomainArgument} --username ${subject.userArgument} --client-id ${subject.clientId} --jwt-key-file ${subject.keyArgument}`,
      ),
      say(
        `In another client, set the login URL (or "domain") to ${subject.myDomain}. The audience may be that URL or ${subject.audience}.`,
      ),
    ),
});
