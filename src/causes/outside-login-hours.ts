import { defineCause } from './cause.js';
import { at } from './steps.js';

export const outsideLoginHours = defineCause({
  id: 'outside-login-hours',
  side: 'org',
  gate: 'login-policy',
  shownBy: {
    answers: { ipOrHoursRestricted: { basis: 'documented', weight: 20 } },
    history: { 'restricted-time': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['ipOrHoursRestricted'],
  telling: /login hours|restricted hours|outside (?:of )?hours/i,
  repairable: true,
  title: 'The login was outside the login hours',
  summary: ({ user }) => `The profile of ${user} allows logins only at certain hours, and the login was outside them.`,
  remedy: (subject) => ({
    summary: 'Widen the login hours of the profile, or log in within them.',
    steps: [
      at(
        subject,
        'profiles',
        `Open the profile of ${subject.user} > Login Hours > Edit, and allow the hour at which the job runs (the hours count in the default time zone of the org).`,
      ),
    ],
  }),
});
