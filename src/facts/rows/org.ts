import { fact } from '../fact.js';
import { flag, list, oneOf, openRecord, optional, text, time, url } from '../shapes.js';

/** The facts of the org. */
export const ORG = {
  'org.id': fact(text('id'), ['identity'], 'its id (`00D…`)', 'an answer, you', null),
  'org.kind': fact(
    oneOf('production', 'sandbox', 'scratch', 'developer', 'trailhead'),
    [],
    'what kind of org it is',
    'the host, you',
    {
      ask: 'Is the org production, a sandbox, a scratch org or a Developer Edition?',
      how: 'the company information',
      place: 'companyInformation',
      example: 'production (or sandbox, scratch, developer)',
    },
  ),
  'org.cloud': fact(oneOf('public', 'gov', 'china'), [], 'where it lives', 'you', null),
  'org.myDomain': fact(
    url,
    ['identity'],
    'its My Domain, `https://….my.salesforce.com`',
    'you, from Setup > My Domain',
    {
      ask: 'What is the My Domain URL of the org?',
      how: 'the page My Domain',
      place: 'myDomain',
      example: 'https://acme.my.salesforce.com',
      firstLook: 2,
    },
  ),
  'org.instance': fact(text('keep'), ['identity'], 'its instance', 'you', null),
  'org.status': fact(text('keep'), [], '`active`, or what it is instead', 'you', {
    ask: 'Is the org active?',
    how: 'log in to it in a browser; https://status.salesforce.com',
    example: 'active (or locked, expired, deleted, maintenance)',
  }),
  'org.createdAt': fact(time, ['identity'], 'when it was created or refreshed', 'you', {
    ask: 'When was the org created or refreshed?',
    how: 'the company information',
    place: 'companyInformation',
    example: '2026-11-23T09:00:00Z',
  }),
  'org.requiresMyDomain': fact(
    flag,
    [],
    'My Domain policy: logins at the generic hosts are refused',
    'you, from Setup > My Domain',
    null,
  ),
  'org.apiAccessControl': fact(flag, [], 'API Access Control is on', 'you, from Setup', {
    ask: 'Is API Access Control on?',
    how: 'the page API Access Control',
    place: 'apiAccessControl',
  }),
  'org.changes': fact(
    list(openRecord({ at: optional(text('keep')), action: optional(text('keep')) }, 'prose')),
    ['accumulates', 'identity'],
    'entries of the setup audit trail that matter',
    'you, from the audit trail',
    null,
  ),
};
