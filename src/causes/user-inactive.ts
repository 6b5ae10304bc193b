import { defineCause } from './cause.js';
import { at } from './steps.js';

export const userInactive = defineCause({
  id: 'user-inactive',
  side: 'user',
  gate: 'state',
  shownBy: {
    answers: {
      authenticationFailure: { basis: 'reported', weight: 20 },
      inactiveUser: { basis: 'reported', weight: 30, named: true },
    },
    history: { inactive: { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['authenticationFailure', 'inactiveUser'],
  telling: /inactive|deactivated|user (?:is )?(?:disabled|not active)/i,
  follows: ['user-deactivated'],
  repairable: true,
  title: 'The user is inactive',
  summary: ({ user }) => `${user} is deactivated in this org.`,
  remedy: (subject) => ({
    summary: 'Activate the user.',
    steps: [at(subject, 'users', `Open ${subject.user} > Edit, tick Active and save. This takes a licence.`)],
  }),
});
