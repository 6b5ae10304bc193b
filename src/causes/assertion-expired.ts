import { defineCause } from './cause.js';
import { say } from './steps.js';

export const assertionExpired = defineCause({
  id: 'assertion-expired',
  side: 'request',
  gate: 'time',
  shownBy: {
    answers: { assertionExpired: { basis: 'reported', weight: 30, named: true } },
    history: { timestamp: { basis: 'inferred', weight: 30, named: true } },
  },
  leadsTo: ['assertionExpired'],
  telling: /\bexpired?\b|\bexp\b|too old|clock/i,
  title: 'The assertion had expired',
  summary: () =>
    'The login request (assertion) says that it is valid until a moment (claim exp) which has passed by the clock of Salesforce; three minutes are tolerated. No authorization code is involved, whatever the text says.',
  remedy: () => ({
    summary: 'Let the end of the assertion (claim exp) lie ahead, in seconds of UTC.',
    steps: [
      say(
        'Set exp to the current time in UTC plus 3 minutes, in seconds since 1970. Local time taken for UTC is the usual mistake.',
        'date -u +%s',
      ),
      say(
        'Compare the clock of the machine with a Salesforce host, and let it be synchronised:',
        'curl -sI https://login.salesforce.com | grep -i ^date; date -u',
      ),
      say('Make a new assertion, with a new exp, for each login instead of keeping one.'),
    ],
  }),
});
