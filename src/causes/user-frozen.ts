import { defineCause } from './cause.js';
import { at, say, oneWay } from './steps.js';

export const userFrozen = defineCause({
  id: 'user-frozen',
  side: 'user',
  gate: 'state',
  goesWith: ['user'],
  beginsByItself: true,
  shownBy: {
    answers: {
      authenticationFailure: { basis: 'inferred', weight: 14 },
      inactiveUser: { basis: 'inferred', weight: 10 },
    },
    history: { frozen: { basis: 'documented', weight: 30, named: true }, locked: { basis: 'inferred', weight: 10 } },
  },
  leadsTo: ['authenticationFailure', 'inactiveUser'],
  telling: /\blocked\b|\bfrozen\b|lock(?:ed)? out/i,
  follows: ['user-frozen', 'user-edited'],
  repairable: true,
  title: 'The user is frozen or locked',
  summary: ({ user }) => `${user} is frozen or locked out in this org.`,
  remedy: (subject) =>
    oneWay(
      'Unfreeze the user.',
      say('Ask the administrator who froze the user for the reason.'),
      at(subject, 'users', `Open ${subject.user}, and click Unfreeze (or Unlock).`),
    ),
});
