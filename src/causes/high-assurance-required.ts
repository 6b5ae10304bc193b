import { defineCause } from './cause.js';
import { at, say, oneWay, policiesOf, capital } from './steps.js';

export const highAssuranceRequired = defineCause({
  id: 'high-assurance-required',
  side: 'org',
  gate: 'login-policy',
  goesWith: ['users', 'app'],
  shownBy: {
    answers: {
      authenticationFailure: { basis: 'reported', weight: 10 },
      sessionNotValidForRest: { basis: 'reported', weight: 5 },
    },
  },
  leadsTo: ['authenticationFailure', 'sessionNotValidForRest'],
  telling: /high[- ]assurance|multi-?factor|\bmfa\b/i,
  follows: ['session-level-raised'],
  repairable: true,
  title: 'The login requires a high-assurance session',
  summary: ({ app, user, highAssuranceBy: by }) => {
    const demanding = { app, profile: `the profile of ${user}` };
    const names = by.length === 0 ? `${app} or the profile of ${user}` : by.map((one) => demanding[one]).join(' and ');
    return `The setting of ${names} requires a high-assurance session: a person who confirms with a second factor. The JWT flow has no person.`;
  },
  remedy: (subject) => {
    const { highAssuranceBy: by, user } = subject;
    const ofApp = `${capital(policiesOf(subject))}, and ${subject.isClientApp ? 'set the required session level to Standard' : 'clear "High assurance session required"'}.`;
    const ofProfile = `Open the profile of ${user} > Session Settings, and set "Session security level required at login" to None. Or give the user another profile.`;
    return oneWay(
      "Don't require a high-assurance session for this login.",
      say('Ask your security team first.'),
      ...(by.length === 0 || by.includes('app') ? [at(subject, subject.appPlace, ofApp)] : []),
      ...(by.length === 0 || by.includes('profile') ? [at(subject, 'profiles', ofProfile)] : []),
    );
  },
});
