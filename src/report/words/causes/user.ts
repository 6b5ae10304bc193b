import {
  at,
  say,
  WAIT,
  admittedOf,
  policiesOf,
  approveInBrowser,
  switchToAdminApproved,
  capital,
  type CauseWords,
} from './steps.js';

/** Words for the causes of the side "user". */
export const USER_CAUSES = {
  'user-inactive': {
    title: 'The user is inactive',
    summary: ({ user }) => `${user} is deactivated in this org.`,
    remedy: (subject) => ({
      summary: 'Activate the user.',
      steps: [at(subject, 'users', `Open ${subject.user} > Edit, tick Active and save. This takes a licence.`)],
    }),
  },
  'user-frozen': {
    title: 'The user is frozen or locked',
    summary: ({ user }) => `${user} is frozen (or locked out) in this org.`,
    remedy: (subject) => ({
      summary: 'Unfreeze the user.',
      steps: [
        at(
          subject,
          'users',
          `Open ${subject.user} and click Unfreeze (or Unlock). Ask the admin who froze the user first.`,
        ),
      ],
    }),
  },
  'user-not-preauthorized': {
    title: 'The user is not pre-authorized for the app',
    summary: ({ user, app }) =>
      `${capital(app)} admits only users that an admin pre-authorized, and ${user} is not among them: no profile or permission set of that user is selected on the app, or the assignment does not count.`,
    remedy: (subject) => ({
      summary: 'Assign the user to the app by a permission set.',
      steps: [
        at(
          subject,
          subject.appPlace,
          `${capital(admittedOf(subject))}, and select a permission set that the user has (a profile goes as well). That the user has it is not enough.`,
        ),
        at(
          subject,
          'permissionSets',
          `Open that permission set > Manage Assignments, and add ${subject.user}. A set of the licence "Salesforce API Integration" cannot carry the app; a session-based or expired assignment does not count.`,
        ),
        WAIT,
      ],
    }),
  },
  'approval-missing': {
    title: 'The user has never approved the app',
    summary: ({ user, app, policy }) =>
      policy === undefined
        ? `The JWT flow asks nobody: unless an admin pre-authorizes users, it needs an earlier approval in a browser, and ${user} has given none that counts.`
        : `${capital(app)} lets every user approve for themselves, and ${user} has never done so in a browser. The JWT flow asks nobody: it needs that earlier approval.`,
    remedy: (subject) => ({
      summary: 'Either approve once in a browser, or switch the app to pre-authorized users.',
      steps: [
        say(
          'Either (keeps "All users may self-authorize"): approve in a browser. A request by curl, Postman or code cannot approve: nobody is logged in, and nobody clicks Allow.',
        ),
        ...approveInBrowser(subject),
        say(
          'Or (better for servers and CI): switch the app to "Admin approved users are pre-authorized", so that no approval is needed.',
        ),
        ...switchToAdminApproved(subject),
      ],
    }),
  },
  'approval-without-refresh-token': {
    title: 'The approval of the user holds no refresh token',
    summary: ({ user }) =>
      `${user} approved the app, but no refresh token came of it (the code was not exchanged, or the scope refresh_token was not asked for), and only an approval with one counts.`,
    remedy: (subject) => ({
      summary: 'Approve again, with the scope refresh_token, and exchange the code.',
      steps: [
        ...approveInBrowser(subject),
        say('Or switch the app to "Admin approved users are pre-authorized", so that no approval is needed:'),
        ...switchToAdminApproved(subject),
      ],
    }),
  },
  'approval-lost': {
    title: 'The approval no longer counts for this user in this org',
    summary: ({ user }) =>
      `An approval was given, but not one that counts for ${user} here: it was revoked, expired, dropped, given by another user or given in another org.`,
    remedy: (subject) => ({
      summary: 'Approve again as this user in this org; then keep the approval from ending.',
      steps: [
        ...approveInBrowser(subject),
        at(
          subject,
          subject.appPlace,
          `${capital(policiesOf(subject))}: look at Refresh Token Policy; "Refresh token is valid until revoked" keeps the approval. A sixth approval of one user drops the oldest unused.`,
        ),
        say('Or switch the app to "Admin approved users are pre-authorized", so that no approval is needed:'),
        ...switchToAdminApproved(subject),
      ],
    }),
  },
  'api-not-enabled': {
    title: 'The user may not use the API',
    summary: ({ user }) =>
      `The login works, but ${user} lacks the permission "API Enabled" (or the edition of the org has no API).`,
    remedy: (subject) => ({
      summary: 'Give the user "API Enabled".',
      steps: [
        at(
          subject,
          'permissionSets',
          `Open a permission set of ${subject.user} > System Permissions > Edit, tick "API Enabled" and save; or do so on the profile.`,
        ),
      ],
    }),
  },
} as const satisfies Record<string, CauseWords>;
