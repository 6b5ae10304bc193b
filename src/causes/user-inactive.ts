import { defineCause } from './cause.js';
import { at, oneWay } from './steps.js';

export const userInactive = defineCause({
  id: 'user-inactive',
  side: 'user',
  gate: 'state',
  goesWith: ['user'],
  beginsByItself: true,
  shownBy: {
    answers: {
      authenticationFailure: { basis: 'reported', weight: 20 },
      inactiveUser: { basis: 'reported', weight: 30, named: true },
    },
    history: { inactive: { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['authenticationFailure', 'inactiveUser'],
  telling: /inactive|deactivated|user (?:is )?(?:disabled|not active)/i,
  follows: ['user-deactivated', 'user-edited'],
  repairable: true,
  title: 'The user is inactive',
  summary: ({ user }) => `${user} is deactivated in this org.`,
  remedy: (subject) =>
    oneWay(
      'Activate the user.',
      at(subject, 'users', `Open ${subject.user} > Edit, select Active, and save. An active user takes a license.`),
    ),
});
