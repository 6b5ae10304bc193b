import { defineCause } from './cause.js';
import { at, say } from './steps.js';

export const wrongUsername = defineCause({
  id: 'wrong-username',
  side: 'request',
  gate: 'user-known',
  shownBy: {
    answers: {
      notApproved: { basis: 'reported', weight: 12 },
      clientAppNotInstalled: { basis: 'reported', weight: 8 },
      authenticationFailure: { basis: 'reported', weight: 30 },
    },
  },
  leadsTo: ['authenticationFailure', 'notApproved'],
  telling: /\buser ?name\b|unknown user|user not found|\bsub\b/i,
  follows: ['user-renamed', 'sandbox-refresh'],
  title: 'The username is not that of a user of this org',
  summary: ({ user }) =>
    `The user that was sent (claim sub: ${user}) is not the Username of a user in the org that answered.`,
  remedy: (subject) => ({
    summary: 'Use the Username as the org has it.',
    steps: [
      at(
        subject,
        'users',
        'Find the user and copy the field Username. It is not the e-mail address and not the id; in a sandbox, users copied from production carry the name of the sandbox at the end.',
      ),
      say('Give it to the client as username (claim sub).'),
    ],
  }),
});
