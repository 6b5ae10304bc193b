import { Buffer } from 'node:buffer';

/** A text with a secret in it. */
export interface SecretForm {
  readonly form: string;
  readonly text: string;
  /** It must stand nowhere. */
  readonly secret: string;
}

const PASSWORDS = ['hunter2', 'Qx7!', 'Sommer-2026', 'correct horse battery', 'dragonfly', 'zx9'] as const;
const NAMES = [
  'password',
  'Password',
  'DB_PASSWORD',
  'userPassword',
  'spring.datasource.password',
  'passphrase',
  'passwd',
  'pwd',
  'KEY_PASS',
  'keyPass',
  'storepass',
  'SF_CLIENT_SECRET',
  'clientSecret',
  'consumer_secret',
  'api_key',
  'X-Api-Key',
] as const;

type Write = (name: string, secret: string) => string;

/** Ways to put a name and a secret together; those without quotes take secrets of one word. */
const ASSIGNED: Readonly<Record<string, Write>> = {
  'an assignment': (name, secret) => `${name}=${secret}`,
  'an assignment with blanks': (name, secret) => `${name} = ${secret}`,
  YAML: (name, secret) => `  ${name}: ${secret}`,
  'a hash rocket': (name, secret) => `:${name} => ${secret}`,
  'a query': (name, secret) => `https://host.example.com/login?x=1&${name}=${secret}&y=2`,
};
const QUOTED: Readonly<Record<string, Write>> = {
  'double quotes': (name, secret) => `export ${name}="${secret}"`,
  'single quotes': (name, secret) => `${name}: '${secret}'`,
  JSON: (name, secret) => JSON.stringify({ a: 1, [name]: secret, b: 2 }),
  'JSON in JSON': (name, secret) => JSON.stringify({ body: JSON.stringify({ [name]: secret }) }),
  'an element': (name, secret) => `<ns1:${name} type="text">${secret}</ns1:${name}>`,
  'a property': (name, secret) => `<property name="${name}" value="${secret}"/>`,
  'an entry': (name, secret) => `<entry key="${name}">${secret}</entry>`,
  'a pair': (name, secret) => JSON.stringify({ key: name, value: secret }),
  'a pair with a type': (name, secret) => JSON.stringify({ name, type: 'string', value: secret }),
};

const OPTIONS: Readonly<Record<string, (secret: string) => string>> = {
  '--password': (secret) => `tool login --password ${secret} --verbose`,
  '--password=': (secret) => `tool login --password=${secret} --verbose`,
  "--password ''": (secret) => `tool login --password '${secret}' --verbose`,
  '--client-secret ""': (secret) => `tool login --client-secret "${secret}"`,
  '--api-key': (secret) => `tool login --api-key ${secret}`,
  '--passphrase': (secret) => `gpg --batch --passphrase ${secret} -d x`,
  '-passin pass:': (secret) => `openssl rsa -in server.key -passin pass:${secret} -out plain.key`,
  "-passout 'pass:'": (secret) => `openssl pkcs12 -export -passout 'pass:${secret}'`,
  '-storepass': (secret) => `keytool -list -keystore a.jks -storepass ${secret}`,
  '-keypass': (secret) => `keytool -genkey -keypass ${secret} -alias x`,
  '-srcstorepass': (secret) => `keytool -importkeystore -srcstorepass ${secret} -deststorepass ${secret}`,
  '-u': (secret) => `curl -u petra:${secret} https://host.example.com`,
  '-u ""': (secret) => `curl -u "petra:${secret}" https://host.example.com`,
  "--user ''": (secret) => `curl --user 'petra:${secret}' https://host.example.com`,
  '--proxy-user': (secret) => `curl --proxy-user petra:${secret} https://host.example.com`,
  URL: (secret) => `HTTPS_PROXY=http://petra:${secret}@proxy.example.com:8080`,
  'URL with @': (secret) => `git clone https://petra:a@${secret}@git.example.com/x`,
  sshpass: (secret) => `sshpass -p ${secret} ssh host`,
  netrc: (secret) => `machine host.example.com login petra password ${secret}`,
  Dockerfile: (secret) => `ENV DB_PASSWORD ${secret}`,
  SQL: (secret) => `CREATE USER petra IDENTIFIED BY '${secret}'`,
  told: (secret) => `My salesforce password is ${secret}, please help`,
  'told with a colon': (secret) => `the passphrase was: ${secret}`,
};

const SESSION = '00D5g00000AbCdE!AQ4AQHcanaryTOKENcanary.canary_canary0123456789abcdef';
const JWT = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"iss":"3MVG9abcdefghij","sub":"a@b.c"}').toString('base64url')}.Y2FuYXJ5LXNpZ25hdHVyZS1jYW5hcnk`;

/** Secrets that their own shape tells, as they stand in logs. */
const SHAPED: readonly (readonly [form: string, text: string, secret: string])[] = [
  ['a session id', `token ${SESSION} was used`, SESSION],
  ['a session id in a URL', `/secur/frontdoor.jsp?sid=${encodeURIComponent(SESSION)}`, encodeURIComponent(SESSION)],
  [
    'a refresh token',
    'got 5Aep861canaryREFRESHcanaryREFRESHcanary0123456789.',
    '5Aep861canaryREFRESHcanaryREFRESHcanary0123456789',
  ],
  ['an assertion', `posted ${JWT}`, JWT],
  ['a header', 'Authorization: Bearer canary.canary.0123456789', 'canary.canary.0123456789'],
  ['a basic header', 'Authorization: Basic dTpodW50ZXIy', 'dTpodW50ZXIy'],
  ['a proxy header', 'Proxy-Authorization: Basic dTpodW50ZXIy', 'dTpodW50ZXIy'],
  [
    'a digest',
    'Authorization: Digest username="petra", response="6629fae49393a05397450978507c4ef1"',
    '6629fae49393a05397450978507c4ef1',
  ],
  ['a scheme of its own', 'Authorization: ApiKey k9Xcanary7apikey', 'k9Xcanary7apikey'],
  ['a cookie', 'Set-Cookie: BrowserId=canarycookievalue; Path=/', 'canarycookievalue'],
  ['an auth URL', 'force://PlatformCLI::canaryauthurl@acme.my.salesforce.com', 'canaryauthurl'],
  ['a code', 'https://host.example.com/callback?code=aPrxcanarycodecanary0123456789', 'aPrxcanarycodecanary0123456789'],
  ['a consumer secret', `secret ${'0123456789ABCDEF'.repeat(4)}`, '0123456789ABCDEF'.repeat(4)],
  ['a numeric consumer secret', 'consumer secret: 1234567890123456789', '1234567890123456789'],
  ['a numeric consumer secret in a form', 'client_secret=9876543210987654321&x=1', '9876543210987654321'],
  ['a numeric consumer secret in JSON', '{"client_secret": 9876543210987654321}', '9876543210987654321'],
  ['a numeric consumer secret in words', 'The consumer secret (1234567890123456) is old', '1234567890123456'],
  ['a token of GitHub', `ghp_${'aB3'.repeat(12)}`, `ghp_${'aB3'.repeat(12)}`],
  ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['a token of Slack', 'xoxb-123456789012-canary', 'xoxb-123456789012-canary'],
  ['a signature', 'https://x.blob.core.windows.net/a?sv=1&sig=canary%2Fsig%3D', 'canary%2Fsig%3D'],
  ['a key of an account', 'DefaultEndpointsProtocol=https;AccountKey=canaryKey01==;', 'canaryKey01=='],
];

function isOneWord(secret: string): boolean {
  return !/\s/.test(secret);
}

/** Every form with every name, each with a secret of its turn. */
export function secretForms(): SecretForm[] {
  const forms: SecretForm[] = [];
  let turn = 0;
  const next = (fits: (secret: string) => boolean): string => {
    for (;;) {
      const secret = PASSWORDS[(turn += 1) % PASSWORDS.length]!;
      if (fits(secret)) return secret;
    }
  };
  for (const name of NAMES) {
    for (const [form, write] of Object.entries({ ...ASSIGNED, ...QUOTED })) {
      const secret = next(form in ASSIGNED ? isOneWord : () => true);
      forms.push({ form: `${form}: ${name}`, text: write(name, secret), secret });
    }
  }
  for (const [form, write] of Object.entries(OPTIONS)) {
    for (const secret of PASSWORDS.filter(isOneWord)) forms.push({ form, text: write(secret), secret });
  }
  for (const [form, text, secret] of SHAPED) forms.push({ form, text, secret });
  return forms;
}

/** Where a log tells of it. */
const FRAMES: readonly ((text: string) => string)[] = [(text) => text, (text) => `2026-11-17 09:44:05 ERROR ${text}`];

const INNOCENT_LINES: readonly string[] = [
  "invalid_grant: user hasn't approved this consumer",
  'invalid_client_id: client identifier invalid',
  'invalid_client: invalid client credentials',
  'INVALID_SESSION_ID: Session expired or invalid',
  'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader',
  'INVALID_LOGIN: Invalid username, password, security token; or user locked out.',
  'error_description=expired access/refresh token',
  '{"error":"invalid_grant","error_description":"invalid assertion"}',
  '{"token_type":"Bearer","instance_url":"https://acme.my.salesforce.com"}',
  'SF_ACCESS_TOKEN: https://acme.my.salesforce.com is not a token',
  'SF_ACCESS_TOKEN: not set',
  'SF_JWT_KEY: ***',
  'client_secret=***',
  'client_secret: ${{ secrets.SF_CLIENT_SECRET }}',
  'password: $DB_PASSWORD',
  'PASSWORD=${PASSWORD}',
  'password: {{password}}',
  'password = process.env.PASSWORD',
  'Password: required',
  'password: must not be empty',
  'passphrase: none',
  '"password": null',
  '"token": true',
  '"access_token": ""',
  'private_key: /home/ci/server.key',
  'privateKey: "config/server.pem"',
  'openssl rsa -in server.key -passin env:KEY_PASS -out plain.key',
  'openssl rsa -in server.key -passin file:pass.txt',
  'keytool -list -keystore a.jks -storepass:env STORE_PASS',
  'tool --password-file secret.txt --token-format jwt',
  'tool login --password --verbose',
  'docker run -u 1000:1000 image',
  'curl -i https://acme.my.salesforce.com/services/oauth2/token',
  'https://acme.my.salesforce.com/?login=ci@acme.example.com',
  'git clone https://git.example.com/acme/app.git',
  'sf org login jwt --username ci@acme.example.com --client-id 3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDLkDmWJ6UuVTAIjvFu7 --jwt-key-file server.key',
  'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer',
  'Content-Type: application/x-www-form-urlencoded',
  '<isConsumerSecretOptional>true</isConsumerSecretOptional>',
  '<isSecretRequiredForRefreshToken>false</isSecretRequiredForRefreshToken>',
  '<refreshTokenPolicy>infinite</refreshTokenPolicy>',
  '<consumerKey>3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDLkDmWJ6UuVTAIjvFu7</consumerKey>',
  'authorization: the user is not admin approved',
  'authorization: required',
  'Tests: 5 pass, 0 fail',
  'bypass: all checks',
  'compass=north',
  'The password is wrong',
  'Your password was changed',
  'the passphrase is missing',
  'Session Security Level: High Assurance',
  'jti: 7f9c3f0e-6f55-4a30-8c55-0b6f7a9f4a11',
  'x-request-id: 5b0f2a1e-41f6-4b49-9f3c-8e4d2a1c9b77',
  'sha256: 9F86D081884C7D659A2FEAA0C55AD015',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b',
  'exp=1795439211 iat=1795439031',
  '2026-11-17T09:44:05.4041234Z Done',
  'orgId 00D5g00000AbCdEAAV userId 0055g00000XyZaBAAV',
  'secrets: inherit',
  'secret: not found',
  'Authorization Code and Credentials Flow',
  'basic information about the app',
  'bearer tokens are not accepted here',
  'at com.acme.auth.TokenClient.login(TokenClient.java:88)',
  'Error (JwtGrantError): We encountered a JSON web token error',
  'token: expired',
  'Token: Invalid',
  'passed=12 failed=0',
  'signature: invalid',
  'Signature: RS256',
  'manifest.json',
  'api key: missing',
  'apiVersion: 63.0',
  'Access Token Format: opaque',
  'session id: invalid',
  'id_token: none',
  'otp: required',
  'The consumer secret is optional',
  'client_secret is not needed for the JWT flow',
  'passwordPolicies.settings-meta.xml',
  'password_expired',
  'resetPassword()',
  'grant_type=password is not supported',
  'kid: server-key-2026',
  'aud: https://login.salesforce.com',
  'sub: ci@acme.example.com',
  'port: 443',
  'TLS 1.3, cipher TLS_AES_256_GCM_SHA384',
  'X509 subject: CN=ci, O=Acme',
  'Permitted Users: Admin approved users are pre-authorized',
  'user is not admin approved to access this app',
  'We can’t authorize you because of an OAuth error.',
  'OAUTH_APP_BLOCKED: this app is blocked by admin',
  'Failed: API security token required',
  'Login Type: Remote Access 2.0',
  'restricted IP address 203.0.113.77',
  'HTTP/1.1 401 Unauthorized',
  'WWW-Authenticate: Bearer realm="acme"',
  'refresh_token scope is missing',
  'scope=api refresh_token offline_access',
];

/** Texts in which nothing is secret: at least 200, as logs tell them. */
export function innocentTexts(): string[] {
  return INNOCENT_LINES.flatMap((text) => FRAMES.map((frame) => frame(text)));
}
