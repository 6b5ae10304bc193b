import type { FactName } from '../../facts/names.js';
import type { SetupPlace } from '../../salesforce/setup.js';
import { capital } from '../../causes/steps.js';
import { menu, type Subject } from '../../causes/subject.js';

/** Where to look for a fact that would decide. */
export interface QuestionWords {
  readonly ask: string;
  readonly how: string;
  readonly link?: string;
  readonly command?: string;
}

interface Entry {
  readonly ask: string;
  readonly how: string | ((subject: Subject) => string);
  readonly place?: SetupPlace | ((subject: Subject) => SetupPlace);
  readonly command?: string | ((subject: Subject) => string);
}

const appPlace = (subject: Subject) => subject.appPlace;
// Connected apps are configured in App Manager; what is managed elsewhere are their policies.
const settingsPlace = (subject: Subject): SetupPlace => (subject.isClientApp ? 'externalClientApps' : 'appManager');

// Prints the claims of an assertion that stands in a file; nothing leaves the machine.
const CLAIMS = "cut -d. -f2 assertion.jwt | tr '_-' '/+' | base64 -d 2>/dev/null";

const QUESTIONS: Partial<Record<FactName, Entry>> = {
  'app.permittedUsers': {
    ask: 'What is "Permitted Users" of the app: may all users self-authorize, or only admin approved ones?',
    how: 'the policies of the app, field Permitted Users',
    place: appPlace,
  },
  'app.refreshTokenPolicy': {
    ask: 'How long are the refresh tokens of the app valid?',
    how: 'the policies of the app, field Refresh Token Policy',
    place: appPlace,
  },
  'app.scopes': {
    ask: 'Which OAuth scopes are selected on the app?',
    how: 'the OAuth settings of the app',
    place: settingsPlace,
  },
  'app.certificate': {
    ask: 'Which certificate does the app hold?',
    how: 'the OAuth settings of the app: the subject and the end date of the certificate',
    place: settingsPlace,
  },
  'app.jwtFlow': {
    ask: 'Is the JWT bearer flow switched on?',
    how: 'the OAuth settings of the app: "Enable JWT Bearer Flow", or "Use digital signatures" on a connected app',
    place: settingsPlace,
  },
  'app.consumerKey': {
    ask: 'What is the consumer key of the app?',
    how: 'the OAuth settings of the app > Manage Consumer Details',
    place: settingsPlace,
  },
  'app.inOrg': {
    ask: 'Is the app listed in the org that the host leads to?',
    how: 'the list of apps in that org',
    place: appPlace,
  },
  'app.blocked': {
    ask: 'Is the app blocked?',
    how: 'the list of apps in use: a blocked one shows Unblock',
    place: 'connectedAppsUsage',
  },
  'app.changedAt': { ask: 'When was the app last changed?', how: 'the audit trail', place: 'auditTrail' },
  'app.kind': {
    ask: 'Is it a connected app or an External Client App?',
    how: 'in which of the two lists it stands',
    place: 'externalClientApps',
  },
  'app.origin': {
    ask: 'Was the app made in this org, or is it of another org and installed here?',
    how: 'the list of apps',
    place: appPlace,
  },
  'app.highAssurance': {
    ask: 'Does the app demand a high assurance session?',
    how: 'the session policies of the app',
    place: appPlace,
  },
  'app.issuesJwtAccessTokens': {
    ask: 'Does the app issue JWT-format access tokens?',
    how: 'the OAuth settings of the app: "Issue JSON Web Token (JWT)-based access tokens"',
    place: settingsPlace,
  },
  'token.scope': {
    ask: 'Which scopes does the token reply name?',
    how: 'the field "scope" of the answer that carried the token',
  },
  'user.assigned': {
    ask: 'Does a profile or permission set of the user carry the app?',
    how: 'the app: selected profiles and permission sets; the user: Permission Set Assignments',
    place: appPlace,
  },
  'user.assignedAt': { ask: 'Since when is the user assigned?', how: 'the audit trail', place: 'auditTrail' },
  'user.exists': {
    ask: 'Does the org have a user with exactly this Username?',
    how: 'the list of users',
    place: 'users',
  },
  'user.username': { ask: 'What is the Username of the user?', how: 'the list of users', place: 'users' },
  'user.active': { ask: 'Is the user active?', how: 'the user, field Active', place: 'users' },
  'user.frozen': {
    ask: 'Is the user frozen?',
    how: 'the user: a frozen one shows the button Unfreeze',
    place: 'users',
  },
  'user.apiEnabled': {
    ask: 'Has the user the permission "API Enabled"?',
    how: 'the profile and the permission sets of the user, System Permissions',
    place: 'profiles',
  },
  'user.loginIpRanges': {
    ask: 'Which login IP ranges has the profile of the user?',
    how: 'the profile, Login IP Ranges',
    place: 'profiles',
  },
  'user.highAssurance': {
    ask: 'Does the profile of the user demand a high assurance session?',
    how: 'the profile, Session Settings: Session Security Level Required at Login',
    place: 'profiles',
  },
  'user.loginHours': {
    ask: 'Which login hours has the profile of the user?',
    how: 'the profile, Login Hours',
    place: 'profiles',
  },
  'client.ip': {
    ask: 'From which address does the login come?',
    how: 'the column Source IP of the refused login',
    place: 'loginHistory',
  },
  'approval.tokens': {
    ask: 'Which OAuth tokens does the user hold for this app?',
    how: (subject) => `${subject.user} > OAuth Connected Apps`,
    place: 'users',
  },
  'approval.attempts': {
    ask: 'How was the app approved, if it was?',
    how: 'the person who set it up: in a browser, by which user, and was the code exchanged?',
  },
  'login.history': {
    ask: 'What does the Login History say about the minute of the failure?',
    how: 'the rows of this user (in production and in the sandbox)',
    place: 'loginHistory',
  },
  'org.myDomain': { ask: 'What is the My Domain URL of the org?', how: 'the page My Domain', place: 'myDomain' },
  'org.kind': {
    ask: 'Is the org production, a sandbox, a scratch org or a Developer Edition?',
    how: 'the company information',
    place: 'companyInformation',
  },
  'org.status': { ask: 'Is the org active?', how: 'log in to it in a browser; https://status.salesforce.com' },
  'org.createdAt': {
    ask: 'When was the org created or refreshed?',
    how: 'the company information',
    place: 'companyInformation',
  },
  'org.apiAccessControl': {
    ask: 'Is API Access Control on?',
    how: 'the page API Access Control',
    place: 'apiAccessControl',
  },
  'request.url': {
    ask: 'To which URL was the token request sent?',
    how: 'the setting "login URL", "domain" or "token URL" of the client, or its log',
  },
  'request.contentType': {
    ask: 'Which Content-Type did the request have?',
    how: 'the log of the client, or the same request by curl -v',
  },
  'request.method': { ask: 'Which HTTP method did the request use?', how: 'the log of the client' },
  'request.grantType': { ask: 'Which grant_type was sent?', how: 'the log of the client' },
  'request.parameters': { ask: 'Which form parameters were sent (names only)?', how: 'the log of the client' },
  'assertion.audience': {
    ask: 'To which audience is the assertion addressed (claim aud)?',
    how: 'the setting "audience" of the client, or the decoded claims; decode them on your own machine',
    command: CLAIMS,
  },
  'assertion.issuer': {
    ask: 'Which client id was sent (claim iss of the assertion)?',
    how: 'the setting "client id" or "consumer key" of the client, or the decoded claims',
    command: CLAIMS,
  },
  'assertion.subject': {
    ask: 'Which username was sent (claim sub of the assertion)?',
    how: 'the setting "username" of the client, or the decoded claims',
    command: CLAIMS,
  },
  'assertion.expiresAt': {
    ask: 'Until when is the assertion valid (claim exp)?',
    how: 'the decoded claims',
    command: CLAIMS,
  },
  'assertion.algorithm': {
    ask: 'With which algorithm is the assertion signed (alg of its header)?',
    how: 'the decoded header, or the option "algorithm" of the signing library',
    command: 'cut -d. -f1 assertion.jwt | base64 -d 2>/dev/null',
  },
  'clock.skewSeconds': {
    ask: 'How far is the clock of the machine off?',
    how: 'compare it with the Date header of a Salesforce host',
    command: 'date -u; curl -sI https://login.salesforce.com | grep -i ^date',
  },
  'key.thumbprint': {
    ask: 'Which key signs the assertion?',
    how: 'the SHA-256 of its public half',
    command: 'openssl pkey -in server.key -pubout -outform der | sha256sum',
  },
  'key.type': {
    ask: 'Of which kind is the private key?',
    how: 'the key file',
    command: 'openssl pkey -in server.key -noout -text | head -1',
  },
  'token.answers': {
    ask: 'What exactly did the token endpoint answer, and when?',
    how: 'the raw answer with its Date header, or the same request by curl -i',
  },
  'api.answers': { ask: 'What did the API answer to the token?', how: 'the log of the client after the login' },
  'client.error': { ask: 'What does the client print?', how: 'its whole output, with the command line' },
  'host.discovery': {
    ask: 'Does the host answer at all?',
    how: 'ask it without a login',
    command: ({ hostUrl }) => `curl -sS ${hostUrl}/.well-known/openid-configuration`,
  },
  'history.intermittent': {
    ask: 'Does it fail always, or only sometimes?',
    how: 'try the same login five times, a minute apart',
  },
};

const BOOLEANS: readonly FactName[] = [
  'app.blocked',
  'app.highAssurance',
  'app.inOrg',
  'app.issuesJwtAccessTokens',
  'app.jwtFlow',
  'history.intermittent',
  'org.apiAccessControl',
  'user.active',
  'user.apiEnabled',
  'user.assigned',
  'user.exists',
  'user.frozen',
  'user.highAssurance',
];

const EXAMPLES: Partial<Record<FactName, string>> = {
  'app.permittedUsers': 'self-authorize (or admin-approved)',
  'app.kind': 'connected-app (or external-client-app)',
  'app.refreshTokenPolicy': '{"type":"infinite"} (or what docs/facts.md shows)',
  'app.origin': 'local (or installed, or uninstalled)',
  'org.kind': 'production (or sandbox, scratch, developer)',
  'app.scopes': 'api,refresh_token',
  'approval.tokens': 'none (or what docs/facts.md shows)',
  'approval.attempts': 'none (or what docs/facts.md shows)',
  'app.certificate': 'none (or compare the file: --certificate server.crt)',
  'user.loginIpRanges': 'none (or what docs/facts.md shows)',
  'app.changedAt': '2026-11-23T09:00:00Z',
  'user.assignedAt': '2026-11-23T09:00:00Z',
  'org.createdAt': '2026-11-23T09:00:00Z',
  'org.myDomain': 'https://acme.my.salesforce.com',
  'org.status': 'active (or locked, expired, deleted, maintenance)',
  'request.url': 'https://login.salesforce.com/services/oauth2/token',
  'request.contentType': 'application/x-www-form-urlencoded',
  'request.method': 'POST',
  'request.grantType': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'request.parameters': 'grant_type,assertion',
  'assertion.audience': 'https://login.salesforce.com',
  'assertion.issuer': '3MVG9…',
  'assertion.subject': 'ci@acme.example.com',
  'assertion.expiresAt': '1795600000 (seconds since 1970)',
  'assertion.algorithm': 'RS256',
  'app.consumerKey': '3MVG9…',
  'user.username': 'ci@acme.example.com',
  'client.ip': '203.0.113.7',
  'clock.skewSeconds': '0',
  'key.type': 'rsa',
  'token.scope': 'api,refresh_token',
};

/** What may stand behind `--fact <name>=`, by an example. */
export function valueHint(fact: string): string {
  if ((BOOLEANS as readonly string[]).includes(fact)) return 'yes (or no)';
  return EXAMPLES[fact as FactName] ?? '…';
}

/** The words for a question: what to ask and where to look. */
export function questionWords(fact: FactName, subject: Subject): QuestionWords {
  const entry = QUESTIONS[fact];
  if (entry === undefined) return { ask: `What is ${fact}?`, how: 'see docs/facts.md' };
  const place = typeof entry.place === 'function' ? entry.place(subject) : entry.place;
  const how = typeof entry.how === 'function' ? entry.how(subject) : entry.how;
  const link = place === undefined ? undefined : subject.link(place);
  const command = typeof entry.command === 'function' ? entry.command(subject) : entry.command;
  return {
    ask: entry.ask,
    how: place === undefined ? capital(how) : `${menu(place)}: ${how}`,
    ...(link !== undefined && { link }),
    ...(command !== undefined && { command }),
  };
}

/** True when a fact has a question of its own. */
export function hasQuestion(fact: FactName): boolean {
  return QUESTIONS[fact] !== undefined;
}
