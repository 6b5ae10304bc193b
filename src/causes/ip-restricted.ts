import { defineCause } from './cause.js';
import { at, oneWay } from './steps.js';

export const ipRestricted = defineCause({
  id: 'ip-restricted',
  side: 'org',
  gate: 'login-policy',
  goesWith: ['users', 'machine'],
  beginsByItself: true,
  shownBy: {
    answers: {
      ipRestricted: { basis: 'documented', weight: 30, named: true },
      ipOrHoursRestricted: { basis: 'documented', weight: 21 },
      sessionNotValidForRest: { basis: 'reported', weight: 4 },
    },
    history: { 'restricted-ip': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['ipRestricted', 'ipOrHoursRestricted'],
  telling: /\bip\b(?! ?relax)|\baddress\b|network restrict/i,
  follows: ['machine-replaced', 'login-ranges-changed'],
  oftenNext: true,
  repairable: true,
  title: "The caller's IP address is outside the login IP ranges",
  summary: ({ user }) =>
    `The profile of ${user} allows logins only from certain IP addresses, and this one is not among them. "Relax IP restrictions" on the app doesn't help: the JWT flow always enforces these ranges.`,
  remedy: (subject) =>
    oneWay(
      'Add the IP address to the login IP ranges of the profile, or log in from an allowed address.',
      at(subject, 'loginHistory', 'Find the refused login, and read its Source IP.'),
      at(
        subject,
        'profiles',
        `Open the profile of ${subject.user} > Login IP Ranges > New, and add the outgoing address of the server or CI runner.`,
      ),
    ),
});
