import type { Fact } from '../fact.js';
import { number, optional, record, text } from '../shapes.js';

/** The facts of the client. */
export const CLIENT = {
  'client.name': {
    shape: text('keep'),
    traits: [],
    means: 'which client spoke: `sf-cli`, `sfdx`, `curl`, `postman`, `simple-salesforce`, `jsforce`, `mulesoft`, …',
    toldBy: 'a pasted log, you',
    question: null,
  },
  'client.version': {
    shape: text('keep'),
    traits: [],
    means: 'its version',
    toldBy: 'a pasted log, you',
    question: null,
  },
  'client.command': {
    shape: text('prose'),
    traits: ['identity', 'own-words'],
    means: 'its command line, without secrets',
    toldBy: 'a pasted log',
    question: null,
  },
  'client.error': {
    shape: record({ kind: text('keep'), text: text('prose'), at: optional(text('keep')), order: optional(number) }),
    traits: ['testimony'],
    means: 'an error that the client raised itself, before Salesforce judged anything',
    toldBy: 'a pasted log',
    question: { ask: 'What does the client print?', how: 'its whole output, with the command line', example: '…' },
  },
} satisfies Record<string, Fact>;
