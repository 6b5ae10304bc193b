import { at, say, WAIT, settingsOf, approveInBrowser, capital, type CauseWords } from './steps.js';

/** Words for the causes of the side "app". */
export const APP_CAUSES = {
  'app-not-in-org': {
    title: 'The app is not in the org',
    summary: ({ app, host }) => `${capital(app)} is not in the org that ${host} leads to.`,
    remedy: (subject) => ({
      summary: 'Use an app that lives in this org.',
      steps: subject.isClientApp
        ? [
            at(
              subject,
              'externalClientApps',
              'Look whether the app is listed. A local External Client App serves its own org only; a sandbox does not get it by a refresh.',
            ),
            say(
              'If it is not: create it there with "New External Client App" (or deploy its metadata, with the element "certificate"), and use its own consumer key.',
            ),
            say(
              'If it is listed in another org: log in through the My Domain of that org (https://<its name>.my.salesforce.com).',
            ),
          ]
        : [
            at(
              subject,
              'connectedAppsUsage',
              'Find the app and click Install: a connected app of another org must be installed here.',
            ),
            say(
              'If it is not listed: create an External Client App in this org (Setup > Apps > External Client Apps > External Client App Manager > New External Client App) and use its consumer key. A deleted app does not come back under its old key.',
            ),
          ],
    }),
  },
  'app-blocked': {
    title: 'The app is blocked or switched off in the org',
    summary: ({ app }) => `${capital(app)} is blocked, or switched off, in this org.`,
    remedy: (subject) => ({
      summary: 'Unblock the app.',
      steps: [
        subject.isClientApp
          ? at(
              subject,
              'externalClientApps',
              'Open the app > Policies > Edit: App Status must be Enabled, and the OAuth plug-in enabled.',
            )
          : at(subject, 'connectedAppsUsage', 'Find the app and click Unblock. Ask the admin who blocked it first.'),
      ],
    }),
  },
  'jwt-flow-disabled': {
    title: 'The JWT bearer flow is switched off on the app',
    summary: ({ app }) => `${capital(app)} does not allow the JWT bearer flow.`,
    remedy: (subject) => ({
      summary: 'Switch the flow on and upload the certificate.',
      steps: [
        settingsOf(subject),
        say(
          subject.isClientApp
            ? 'Under Flow Enablement tick "Enable JWT Bearer Flow", upload the certificate (server.crt) that belongs to the private key, and save.'
            : 'Tick "Use digital signatures", upload the certificate (server.crt) that belongs to the private key, and save.',
        ),
        WAIT,
      ],
    }),
  },
  'certificate-missing': {
    title: 'The app holds no certificate',
    summary: ({ app }) =>
      `${capital(app)} holds no certificate, so no signature can be verified. A metadata deploy that leaves the certificate out wipes it.`,
    remedy: (subject) => ({
      summary: 'Upload the certificate of the private key.',
      steps: [
        say(
          'Take the certificate that belongs to the key; make it again from the key if it is lost:',
          'openssl req -x509 -key server.key -out server.crt -days 365 -subj "/CN=jwt"',
        ),
        settingsOf(subject),
        say(
          subject.isClientApp
            ? 'Under "Enable JWT Bearer Flow", upload server.crt and save.'
            : 'Under "Use digital signatures", upload server.crt and save.',
        ),
        say(
          'If the app is deployed from a repository, put the whole text of server.crt into the element "certificate" of its metadata, or the next deploy wipes it again.',
        ),
        WAIT,
      ],
    }),
  },
  'certificate-mismatch': {
    title: 'The key and the certificate of the app do not belong together',
    summary: ({ app }) =>
      `The login request (assertion) was signed with a private key that does not belong to the certificate of ${app}.`,
    remedy: (subject) => ({
      summary: 'Bring key and certificate together.',
      steps: [
        say(
          'Compare both; the two lines must be equal:',
          'openssl pkey -in server.key -pubout | openssl sha256; openssl x509 -in server.crt -noout -pubkey | openssl sha256',
        ),
        say(
          'Either sign with the key (server.key) that belongs to the uploaded certificate, or upload the certificate (server.crt) of the key in use; the old key stops working at once:',
        ),
        settingsOf(subject),
        say(
          'To upload: choose the certificate (server.crt) under "Use digital signatures" or "Enable JWT Bearer Flow", and save.',
        ),
        WAIT,
      ],
    }),
  },
  'refresh-scope-missing': {
    title: 'The app has no refresh_token scope',
    summary: ({ app, policy }) =>
      policy === 'self-authorize'
        ? `${capital(app)} lacks the scope refresh_token, so that no approval of a user brings a refresh token, and only an approval with one counts.`
        : `${capital(app)} lacks the scope refresh_token (or offline_access), which this flow asks for although it never returns a refresh token.`,
    remedy: (subject) => ({
      summary: 'Add the scope to the app.',
      steps: [
        settingsOf(subject),
        say(
          'Add "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.',
        ),
        ...(subject.policy === 'self-authorize'
          ? [
              say('Then approve again, since an approval given before brought no refresh_token:'),
              ...approveInBrowser(subject),
            ]
          : []),
        WAIT,
      ],
    }),
  },
  'api-scope-missing': {
    title: 'The token does not carry the api scope',
    summary: ({ app }) =>
      `The login works, but ${app} grants neither "api" nor "full", so that the token is refused by the REST API.`,
    remedy: (subject) => ({
      summary: 'Add the scope "api" to the app.',
      steps: [
        settingsOf(subject),
        say('Add "Manage user data via APIs (api)" to the selected OAuth scopes and save.'),
        WAIT,
      ],
    }),
  },
  'too-many-scopes': {
    title: 'The approvals of the user add up to too many scopes',
    summary: ({ user }) =>
      `The scopes of all approvals that ${user} ever gave to the app are combined, and they are too many.`,
    remedy: (subject) => ({
      summary: 'Revoke old approvals of this app.',
      steps: [
        at(
          subject,
          subject.isClientApp ? 'externalClientAppUsage' : 'connectedAppsUsage',
          `Find the app, open its users, and revoke the approvals of ${subject.user} that are no longer used.`,
        ),
        settingsOf(subject),
        say('Leave only the scopes on the app that the client needs, "api" and "refresh_token" for most, and save.'),
      ],
    }),
  },
  'token-format-jwt': {
    title: 'The app issues JWT-format access tokens, which the called API refuses',
    summary: ({ app }) =>
      `The login works, but ${app} issues its access tokens in the format JWT, and the API that was called does not take those (SOAP and metadata calls).`,
    remedy: (subject) => ({
      summary: 'Let the app issue access tokens of the usual kind.',
      steps: [
        settingsOf(subject),
        say('Untick "Issue JSON Web Token (JWT)-based access tokens for named users" and save.'),
        WAIT,
      ],
    }),
  },
} as const satisfies Record<string, CauseWords>;
