import { at, say, policiesOf, capital, type CauseWords } from './steps.js';

/** Words for the causes of the side "org". */
export const ORG_CAUSES = {
  'ip-restricted': {
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
  },
  'outside-login-hours': {
    title: 'The login was outside the login hours',
    summary: ({ user }) =>
      `The profile of ${user} allows logins only at certain hours, and the login was outside them.`,
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
  },
  'high-assurance-required': {
    title: 'A high assurance session is demanded',
    summary: ({ app, user, highAssuranceBy: by }) => {
      const demanding = { app, profile: `the profile of ${user}` };
      const names =
        by.length === 0 ? `${app} or the profile of ${user}` : by.map((one) => demanding[one]).join(' and ');
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
  },
  'api-access-control': {
    title: 'API Access Control refuses the app',
    summary: ({ app }) =>
      `API Access Control is on in this org, and ${app} is not one that an admin allowed for this user.`,
    remedy: (subject) => ({
      summary: 'Let an admin approve the app.',
      steps: [
        at(
          subject,
          subject.appPlace,
          `Install the app if it is not; then ${policiesOf(subject)}: set Permitted Users to "Admin approved users are pre-authorized" and select a profile or permission set of ${subject.user}.`,
        ),
        say('Or give the user the permission "Use Any API Client" (it opens every app; use it sparingly).'),
      ],
    }),
  },
  'org-inactive': {
    title: 'The org is inactive',
    summary: ({ host }) => `The org behind ${host} is locked, expired, deleted or in maintenance.`,
    remedy: (subject) => ({
      summary: 'Bring the org back, or use another.',
      steps: [
        say('Open the login page in a browser; look the org up at https://status.salesforce.com:', subject.myDomain),
        say(
          'An expired scratch org does not come back; this shows its end date, and "sf org create scratch" makes a new one:',
          'sf org list --all',
        ),
        say(
          'An ended trial, or a sandbox unused for long: ask Salesforce Support at https://help.salesforce.com, or create a new one.',
        ),
      ],
    }),
  },
  'login-rate-exceeded': {
    title: 'The user has logged in too often',
    summary: ({ user }) => `${user} has made more than 3,600 logins within an hour; further ones are refused.`,
    remedy: (subject) => ({
      summary: 'Keep the token instead of logging in for every call.',
      steps: [
        say('Stop the job, and wait an hour.'),
        at(
          subject,
          'loginHistory',
          `Find what logs in so often as ${subject.user}: a missing token cache, or a client that takes a good token for an expired one.`,
        ),
        say('Let the client keep the access token, and log in again only when the API answers INVALID_SESSION_ID.'),
      ],
    }),
  },
} as const satisfies Record<string, CauseWords>;
