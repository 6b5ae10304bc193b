import { fact } from '../fact.js';
import { number, optional, record, text } from '../shapes.js';

/** The facts of the client. */
export const CLIENT = {
  'client.name': fact(
    text('keep'),
    [],
    'the client program: `sf-cli`, `sfdx`, `curl`, `postman`, `simple-salesforce`, `jsforce`, `mulesoft`, …',
    'a pasted log, you',
    null,
  ),
  'client.version': fact(text('keep'), [], 'the version of the client', 'a pasted log, you', null),
  'client.command': fact(
    text('prose'),
    ['identity', 'own-words'],
    'the command line of the client, without secrets',
    'a pasted log',
    null,
  ),
  'client.error': fact(
    record({ kind: text('keep'), text: text('prose'), at: optional(text('keep')), order: optional(number) }),
    ['testimony'],
    'an error of the client itself (before Salesforce answered)',
    'a pasted log',
    { ask: 'What does the client print?', how: 'the whole output, including the command line', example: '…' },
  ),
};
