import { defineCause } from './cause.js';
import { at, oneWay } from './steps.js';

export const outsideLoginHours = defineCause({
  id: 'outside-login-hours',
  side: 'org',
  gate: 'login-policy',
  goesWith: ['users', 'moment'],
  beginsByItself: true,
  shownBy: {
    answers: {
      ipOrHoursRestricted: { basis: 'documented', weight: 20 },
      ipRestricted: { basis: 'inferred', weight: 3, unusual: true },
    },
    history: { 'restricted-time': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['ipOrHoursRestricted'],
  telling: /login hours|restricted hours|outside (?:of )?hours/i,
  follows: ['login-hours-changed'],
  repairable: true,
  title: 'The login was outside the login hours',
  summary: ({ user }) => `The profile of ${user} allows logins only at certain hours, and this login was outside them.`,
  remedy: (subject) =>
    oneWay(
      'Extend the login hours of the profile, or log in within them.',
      at(
        subject,
        'profiles',
        `Open the profile of ${subject.user} > Login Hours > Edit, and allow the hour at which the job runs. The hours are in the org's default time zone.`,
      ),
    ),
});
