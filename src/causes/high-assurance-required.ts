import { defineCause } from './cause.js';
import { at, policiesOf, capital } from './steps.js';

export const highAssuranceRequired = defineCause({
  id: 'high-assurance-required',
  side: 'org',
  gate: 'login-policy',
  shownBy: {
    answers: {
      authenticationFailure: { basis: 'reported', weight: 5 },
      sessionNotValidForRest: { basis: 'reported', weight: 5 },
    },
  },
  leadsTo: ['authenticationFailure', 'sessionNotValidForRest'],
  telling: /high[- ]assurance|multi-?factor|\bmfa\b/i,
  repairable: true,
  title: 'A high assurance session is demanded',
  summary: ({ app, user, highAssuranceBy: by }) => {
    const demanding = { app, profile: `the profile of ${user}` };
    const names = by.length === 0 ? `${app} or the profile of ${user}` : by.map((one) => demanding[one]).join(' and ');
    return `A high assurance session, a login that a person confirms by a second factor, is demanded by ${names}. In this flow there is no person.`;
  },
  remedy: (subject) => {
    const { highAssuranceBy: by, user } = subject;
    const ofApp = `${capital(policiesOf(subject))}: ${subject.isClientApp ? 'set the required session level to Standard' : 'clear "High assurance session required"'}.`;
    const ofProfile = `Open the profile of ${user} > Session Settings: set "Session security level required at login" to None, or give the user a profile that does not demand it.`;
    return {
      summary: 'Do not demand high assurance for this login; ask your security team first.',
      steps: [
        ...(by.length === 0 || by.includes('app') ? [at(subject, subject.appPlace, ofApp)] : []),
        ...(by.length === 0 || by.includes('profile') ? [at(subject, 'profiles', ofProfile)] : []),
      ],
    };
  },
});
