import type { FactName } from '../../facts/names.js';
import type { Evidence } from '../../facts/vocabulary.js';
import { shortKey } from './subject.js';

type Sentence = string | ((value: (fact: FactName) => string) => string);

// What a check saw, by the code of its finding. Sentences are statements of fact about the evidence.
const SENTENCES: Readonly<Record<string, Sentence>> = {
  'key/missing': 'There is no key file at that path.',
  'key/is-a-folder': 'The path of the key leads to a folder.',
  'key/access-denied': 'The key file may not be read by this user.',
  'key/empty': 'The key is empty.',
  'key/masked': 'The key is a mask (***), not the key itself.',
  'key/placeholder': 'The key is a placeholder, not the key itself.',
  'key/too-large': 'The key file is far larger than a key.',
  'key/certificate': 'It is a certificate (the public half); the private key (server.key) belongs here.',
  'key/certificate-request': 'It is a certificate request; the private key belongs here.',
  'key/public-key': 'It is a public key; the private key belongs here.',
  'key/openssh-key': 'It is a key in OpenSSH format; convert it: ssh-keygen -p -m PEM -f <key file>.',
  'key/ssh-public-key': 'It is an SSH public key; the RSA private key belongs here.',
  'key/putty-key':
    'It is a PuTTY key; in PuTTYgen choose Conversions > Export OpenSSH key, then convert it: ssh-keygen -p -m PEM -f <key file>.',
  'key/pgp-key': 'It is a PGP key; an RSA private key in PEM format belongs here.',
  'key/path-instead-of-text': 'It is the path of a key file, not the key; read the file first.',
  'key/assertion-instead-of-key': 'It is an assertion (a JWT), not the key that signs one.',
  'key/ciphertext': 'It is still encrypted (ciphertext in hexadecimal); decrypt it first.',
  'key/encrypted-without-passphrase': 'The key is encrypted and no passphrase was given.',
  'key/wrong-passphrase': 'The passphrase does not open the key.',
  'key/keystore-without-password': 'The keystore is protected and no password was given.',
  'key/keystore-alias-needed': 'The keystore holds several keys; name one with --key-alias.',
  'key/keystore-without-key': 'The keystore holds certificates only, no private key.',
  'key/keystore-unsupported': 'The keystore is of a format that cannot be read here; convert it to PKCS#12.',
  'key/truncated': 'The key text is cut off.',
  'key/several-keys': 'There are several different private keys in it; keep the one that is meant.',
  'key/inconsistent-key': 'The numbers of the key do not fit together: it was damaged.',
  'key/binary': 'It is a binary file of no known key format.',
  'key/not-a-key': 'It is not a private key in any known format.',
  'key/unreadable-key': 'It looks like a private key, but its contents are damaged.',
  'key/not-rsa': (value) => `The key is of type ${value('key.type')}; the flow takes RSA keys only.`,
  'key/too-short': (value) => `The key has ${value('key.bits')} bits; 2048 are the least.`,
  'key/usable': (value) => `The key is an RSA key of ${value('key.bits')} bits.`,
  'key/pasted':
    'A private key stands in what was pasted. Whoever got the paste can log in with it: if it left your machine, make a new key pair and replace the certificate of the app.',
  'key/repaired': (value) => `The key text had to be repaired before it could be read: ${value('key.repairs')}.`,
  'key/only-after-repair': (value) =>
    `The key could be read only after a repair (${value('key.repairs')}); the Salesforce CLI and most libraries repair nothing and refuse it.`,

  'network/answered': 'The token endpoint was reached, and gave an answer of its own.',
  'network/dns':
    'The name of the host has no address (it does not resolve): it is mistyped, or the name service is not reached.',
  'network/refused': 'The host refused the connection.',
  'network/reset': 'The connection was cut before an answer came.',
  'network/tls':
    'No secure connection (TLS) came about: the certificate of the host, or of a proxy in between, is not trusted.',
  'network/timeout': 'No answer came within the time limit.',
  'network/proxy': 'The proxy refused the connection.',
  'network/network': 'The connection failed.',
  'network/server-error': 'The server answered with an error of its own (5xx).',
  'network/same-request-answered-differently': 'The same request got a token and a fault in turn.',

  'request/lightning-host': (value) => `The host of ${value('request.url')} shows pages and never issues tokens.`,
  'request/authorize-path':
    'The request went to /services/oauth2/authorize, the page for browsers, not to /services/oauth2/token.',
  'request/other-path': (value) =>
    `${value('request.url')} is not a token endpoint; its path ends in /services/oauth2/token.`,
  'request/plain-http': 'The request went over http:// instead of https://.',
  'request/not-post': (value) => `The request used ${value('request.method')}; the endpoint takes POST.`,
  'request/not-a-form': (value) =>
    `The body was sent as ${value('request.contentType')}; the endpoint reads application/x-www-form-urlencoded only.`,
  'request/form-posted': 'A form was posted to the token endpoint.',
  'request/jwt-grant': 'The grant type is that of the JWT bearer flow.',
  'request/other-grant': (value) => `The grant type is "${value('request.grantType')}".`,
  'request/no-grant': (value) => `The request has no grant_type; it has: ${value('request.parameters')}.`,
  'request/scope-sent': 'The request sends a scope parameter.',
  'request/no-scope': 'The request sends no scope parameter.',

  'assertion/algorithm': (value) =>
    `The assertion is signed with ${value('assertion.algorithm')}; the flow takes RS256 only.`,
  'assertion/rs256': 'The assertion is signed with RS256.',
  'assertion/well-formed': 'The assertion is a well-formed JWT.',
  'assertion/not-sent': (value) => `The request has no assertion; it has: ${value('request.parameters')}.`,
  'assertion/empty': 'The assertion is empty.',
  'assertion/pem': 'A PEM text (a key or a certificate) was sent in place of the assertion.',
  'assertion/encrypted-jwt': 'The assertion is an encrypted JWT of five parts; a signed one has three.',
  'assertion/not-three-parts': 'The assertion does not have the three parts of a signed JWT.',
  'assertion/blanks': 'There are blanks or line ends inside the assertion.',
  'assertion/standard-base64': 'The assertion is encoded as plain base64 (with + / =) instead of base64url.',
  'assertion/characters': 'The assertion holds characters that no JWT has.',
  'assertion/header-not-json': 'The header of the assertion is not JSON.',
  'assertion/claims-not-json': 'The claims of the assertion are not JSON.',
  'assertion/no-claims': 'The assertion carries none of the claims iss, sub, aud and exp.',
  'assertion/missing-claim': (value) =>
    `The assertion lacks a claim (${value('assertion.problem').replace(/^missing-claim: /, '')}).`,
  'assertion/unsigned': 'The assertion carries no signature.',

  'consumer-key/empty': 'The client id that was sent (claim iss) is empty.',
  'consumer-key/blanks': 'There are blanks or a line end in the client id that was sent (claim iss).',
  'consumer-key/username': (value) =>
    `What was sent as client id (claim iss) is a username: ${value('assertion.issuer')}. It and the username (claim sub) may be swapped.`,
  'consumer-key/url': 'What was sent as client id (claim iss) is a URL; it must be the consumer key of the app.',
  'consumer-key/secret':
    'What was sent as client id (claim iss) looks like a consumer secret; it must be the consumer key of the app. Make a new secret: the old one was sent where it does not belong.',
  'consumer-key/record-id': (value) =>
    `What was sent as client id (claim iss) is the record id of an app (${value('assertion.issuer')}), not its consumer key.`,
  'consumer-key/characters':
    'What was sent as client id (claim iss) holds characters that no consumer key has, or is too short for one.',
  'consumer-key/differs': (value) =>
    `The client id that was sent (claim iss) is ${value('assertion.issuer')}; the consumer key of the app is ${value('app.consumerKey')}.`,
  'consumer-key/equal': 'The client id that was sent is the consumer key of the app.',

  'certificate/none-stored': 'The app holds no certificate.',
  'certificate/vanished': 'The app holds no certificate, although one was stored once: the setup audit trail shows it.',
  'certificate/never-switched-on':
    'The app holds no certificate, and none was stored since it was made: the flow was never switched on.',
  'certificate/stored': 'The app holds a certificate.',
  'certificate/jwt-flow-off': 'The JWT bearer flow is switched off on the app.',
  'certificate/jwt-flow-on': 'The JWT bearer flow is switched on.',
  'certificate/matches': 'The key belongs to the certificate of the app.',
  'certificate/differs': (value) =>
    `The key that signs does not belong to the certificate of the app (${value('app.certificate')}).`,
  'certificate/signature-differs': (value) =>
    `The signature of the assertion does not verify with the certificate of the app (${value('app.certificate')}).`,
  'certificate/file-differs': (value) =>
    `The key does not belong to the certificate file (${value('certificate.file')}); if that file was uploaded, no signature verifies.`,
  'certificate/expired':
    'The certificate of the app has expired. Salesforce tolerates that in this flow (reported); renew it all the same.',

  'clock/expired': (value) =>
    `The assertion was valid until ${value('assertion.expiresAt')} (claim exp), which was more than three minutes in the past when the server judged it.`,
  'clock/not-expired': 'The assertion was still valid when the server judged it.',
  'clock/has-jti': 'The assertion carries a number of its own (claim jti): sent a second time, it is refused.',
  'clock/no-jti': 'The assertion carries no number of its own (claim jti), so that it may be sent again.',
  'clock/milliseconds':
    'The end of the assertion (claim exp) is given in milliseconds. Salesforce accepts that (the Salesforce CLI does it); other servers want seconds.',
  'clock/far-ahead': 'The assertion is valid for long (claim exp). Salesforce accepts that; a few minutes are safer.',

  'login-domain/other-audience-got-further': 'The same login with another audience got further at the same host.',
  'login-domain/other-host-got-further': 'The same login got further at another host.',
  'login-domain/org-logged-it':
    'The Login History of the org has this very attempt: the host led to it, and to the user (inferred).',
  'login-domain/same-answer-everywhere': 'Every host and audience gave the same answer, the My Domain among them.',
  'audience/list': 'The audience (claim aud) is a list; it must be one text.',
  'audience/empty': 'The audience (claim aud) is empty.',
  'audience/no-scheme': (value) => `The audience (claim aud) is "${value('assertion.audience')}", without https://.`,
  'audience/not-salesforce': (value) =>
    `The audience (claim aud) ${value('assertion.audience')} is not a login host of Salesforce.`,
  'audience/lightning': (value) => `The audience ${value('assertion.audience')} is a host of pages, not a login host.`,
  'audience/other-org': (value) =>
    `The audience ${value('assertion.audience')} is the My Domain of another org than ${value('org.myDomain') || value('request.url')}.`,
  'audience/other-generic-host': (value) =>
    `The request went to ${value('request.url')}, and the audience is ${value('assertion.audience')}: these two never fit.`,
  'audience/my-domain-at-generic-host': (value) =>
    `The audience ${value('assertion.audience')} is a My Domain, but the request went to a generic host.`,
  'audience/other-org-kind': (value) =>
    `The audience ${value('assertion.audience')} is not the one for an org of this kind (${value('org.kind')}).`,
  'audience/fits-host': 'The audience is the host that was asked.',
  'audience/fits-org': 'The audience fits the kind of the org.',
  'host/instance': (value) =>
    `${value('request.url')} is the host of a server (an instance); those no longer serve logins (reported).`,
  'host/other-kind-of-org': (value) =>
    `${value('request.url') || 'The host that was asked'} does not serve orgs of this kind (${value('org.kind') || value('org.myDomain')}).`,
  'host/other-org': (value) => `${value('request.url')} is the My Domain of another org than ${value('org.myDomain')}.`,
  'host/is-my-domain': 'The host is the My Domain of the org.',
  'host/gov-cloud': 'A Government Cloud org is reached only through its My Domain.',
  'host/china-cloud': 'An org on Alibaba Cloud is reached only through its My Domain.',
  'host/generic-for-client-app': (value) =>
    `An External Client App belongs to one org, and ${value('request.url')} is a generic host; the My Domain of the org is ${value('org.myDomain')}.`,
  'host/my-domain-required':
    'The org demands logins through its My Domain; whether that covers this flow is not documented.',

  'app/not-in-org': 'The app is not in the org.',
  'app/in-org': 'The app is in the org.',
  'app/uninstalled': 'The app belongs to another org and is not installed in this one.',
  'app/user-may-use-uninstalled': 'The user may use apps that are not installed.',
  'app/history-says-missing': (value) => `The Login History says so: ${value('login.history')}.`,
  'app/blocked': 'The app is blocked in the org.',
  'app/switched-off': 'The app is switched off in the org.',
  'app/not-blocked': 'The app is not blocked.',

  'username/empty': 'The username that was sent (claim sub) is empty.',
  'username/blanks': 'There are blanks or a line end around the username that was sent (claim sub).',
  'username/escaped': (value) =>
    `The username that was sent (claim sub) is escaped: ${value('assertion.subject')}. Escapes of XML or URLs do not belong into it.`,
  'username/record-id': (value) =>
    `What was sent as username (claim sub) is the id of a user: ${value('assertion.subject')}. The field Username of the user belongs here.`,
  'username/consumer-key':
    'What was sent as username (claim sub) is a consumer key; it and the client id (claim iss) may be swapped.',
  'username/not-a-username': (value) =>
    `What was sent as username (claim sub), "${value('assertion.subject')}", does not have the form of a Username (name@domain.tld).`,
  'username/unknown': 'No user of the org has that Username.',
  'username/differs': (value) =>
    `The username that was sent (claim sub) is ${value('assertion.subject')}; the Username of the user is ${value('user.username')}.`,
  'username/known': 'The username that was sent is that of a user of the org.',
  'username/no-sandbox-suffix': (value) =>
    `The username ${value('assertion.subject')} does not end in the name of a sandbox, as those of users copied from production do.`,
  'org/active': 'The org is active.',
  'org/inactive': (value) => `The org is ${value('org.status')}.`,
  'org/history-says-inactive': (value) => `The Login History says so: ${value('login.history')}.`,
  'user/active': 'The user is active.',
  'user/inactive': 'The user is inactive.',
  'user/history-says-inactive': (value) => `The Login History says so: ${value('login.history')}.`,
  'user/frozen': 'The user is frozen.',
  'user/not-frozen': 'The user is not frozen.',
  'user/locked': 'The user is locked out by wrong passwords, which may not matter to this flow.',
  'user/history-says-frozen': (value) => `The Login History says so: ${value('login.history')}.`,

  'permitted-users/self-authorize': 'All users may self-authorize: no assignment is needed.',
  'permitted-users/any-api-client':
    'The user may use any API client, which admits to an External Client App without an assignment.',
  'permitted-users/assigned': 'A profile or permission set that the user has is selected on the app.',
  'permitted-users/not-assigned':
    'Only users whom an admin pre-authorized are admitted, and no profile or permission set that this user has is selected on the app.',
  'permitted-users/sets-without-apps': (value) =>
    `Only users whom an admin pre-authorized are admitted, and no profile or permission set that this user has is selected on the app. ${value('user.setsWithoutApps')} cannot be: a set of the licence "Salesforce API Integration" carries no app.`,
  'permitted-users/nobody-assigned':
    'Only users whom an admin pre-authorized are admitted, and no profile or permission set is selected on the app.',
  'permitted-users/no-usable-assignment': (value) =>
    `Only users whom an admin pre-authorized are admitted, and no assignment counts: ${value('app.assignments')}.`,
  'permitted-users/history-says-not-approved': (value) => `The Login History says so: ${value('login.history')}.`,

  'approval/admin-approved': 'Admin approved users are pre-authorized: no approval of the user is needed.',
  'approval/token-exists': 'The user holds an OAuth token of the app.',
  'approval/token-does-not-count-any-more':
    'The user holds an OAuth token of the app and has logged in with it before; the org refuses it now.',
  'approval/five-tokens':
    'The user holds five OAuth tokens of the app, the most there can be: an older approval may have been pushed out.',
  'approval/token-does-not-count':
    'The user holds an OAuth token of the app, and the org still says that the app is not approved: it came without a refresh token.',
  'approval/ended-by-policy':
    'The user approved the app, and its refresh token policy has ended the token since; that the approval ends with it is inferred.',
  'approval/session-without-token':
    'The user has a live session of a login in the browser with this app, and no OAuth token of it: the approval brought no refresh token.',
  'approval/policy-was-switched':
    'The user logged in while only admin approved users could; then the app was switched to self-authorize, and the user never approved it.',
  'approval/worked-before':
    'The user has logged in with this app before, and holds no OAuth token of it any more: the approval is gone.',
  'approval/browser-login-without-token':
    'The user logged in to the app in the browser, and holds no OAuth token of it.',
  'approval/no-token-and-no-login':
    'The user holds no OAuth token of the app, and the Login History shows no login with it.',
  'approval/no-token': 'The user holds no OAuth token of the app.',
  'approval/never-tried': 'Nobody has tried to approve the app.',
  'approval/by-http-client':
    'The approval was tried by a program (curl, Postman or code): it asked for /services/oauth2/authorize without a logged-in browser, so that nobody can have clicked Allow.',
  'approval/by-other-user': (value) => `The approval was given by another user than ${value('assertion.subject')}.`,
  'approval/in-other-org': 'The approval was given in another org.',
  'approval/code-not-exchanged':
    'The approval ended with a code that was never exchanged, so that no refresh token exists.',
  'approval/without-refresh-scope': 'The approval did not ask for the scope refresh_token.',
  'approval/token-of-other-user': (value) =>
    `OAuth tokens of the app exist, but none of ${value('assertion.subject')}.`,
  'approval/token-vanished': 'The user approved the app once, and holds no OAuth token of it any more.',
  'approval/app-lacks-refresh-scope': 'All users may self-authorize, and the app lacks the scope refresh_token.',

  'scopes/approvals-add-up':
    'The user holds several OAuth tokens of the app; the scopes of all of them count together.',
  'scopes/no-refresh': (value) =>
    `The scopes of the app are ${value('app.scopes')}: neither refresh_token nor offline_access is among them.`,
  'scopes/has-refresh': 'The app has a refresh scope (refresh_token or offline_access).',
  'scopes/judged-with-approval': 'All users may self-authorize: the scope matters to the approval.',

  'policy/no-ranges': 'The profile has no login IP ranges.',
  'policy/address-inside': (value) => `The address ${value('client.ip')} lies in the login IP ranges.`,
  'policy/address-outside': (value) =>
    `The address ${value('client.ip')} lies outside the login IP ranges (${value('user.loginIpRanges')}).`,
  'policy/history-says-ip': (value) => `The Login History says so: ${value('login.history')}.`,
  'policy/inside-hours': 'The login was within the login hours.',
  'policy/outside-hours': 'The login was outside the login hours of the profile.',
  'policy/history-says-hours': (value) => `The Login History says so: ${value('login.history')}.`,
  'policy/high-assurance':
    'The app demands a high assurance session: a login that a person confirmed by a second factor.',
  'policy/high-assurance-of-profile':
    'The profile of the user demands a high assurance session: a login that a person confirmed by a second factor.',
  'policy/standard-session': 'The app does not demand a high assurance session.',
  'rate/history-says-exceeded': (value) => `The Login History says so: ${value('login.history')}.`,
  'rate/consequence':
    'The login rate was exceeded, which is what it ends in when good tokens are refused and the client logs in again and again.',
  'propagation/young': 'The change was made minutes before the login.',
  'propagation/old': 'The last changes are older than the half hour that a change takes at most.',
  'propagation/intermittent': 'The login fails only sometimes.',

  'access-token/jwt': 'The access token is a JWT. The REST API takes it; SOAP and metadata calls do not.',
  'access-token/jwt-refused': 'The access token is a JWT, and the API refused it.',
  'access-token/refused-by-client': 'The client itself refuses the JWT-format token.',
  'access-token/opaque': 'The access token is of the usual kind, which every API takes (opaque, no JWT).',
  'api/call-worked': 'An API call with the token worked.',
  'api/call-refused': 'An API call with the token was refused.',
  'api/has-scope': 'The token carries a scope for the API.',
  'api/no-scope': (value) =>
    `The scopes are ${value('token.scope') || value('app.scopes')}: neither api nor full is among them.`,
  'api/enabled': 'The user may use the API.',
  'api/disabled': 'The user lacks the permission "API Enabled".',
  'api/history-says-disabled': (value) => `The Login History says so: ${value('login.history')}.`,
  'api/control-off': 'API Access Control is off.',
  'api/control-on': 'API Access Control is on in the org, and the user may not use any API client.',
};

function compact(value: unknown): string {
  if (typeof value === 'string') return shortKey(value);
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(compact).join(', ');
  if (value === null) return 'none';
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  const record = value as Record<string, unknown>;
  if ('start' in record && 'end' in record) return `${compact(record['start'])}-${compact(record['end'])}`;
  if ('thumbprint' in record || 'subject' in record)
    return [record['subject'], record['notAfter'] && `until ${compact(record['notAfter'])}`]
      .filter(Boolean)
      .map(compact)
      .join(', ');
  if ('status' in record && 'at' in record) return `"${compact(record['status'])}" at ${compact(record['at'])}`;
  if ('name' in record && 'usable' in record)
    return `${compact(record['name'])}${record['why'] ? ` (${compact(record['why'])})` : ''}`;
  return Object.entries(record)
    .map(([key, item]) => `${key} ${compact(item)}`)
    .join(', ');
}

/** A value of a fact in a few words. */
export function showValue(fact: FactName, value: unknown): string {
  if (fact === 'assertion.expiresAt' && typeof value === 'number') {
    const milliseconds = value > 1e11 ? value : value * 1000;
    return Number.isFinite(milliseconds) && milliseconds < 8e15
      ? `${value} (${new Date(milliseconds).toISOString()})`
      : String(value);
  }
  if (fact === 'login.history' && Array.isArray(value)) return compact(value.at(-1));
  if (typeof value === 'string' && fact !== 'assertion.issuer' && fact !== 'app.consumerKey') return value;
  return compact(value);
}

/** The sentence of a finding, from its code and evidence. */
export function findingSentence(code: string, evidence: readonly Evidence[]): string {
  const sentence = SENTENCES[code];
  const value = (fact: FactName) => {
    const item = evidence.find((one) => one.fact === fact);
    return item === undefined ? '' : showValue(fact, item.value);
  };
  if (sentence !== undefined) return typeof sentence === 'string' ? sentence : sentence(value);
  if (code.startsWith('client-error/'))
    return `The client reported: ${value('client.error').replace(/^kind \S+, text /, '')}`;
  return `${code.replace('/', ': ').replaceAll('-', ' ')}.`;
}

/** True when the catalogue has a sentence of its own for a code. */
export function hasSentence(code: string): boolean {
  return code in SENTENCES || code.startsWith('client-error/');
}
