import type { Fact } from '../fact.js';
import { flag, list, oneOf, openRecord, optional, text, time, url } from '../shapes.js';

/** The facts of the org. */
export const ORG = {
  'org.id': {
    shape: text('id'),
    traits: ['identity'],
    means: 'its id (`00D…`)',
    toldBy: 'an answer, you',
    question: null,
  },
  'org.kind': {
    shape: oneOf('production', 'sandbox', 'scratch', 'developer', 'trailhead'),
    traits: [],
    means: 'what kind of org it is',
    toldBy: 'the host, you',
    question: {
      ask: 'Is the org production, a sandbox, a scratch org or a Developer Edition?',
      how: 'the company information',
      place: 'companyInformation',
      example: 'production (or sandbox, scratch, developer)',
    },
  },
  'org.cloud': {
    shape: oneOf('public', 'gov', 'china'),
    traits: [],
    means: 'where it lives',
    toldBy: 'you',
    question: null,
  },
  'org.myDomain': {
    shape: url,
    traits: ['identity'],
    means: 'its My Domain, `https://….my.salesforce.com`',
    toldBy: 'you, from Setup > My Domain',
    question: {
      ask: 'What is the My Domain URL of the org?',
      how: 'the page My Domain',
      place: 'myDomain',
      example: 'https://acme.my.salesforce.com',
      firstLook: 2,
    },
  },
  'org.instance': {
    shape: text('keep'),
    traits: ['identity'],
    means: 'its instance',
    toldBy: 'you',
    question: null,
  },
  'org.status': {
    shape: text('keep'),
    traits: [],
    means: '`active`, or what it is instead',
    toldBy: 'you',
    question: {
      ask: 'Is the org active?',
      how: 'log in to it in a browser; https://status.salesforce.com',
      example: 'active (or locked, expired, deleted, maintenance)',
    },
  },
  'org.createdAt': {
    shape: time,
    traits: ['identity'],
    means: 'when it was created or refreshed',
    toldBy: 'you',
    question: {
      ask: 'When was the org created or refreshed?',
      how: 'the company information',
      place: 'companyInformation',
      example: '2026-11-23T09:00:00Z',
    },
  },
  'org.requiresMyDomain': {
    shape: flag,
    traits: [],
    means: 'My Domain policy: logins at the generic hosts are refused',
    toldBy: 'you, from Setup > My Domain',
    question: null,
  },
  'org.apiAccessControl': {
    shape: flag,
    traits: [],
    means: 'API Access Control is on',
    toldBy: 'you, from Setup',
    question: { ask: 'Is API Access Control on?', how: 'the page API Access Control', place: 'apiAccessControl' },
  },
  'org.changes': {
    shape: list(openRecord({ at: optional(text('keep')), action: optional(text('keep')) }, 'prose')),
    traits: ['accumulates', 'identity'],
    means: 'entries of the setup audit trail that matter',
    toldBy: 'you, from the audit trail',
    question: null,
  },
} satisfies Record<string, Fact>;
