import type { CauseId } from '../../salesforce/causes.js';
import { AUTHORIZE_PATH } from '../../salesforce/grant.js';
import type { SetupPlace } from '../../salesforce/setup.js';
import { menu, type Subject } from './subject.js';

/** One step of a remedy. */
export interface Step {
  readonly text: string;
  /** The menu path in Setup. */
  readonly where?: string;
  readonly link?: string;
  readonly command?: string;
}

/** What a cause is called, in one sentence, and what cures it. */
export interface CauseWords {
  readonly title: string;
  summary(subject: Subject): string;
  remedy(subject: Subject): { readonly summary: string; readonly steps: readonly Step[] };
}

function at(subject: Subject, place: SetupPlace, text: string): Step {
  const link = subject.link(place);
  return { text, where: menu(place), ...(link !== undefined && { link }) };
}

function say(text: string, command?: string): Step {
  return { text, ...(command !== undefined && { command }) };
}

const WAIT = say('Wait 2 to 10 minutes (up to 30 for an External Client App), then try the login once more.');

function policiesOf(subject: Subject): string {
  return subject.isClientApp ? 'open the app > Policies > Edit > OAuth Policies' : 'open the app > Edit Policies';
}

function settingsOf(subject: Subject): Step {
  return subject.isClientApp
    ? at(subject, 'externalClientApps', 'Open the app > Settings > OAuth Settings > Edit.')
    : at(subject, 'appManager', 'Find the app > View > Edit (connected apps are edited in App Manager).');
}

function approveInBrowser(subject: Subject): Step[] {
  const url = `${subject.myDomain}${AUTHORIZE_PATH}?response_type=code&client_id=${subject.clientId}&redirect_uri=<a callback URL of the app>&scope=api%20refresh_token`;
  return [
    say(`Log in to ${subject.myDomain} in a browser as ${subject.user}, open this address and click Allow:`, url),
    say('Exchange the code from the callback at /services/oauth2/token (grant_type=authorization_code): only then a refresh token exists, and only an approval with a refresh token counts.'),
  ];
}

function switchToAdminApproved(subject: Subject): Step[] {
  return [
    at(subject, 'permissionSets', `Give ${subject.user} a permission set for this app first, so that nobody is cut off.`),
    at(
      subject,
      subject.appPlace,
      `Then ${policiesOf(subject)}: set Permitted Users to "Admin approved users are pre-authorized", and select that permission set (or the profile of ${subject.user}). The app needs the scope refresh_token for this.`,
    ),
  ];
}

const CHECK_KEY = 'openssl pkey -in server.key -noout -text | head -1';

/** Words for every cause. A cause without words does not compile. */
export const CAUSE_WORDS: Readonly<Record<CauseId, CauseWords>> = {
  'private-key-unreadable': {
    title: 'The private key file cannot be read',
    summary: () => 'The private key could not be read: the file is missing, empty, masked or not accessible. Nothing was sent to Salesforce.',
    remedy: () => ({
      summary: 'Put the key file where the command looks for it.',
      steps: [
        say('Compare the path of --jwt-key-file with the folder the command runs in; a CI job often runs in another one.', 'ls -l server.key'),
        say('In CI, check that the secret is set for this branch and not empty: secrets are absent in builds of forks.'),
        say('The Salesforce CLI remembers the path of the key from the login: keep the file there, or log in again with the new path.'),
      ],
    }),
  },
  'private-key-malformed': {
    title: 'The private key text is damaged, or is no private key',
    summary: () => 'What stands in the key file is not a private key as a signing library reads it. Nothing was judged by Salesforce yet.',
    remedy: () => ({
      summary: 'Store the key so that its line ends survive.',
      steps: [
        say('Look at the file: the first line must read -----BEGIN PRIVATE KEY----- (or BEGIN RSA PRIVATE KEY), each line ends on its own, nothing is quoted or indented.', CHECK_KEY),
        say('In CI, store the key as base64 in one line and decode it in the job:', 'base64 -w0 server.key   # store this; in the job: echo "$SF_JWT_KEY_B64" | base64 -d > server.key'),
        say('Hand over the private key (server.key), not the certificate (server.crt) that was uploaded to the app.'),
      ],
    }),
  },
  'private-key-unsupported': {
    title: 'The private key is of a kind that cannot sign for Salesforce',
    summary: () => 'The key is readable, but the flow takes an unencrypted RSA key of at least 2048 bits, and this is another kind.',
    remedy: (subject) => ({
      summary: 'Use an RSA key of 2048 bits or more, without a passphrase.',
      steps: [
        say('An encrypted key: take the passphrase off, or set it in SF_JWT_DOCTOR_PASSPHRASE for this tool.', 'openssl pkey -in server.key -out server-plain.key'),
        say('An EC or too short key: make a new pair.', 'openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.crt -days 365 -subj "/CN=jwt"'),
        settingsOf(subject),
        say('Upload the new server.crt as the certificate of the app. The old key stops working at once.'),
      ],
    }),
  },
  'client-state-broken': {
    title: "The client's own store is broken",
    summary: () => 'The client failed on its own files (keychain, login files, Node version) before it asked Salesforce anything.',
    remedy: () => ({
      summary: 'Repair or renew the files of the client.',
      steps: [
        say('On a CI runner, use the generic keychain:', 'export SF_USE_GENERIC_UNIX_KEYCHAIN=true'),
        say('Log in again; move the old login files away first if they are damaged (keep a copy).', 'mv ~/.sfdx ~/.sfdx.bak'),
        say('The current Salesforce CLI needs Node 22 or newer:', 'node --version'),
      ],
    }),
  },
  'endpoint-unreachable': {
    title: 'The token endpoint could not be reached',
    summary: ({ host }) => `No usable answer came from ${host}: name resolution, TLS, a proxy or a firewall stands between. No setting of the org was judged.`,
    remedy: ({ host }) => ({
      summary: 'Open the way from this machine to the host.',
      steps: [
        say('Ask the host directly:', `curl -sS -o /dev/null -w "%{http_code}\\n" ${host}/services/data/`),
        say('Behind a proxy, set HTTPS_PROXY (and NO_PROXY) for the process that logs in.'),
        say('If a company proxy re-encrypts TLS, trust its certificate authority:', 'export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem'),
      ],
    }),
  },
  'wrong-http-request': {
    title: 'The request is not a form posted to the token endpoint',
    summary: () => 'The token endpoint reads only a form (application/x-www-form-urlencoded) sent with POST to /services/oauth2/token; what was sent is something else.',
    remedy: ({ host }) => ({
      summary: 'Send the two fields as a form.',
      steps: [
        say('POST to this address, with Content-Type: application/x-www-form-urlencoded; no JSON body, nothing in the query:', `${host}/services/oauth2/token`),
        say('The body holds grant_type and assertion:', 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=<the signed JWT>'),
      ],
    }),
  },
  'wrong-grant-type': {
    title: 'The grant type is not the one of the JWT bearer flow',
    summary: () => 'The field grant_type does not hold the URN of the JWT bearer flow.',
    remedy: () => ({
      summary: 'Send the grant type of the JWT bearer flow.',
      steps: [say('Set grant_type to exactly this:', 'urn:ietf:params:oauth:grant-type:jwt-bearer')],
    }),
  },
  'scope-parameter-sent': {
    title: 'The request sends a scope parameter',
    summary: () => 'The JWT bearer flow takes no scope parameter: the scopes come from the app and its approvals.',
    remedy: () => ({
      summary: 'Leave the scope parameter out.',
      steps: [say('Remove the field "scope" from the token request, and from the settings of the client that adds it. Choose scopes on the app instead.')],
    }),
  },
  'assertion-malformed': {
    title: 'The assertion is not a well-formed JWT',
    summary: () => 'What was sent as assertion is not a signed JWT with the claims iss, sub, aud and exp: three base64url parts with dots between.',
    remedy: () => ({
      summary: 'Send a compact, signed JWT.',
      steps: [
        say('The assertion starts with eyJ, has exactly two dots, no blanks, no line ends, and none of the characters + / =.'),
        say('It carries iss (consumer key), sub (username), aud and exp. It is neither the key nor the certificate.'),
      ],
    }),
  },
  'algorithm-unsupported': {
    title: 'The assertion is not signed with RS256',
    summary: () => 'The header of the assertion names another algorithm than RS256, the only one the flow takes.',
    remedy: () => ({
      summary: 'Sign with RS256 and the RSA private key.',
      steps: [say('Set the algorithm of the signing library to RS256, and give it the private key, not a secret text.')],
    }),
  },
  'assertion-expired': {
    title: 'The assertion had expired',
    summary: () => 'The claim exp lies in the past by the clock of Salesforce (three minutes are tolerated). No authorization code is involved, whatever the text says.',
    remedy: () => ({
      summary: 'Let exp lie ahead, in UTC seconds.',
      steps: [
        say('Set exp to the current time in UTC plus 3 minutes, in seconds since 1970. Local time taken for UTC is the usual mistake.', 'date -u +%s'),
        say('Compare the clock of the machine with a Salesforce host, and let it be synchronised:', 'curl -sI https://login.salesforce.com | grep -i ^date; date -u'),
        say('Make a new assertion for each login instead of keeping one.'),
      ],
    }),
  },
  'assertion-replayed': {
    title: 'The assertion was used before',
    summary: () => 'The assertion carries a jti that Salesforce has seen before.',
    remedy: () => ({ summary: 'Make a new assertion each time.', steps: [say('Leave the claim jti out, or fill it with a new random value for each request.')] }),
  },
  'wrong-login-host': {
    title: 'The request went to the wrong host',
    summary: ({ host, user }) => `The token request went to ${host}, which is not the login host of the org that holds ${user} and the app.`,
    remedy: (subject) => ({
      summary: 'Ask the My Domain of the org.',
      steps: [
        at(subject, 'myDomain', 'Read the My Domain URL of the org (it ends in .my.salesforce.com).'),
        say('Use it as login URL:', `sf org login jwt --instance-url ${subject.myDomain} --username ${subject.user} --client-id ${subject.clientId} --jwt-key-file <key file>`),
        say(`In other clients, set the login URL (or "domain") to ${subject.myDomain}; the audience may be that URL, or ${subject.audience}.`),
      ],
    }),
  },
  'wrong-audience': {
    title: 'The audience does not fit the host',
    summary: ({ host }) => `The claim aud of the assertion is not one that ${host} accepts.`,
    remedy: (subject) => ({
      summary: 'Name the audience that belongs to the org.',
      steps: [
        say(`Set aud to one string, with https:// and without a path: ${subject.audience}. The My Domain URL of the org is accepted by current orgs as well (reports before 2024 say it was refused).`),
        say('For the Salesforce CLI:', `export SF_AUDIENCE_URL=${subject.orgKind === 'sandbox' || subject.orgKind === 'scratch' ? 'https://test.salesforce.com' : 'https://login.salesforce.com'}`),
      ],
    }),
  },
  'wrong-consumer-key': {
    title: 'The issuer is not the consumer key of an app',
    summary: ({ consumerKey }) => `The claim iss (${consumerKey}) is not the consumer key of an app that this host knows.`,
    remedy: (subject) => ({
      summary: 'Copy the consumer key again.',
      steps: [
        settingsOf(subject),
        say('Open "Consumer Key and Secret" (Manage Consumer Details), copy the Consumer Key, and give it to the client as client id. It is neither the secret, nor the name or id of the app; look out for a blank or line end at its end.'),
      ],
    }),
  },
  'wrong-username': {
    title: 'The subject is not the username of a user of this org',
    summary: ({ user }) => `The claim sub (${user}) is not the Username of a user in the org that answered.`,
    remedy: (subject) => ({
      summary: 'Use the Username as the org has it.',
      steps: [
        at(subject, 'users', 'Find the user and copy the field Username. It is not the e-mail address and not the id; in a sandbox, users copied from production carry the name of the sandbox at the end.'),
        say('Give it to the client as username (claim sub).'),
      ],
    }),
  },
  'app-not-in-org': {
    title: 'The app is not in the org',
    summary: ({ app, host }) => `${capital(app)} is not in the org that ${host} leads to.`,
    remedy: (subject) => ({
      summary: 'Use an app that lives in this org.',
      steps: subject.isClientApp
        ? [
            at(subject, 'externalClientApps', 'Look whether the app is listed. A local External Client App serves its own org only; a sandbox does not get it by a refresh.'),
            say('If it is not: create it in this org (or deploy its metadata, with the certificate), and use its own consumer key.'),
            say('If it is listed in another org: log in through the My Domain of that org.'),
          ]
        : [
            at(subject, 'connectedAppsUsage', 'Find the app and click Install: a connected app of another org must be installed here.'),
            say('If it is not listed: create an External Client App in this org and use its consumer key. A deleted app does not come back under its old key.'),
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
          ? at(subject, 'externalClientApps', 'Open the app > Policies > Edit: App Status must be Enabled, and the OAuth plug-in enabled.')
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
    summary: ({ app }) => `${capital(app)} holds no certificate, so no signature can be verified. A metadata deploy that leaves the certificate out wipes it.`,
    remedy: (subject) => ({
      summary: 'Upload the certificate of the private key.',
      steps: [
        say('Take the certificate that belongs to the key; make it again from the key if it is lost:', 'openssl req -x509 -key server.key -out server.crt -days 365 -subj "/CN=jwt"'),
        settingsOf(subject),
        say(subject.isClientApp ? 'Under "Enable JWT Bearer Flow", upload server.crt and save.' : 'Under "Use digital signatures", upload server.crt and save.'),
        say('If the app is deployed from a repository, put the certificate into its metadata, or the next deploy wipes it again.'),
        WAIT,
      ],
    }),
  },
  'certificate-mismatch': {
    title: 'The key and the certificate of the app do not belong together',
    summary: ({ app }) => `The assertion was signed with a private key that does not belong to the certificate of ${app}.`,
    remedy: (subject) => ({
      summary: 'Bring key and certificate together.',
      steps: [
        say('Compare both; the two lines must be equal:', 'openssl pkey -in server.key -pubout | openssl sha256; openssl x509 -in server.crt -noout -pubkey | openssl sha256'),
        say('Either sign with the key that belongs to the uploaded certificate, or upload the certificate of the key in use (the old key stops working at once):'),
        settingsOf(subject),
        WAIT,
      ],
    }),
  },
  'refresh-scope-missing': {
    title: 'The app has no refresh_token scope',
    summary: ({ app, policy }) =>
      policy === 'self-authorize'
        ? `${capital(app)} lacks the scope refresh_token, so that no approval of a user can hold a refresh token, and none counts.`
        : `${capital(app)} lacks the scope refresh_token (or offline_access), which this flow asks for although it never returns a refresh token.`,
    remedy: (subject) => ({
      summary: 'Add the scope to the app.',
      steps: [
        settingsOf(subject),
        say('Add "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.'),
        ...(subject.policy === 'self-authorize' ? [say('Then approve again: an approval given before does not count.'), ...approveInBrowser(subject)] : []),
        WAIT,
      ],
    }),
  },
  'api-scope-missing': {
    title: 'The token does not carry the api scope',
    summary: ({ app }) => `The login works, but ${app} grants neither "api" nor "full", so that the token is refused by the REST API.`,
    remedy: (subject) => ({
      summary: 'Add the scope "api" to the app.',
      steps: [settingsOf(subject), say('Add "Manage user data via APIs (api)" to the selected OAuth scopes and save.'), WAIT],
    }),
  },
  'too-many-scopes': {
    title: 'The approvals of the user add up to too many scopes',
    summary: ({ user }) => `The scopes of all approvals that ${user} ever gave to the app are combined, and they are too many.`,
    remedy: (subject) => ({
      summary: 'Revoke old approvals of this app.',
      steps: [
        at(subject, subject.isClientApp ? 'externalClientAppUsage' : 'connectedAppsUsage', `Find the app, open its users, and revoke the approvals of ${subject.user} that are no longer used.`),
        say('Leave only the scopes on the app that the client needs.'),
      ],
    }),
  },
  'token-format-jwt': {
    title: 'The app issues JWT-format access tokens, which the called API refuses',
    summary: ({ app }) => `The login works, but ${app} issues its access tokens as JWTs, and the API that was called does not take those (SOAP and metadata calls).`,
    remedy: (subject) => ({
      summary: 'Let the app issue opaque tokens.',
      steps: [settingsOf(subject), say('Untick "Issue JSON Web Token (JWT)-based access tokens for named users" and save.'), WAIT],
    }),
  },
  'user-inactive': {
    title: 'The user is inactive',
    summary: ({ user }) => `${user} is deactivated in this org.`,
    remedy: (subject) => ({ summary: 'Activate the user.', steps: [at(subject, 'users', `Open ${subject.user} > Edit, tick Active and save. This takes a licence.`)] }),
  },
  'user-frozen': {
    title: 'The user is frozen or locked',
    summary: ({ user }) => `${user} is frozen (or locked out) in this org.`,
    remedy: (subject) => ({ summary: 'Unfreeze the user.', steps: [at(subject, 'users', `Open ${subject.user} and click Unfreeze (or Unlock). Ask the admin who froze the user first.`)] }),
  },
  'user-not-preauthorized': {
    title: 'The user is not pre-authorized for the app',
    summary: ({ user, app }) => `${capital(app)} admits only users that an admin pre-authorized, and neither the profile nor a permission set of ${user} is selected on it.`,
    remedy: (subject) => ({
      summary: 'Assign the user to the app by a permission set.',
      steps: [
        at(
          subject,
          subject.appPlace,
          subject.isClientApp
            ? 'Open the app > Policies > Edit > App Policies: select the permission set (or profile). The permission set alone is not enough.'
            : 'Open the app > Manage Permission Sets (or Manage Profiles), and select one that the user has.',
        ),
        at(subject, 'permissionSets', `Open that permission set > Manage Assignments, and add ${subject.user}. A set of the licence "Salesforce API Integration" cannot carry the app; a session-based or expired assignment does not count.`),
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
      summary: 'Approve once in a browser, or let an admin approve for the user.',
      steps: [
        say('Way 1, "All users may self-authorize": a request by curl, Postman or code cannot approve, because nobody is logged in and nobody clicks Allow.'),
        ...approveInBrowser(subject),
        say('Way 2, for servers and CI: switch the policy, so that no approval is needed.'),
        ...switchToAdminApproved(subject),
      ],
    }),
  },
  'approval-without-refresh-token': {
    title: 'The approval of the user holds no refresh token',
    summary: ({ user }) => `${user} approved the app, but no refresh token came of it (the code was not exchanged, or the scope refresh_token was not asked for), and only an approval with one counts.`,
    remedy: (subject) => ({
      summary: 'Approve again, with the scope refresh_token, and exchange the code.',
      steps: [...approveInBrowser(subject), say('Or switch the policy, so that no approval is needed:'), ...switchToAdminApproved(subject)],
    }),
  },
  'approval-lost': {
    title: 'The approval no longer counts for this user in this org',
    summary: ({ user }) => `An approval was given, but not one that counts for ${user} here: it was revoked, expired, dropped, given by another user or given in another org.`,
    remedy: (subject) => ({
      summary: 'Approve again as this user in this org; then keep the approval from ending.',
      steps: [
        ...approveInBrowser(subject),
        at(subject, subject.appPlace, `${capital(policiesOf(subject))}: look at Refresh Token Policy; "Refresh token is valid until revoked" keeps the approval. A sixth approval of one user drops the oldest unused.`),
        say('Or switch the policy, so that no approval is needed:'),
        ...switchToAdminApproved(subject),
      ],
    }),
  },
  'api-not-enabled': {
    title: 'The user may not use the API',
    summary: ({ user }) => `The login works, but ${user} lacks the permission "API Enabled" (or the edition of the org has no API).`,
    remedy: (subject) => ({
      summary: 'Give the user "API Enabled".',
      steps: [at(subject, 'permissionSets', `Open a permission set of ${subject.user} > System Permissions > Edit, tick "API Enabled" and save; or do so on the profile.`)],
    }),
  },
  'ip-restricted': {
    title: 'The address of the caller is outside the login IP ranges',
    summary: ({ user }) => `The profile of ${user} allows logins only from certain addresses, and this one is not among them. "Relax IP restrictions" on the app does not help: this flow always enforces the ranges of the profile.`,
    remedy: (subject) => ({
      summary: 'Add the address to the login IP ranges of the profile, or log in from within.',
      steps: [
        at(subject, 'loginHistory', 'Read the Source IP of the refused login.'),
        at(subject, 'profiles', `Open the profile of ${subject.user} > Login IP Ranges > New, and add the outgoing address of the server or CI runner.`),
      ],
    }),
  },
  'outside-login-hours': {
    title: 'The login was outside the login hours',
    summary: ({ user }) => `The profile of ${user} allows logins only at certain hours, and the login was outside them.`,
    remedy: (subject) => ({
      summary: 'Widen the login hours of the profile, or log in within them.',
      steps: [at(subject, 'profiles', `Open the profile of ${subject.user} > Login Hours > Edit, and allow the hour at which the job runs (the hours count in the default time zone of the org).`)],
    }),
  },
  'high-assurance-required': {
    title: 'A high assurance session is demanded',
    summary: ({ app }) => `${capital(app)} (or the profile) demands a high assurance session, which nobody can raise in a flow without a user.`,
    remedy: (subject) => ({
      summary: 'Do not demand high assurance for this app.',
      steps: [at(subject, subject.appPlace, `${capital(policiesOf(subject))}: clear "High assurance session required". Ask your security team first.`)],
    }),
  },
  'api-access-control': {
    title: 'API Access Control refuses the app',
    summary: ({ app }) => `API Access Control is on in this org, and ${app} is not one that an admin allowed for this user.`,
    remedy: (subject) => ({
      summary: 'Let an admin approve the app.',
      steps: [
        at(subject, subject.appPlace, `Install the app if it is not; then ${policiesOf(subject)}: set Permitted Users to "Admin approved users are pre-authorized" and select a profile or permission set of ${subject.user}.`),
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
        say('An ended trial, an expired scratch org and a sandbox unused for long do not come back by themselves: ask Salesforce Support, or create a new one.'),
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
        at(subject, 'loginHistory', `Find what logs in so often as ${subject.user}: a missing token cache, or a client that takes a good token for an expired one.`),
      ],
    }),
  },
  'change-not-propagated': {
    title: 'A recent change has not reached the endpoint yet',
    summary: () => 'The app, the assignment or the org was changed minutes ago, and the token endpoint has not seen it yet.',
    remedy: () => ({ summary: 'Wait, then try once more.', steps: [WAIT, say('Change nothing meanwhile: each change starts the wait anew.')] }),
  },
  'platform-fault': {
    title: 'Salesforce itself answers wrongly',
    summary: ({ host }) => `${host} answers the same request now with a token and now with a fault; no setting explains that.`,
    remedy: ({ host, myDomain }) => ({
      summary: 'Go through the My Domain, and report it.',
      steps: [
        say(`Use ${myDomain} instead of ${host}: the generic hosts had such faults in 2026.`),
        say('Look at https://status.salesforce.com, and open a case with the time, the host and the status of the answer.'),
      ],
    }),
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
