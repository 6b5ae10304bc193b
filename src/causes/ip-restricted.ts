import { defineCause } from './cause.js';
import { at } from './steps.js';

export const ipRestricted = defineCause({
  id: 'ip-restricted',
  side: 'org',
  gate: 'login-policy',
  shownBy: {
    answers: {
      ipRestricted: { basis: 'documented', weight: 30, named: true },
      ipOrHoursRestricted: { basis: 'documented', weight: 21 },
      sessionNotValidForRest: { basis: 'reported', weight: 7 },
    },
    history: { 'restricted-ip': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['ipRestricted', 'ipOrHoursRestricted'],
  telling: /\bip\b(?! ?relax)|\baddress\b|network restrict/i,
  oftenNext: true,
  repairable: true,
  title: 'The address of the caller is outside the login IP ranges',
  summary: ({ user }) =>
    `The profile of ${user} allows logins only from certain addresses, and this one is not among them. "Relax IP restrictions" on the app does not help: this flow always enforces the ranges of the profile.`,
  remedy: (subject) => ({
    summary: 'Add the address to the login IP ranges of the profile, or log in from within.',
    steps: [
      at(subject, 'loginHistory', 'Read the Source IP of the refused login.'),
      at(
        subject,
        'profiles',
        `Open the profile of ${subject.user} > Login IP Ranges > New, and add the outgoing address of the server or CI runner.`,
      ),
    ],
  }),
});
