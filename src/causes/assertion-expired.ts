import { EXPIRY_TOLERANCE_SECONDS } from '../salesforce/grant.js';
import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

const COMPARE = 'curl -sI https://login.salesforce.com | grep -i ^date; date -u';

export const assertionExpired = defineCause({
  id: 'assertion-expired',
  side: 'request',
  gate: 'time',
  goesWith: ['code', 'machine', 'moment'],
  beginsByItself: true,
  shownBy: {
    answers: { assertionExpired: { basis: 'reported', weight: 30, named: true } },
    history: { timestamp: { basis: 'inferred', weight: 30, named: true } },
  },
  leadsTo: ['assertionExpired'],
  telling: /\bexpired?\b|\bexp\b|too old|clock/i,
  follows: ['machine-replaced'],
  title: 'The assertion has expired',
  summary: () =>
    "By Salesforce's clock, the expiry of the assertion (claim exp) had passed; 3 minutes of difference are accepted. The answer speaks of an authorization code, but none is involved.",
  remedy: ({ clockSkewSeconds = 0 }) =>
    clockSkewSeconds < -EXPIRY_TOLERANCE_SECONDS
      ? oneWay(
          'Set the clock of the machine that logs in.',
          say('Turn on time synchronisation. On Linux with systemd:', 'sudo timedatectl set-ntp true'),
          say('Compare the clocks again; the two lines must show the same time:', COMPARE),
          say('If the login still fails like this, set exp to the current time plus 180.'),
        )
      : oneWay(
          'Set exp to a time in the future (Unix seconds, UTC).',
          say(
            'Set exp to the current time plus 180. A local time that is taken for UTC is the usual mistake. This prints the current time:',
            'date -u +%s',
          ),
          say(
            'Compare the clock of this machine with the clock of Salesforce, and turn on time synchronisation:',
            COMPARE,
          ),
          say('Make a new assertion for each login.'),
        ),
});
