import { defineCause } from './cause.js';
import { at, say, oneWay } from './steps.js';

export const wrongUsername = defineCause({
  id: 'wrong-username',
  side: 'request',
  gate: 'user-known',
  goesWith: ['user', 'settings'],
  shownBy: {
    answers: {
      notApproved: { basis: 'reported', weight: 12 },
      clientAppNotInstalled: { basis: 'reported', weight: 5 },
      authenticationFailure: { basis: 'reported', weight: 30 },
    },
  },
  leadsTo: ['authenticationFailure', 'notApproved'],
  telling: /\buser ?name\b|unknown user|user not found|\bsub\b/i,
  follows: ['user-renamed', 'sandbox-refresh', 'settings-changed', 'user-edited'],
  title: 'No user of this org has this username',
  summary: ({ user }) => `The org that answered has no user with the username that was sent (claim sub: ${user}).`,
  remedy: (subject) =>
    oneWay(
      "Use the user's Username as the org shows it.",
      at(subject, 'users', 'Open the user, and copy the field Username. It is neither the email address nor the ID.'),
      say('In a sandbox, a user copied from production has the name of the sandbox at the end of the username.'),
      say('Give it to the client as username (claim sub).'),
    ),
});
