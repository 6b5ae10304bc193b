import type { CauseId } from '../../../src/causes/index.js';

/** An error before or beside the token endpoint, as a client prints it: the embedded org has no part in it. */
export interface ClientError {
  readonly id: string;
  readonly client: string;
  /** The causes that give this text; one: it decides. */
  readonly causes: readonly CauseId[];
  readonly lines: readonly string[];
}

const CLI =
  'Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here\u2019s the error:';

const inList = (text: string, count: number): string[] => [
  `${CLI} JwtAuthError::Error authenticating with JWT.`,
  'Errors encountered:',
  ...Array.from({ length: count }, () => text),
];

/** Texts of real clients, one row each. */
export const CLIENT_ERRORS: readonly ClientError[] = [
  {
    id: 'cli-key-file-missing',
    client: 'sf-cli',
    causes: ['private-key-unreadable'],
    lines: [`${CLI} Error::ENOENT: no such file or directory, open '/builds/app/server.key'`],
  },
  {
    id: 'cli-key-is-folder',
    client: 'sf-cli',
    causes: ['private-key-unreadable'],
    lines: [`${CLI} Error::EISDIR: illegal operation on a directory, read`],
  },
  {
    id: 'node-key-not-allowed',
    client: 'node',
    causes: ['private-key-unreadable'],
    lines: [
      "Error: EACCES: permission denied, open '/run/secrets/salesforce.key'",
      '    at Object.openSync (node:fs:573:18)',
      '    at Object.readFileSync (node:fs:452:35)',
      '    at salesforceLogin (/app/src/salesforce.js:12:24)',
    ],
  },
  {
    id: 'cli-asymmetric-key',
    client: 'sf-cli',
    causes: ['private-key-malformed', 'private-key-unsupported'],
    lines: inList('secretOrPrivateKey must be an asymmetric key when using RS256', 5),
  },
  {
    id: 'node-decoder-unsupported',
    client: 'node',
    causes: ['private-key-malformed', 'private-key-unsupported'],
    lines: [
      'Error: error:1E08010C:DECODER routines::unsupported',
      '    at Sign.sign (node:internal/crypto/sig:128:29)',
      '    at Object.sign (/app/node_modules/jwa/index.js:152:45) {',
      "  library: 'DECODER routines',",
      "  reason: 'unsupported',",
      "  code: 'ERR_OSSL_UNSUPPORTED'",
      '}',
    ],
  },
  {
    id: 'node-no-start-line',
    client: 'node',
    causes: ['private-key-malformed'],
    lines: [
      'Error: error:0909006C:PEM routines:get_name:no start line',
      '    at Sign.sign (internal/crypto/sig.js:110:29)',
    ],
  },
  {
    id: 'ruby-rsa-error',
    client: 'restforce',
    causes: ['private-key-malformed'],
    lines: [
      'OpenSSL::PKey::RSAError (Neither PUB key nor PRIV key: nested asn1 error):',
      "app/services/salesforce.rb:14:in 'initialize'",
    ],
  },
  {
    id: 'php-openssl-sign',
    client: 'php',
    causes: ['private-key-malformed', 'private-key-unreadable'],
    lines: [
      'PHP Warning:  openssl_sign(): Supplied key param cannot be coerced into a private key in /var/www/src/Salesforce/Jwt.php on line 31',
      'PHP Fatal error:  Uncaught DomainException: OpenSSL unable to sign data',
    ],
  },
  {
    id: 'go-parse-error',
    client: 'go',
    causes: ['private-key-malformed'],
    lines: [
      "private key should be a PEM or plain PKCS1 or PKCS8; parse error: asn1: structure error: tags don't match",
    ],
  },
  {
    id: 'ec-key',
    client: 'node',
    causes: ['private-key-unsupported'],
    lines: [
      'Error: "alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.',
      '    at validateAsymmetricKey (/app/node_modules/jsonwebtoken/lib/validateAsymmetricKey.js:44:13)',
    ],
  },
  {
    id: 'short-key',
    client: 'node',
    causes: ['private-key-unsupported'],
    lines: [
      'Error: secretOrPrivateKey has a minimum key size of 2048 bits for RS256',
      '    at module.exports [as sign] (/app/node_modules/jsonwebtoken/sign.js:123:22)',
      '    at createAssertion (/app/src/salesforce/jwt.js:19:14)',
    ],
  },
  {
    id: 'ci-bad-decrypt',
    client: 'openssl',
    causes: ['private-key-unreadable', 'private-key-malformed'],
    lines: [
      '$ openssl enc -aes-256-cbc -d -in assets/server.key.enc -out assets/server.key -K *** -iv ***',
      'bad decrypt',
      '139827406517568:error:06065064:digital envelope routines:EVP_DecryptFinal_ex:bad decrypt:crypto/evp/evp_enc.c:610:',
      '$ sf org login jwt --jwt-key-file assets/server.key --client-id *** --username ci@contoso.example.com',
    ],
  },
  {
    id: 'keychain-version',
    client: 'sf-cli',
    causes: ['client-state-broken'],
    lines: [`${CLI} Error::The service and account specified in key.json do not match the version of the toolbelt.`],
  },
  {
    id: 'keychain-decipher',
    client: 'sf-cli',
    causes: ['client-state-broken'],
    lines: ['Error (1): Failed to decipher auth data. reason: Unsupported state or unable to authenticate data.'],
  },
  {
    id: 'keychain-key-json',
    client: 'sf-cli',
    causes: ['client-state-broken'],
    lines: [`${CLI} Error::ENOENT: no such file or directory, open '/home/jenkins/.sfdx/key.json'`],
  },
  {
    id: 'keychain-dbus',
    client: 'sf-cli',
    causes: ['client-state-broken'],
    lines: ['Error (1): Command failed with response:', 'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY'],
  },
  {
    id: 'node-too-old',
    client: 'sf-cli',
    causes: ['client-state-broken'],
    lines: [`${CLI} ReferenceError::structuredClone is not defined`],
  },
  {
    id: 'cli-fetch-failed',
    client: 'sf-cli',
    causes: ['endpoint-unreachable'],
    lines: inList('fetch failed', 5),
  },
  {
    id: 'dns',
    client: 'node',
    causes: ['endpoint-unreachable', 'wrong-login-host'],
    lines: [
      'FetchError: request to https://contoso.my.salesforce.com/services/oauth2/token failed, reason: getaddrinfo ENOTFOUND contoso.my.salesforce.com',
      '    at ClientRequest.<anonymous> (/app/node_modules/node-fetch/lib/index.js:1491:11) {',
      "  type: 'system',",
      "  errno: 'ENOTFOUND',",
      "  code: 'ENOTFOUND'",
      '}',
    ],
  },
  {
    id: 'refused',
    client: 'java',
    causes: ['endpoint-unreachable'],
    lines: [
      'java.net.ConnectException: Connection refused',
      '\tat java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:951)',
      '\tat com.globex.salesforce.TokenClient.requestJwtToken(TokenClient.java:64)',
      'POST https://globex.my.salesforce.com/services/oauth2/token',
    ],
  },
  {
    id: 'timeout-python',
    client: 'python',
    causes: ['endpoint-unreachable'],
    lines: [
      "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='login.salesforce.com', port=443): Max retries exceeded with url: /services/oauth2/token (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f2c8c1d0a90>, 'Connection to login.salesforce.com timed out. (connect timeout=10)'))",
    ],
  },
  {
    id: 'tls-interception',
    client: 'node',
    causes: ['endpoint-unreachable'],
    lines: [
      'FetchError: request to https://login.salesforce.com/services/oauth2/token failed, reason: unable to get local issuer certificate',
      "  code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'",
    ],
  },
  {
    id: 'self-signed-in-chain',
    client: 'curl',
    causes: ['endpoint-unreachable'],
    lines: [
      '$ curl -X POST https://test.salesforce.com/services/oauth2/token --data-urlencode assertion@assertion.jwt -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer',
      'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
    ],
  },
  {
    id: 'proxy-407',
    client: 'curl',
    causes: ['endpoint-unreachable'],
    lines: [
      '$ curl https://login.salesforce.com/services/oauth2/token -d @body.txt',
      'curl: (56) CONNECT tunnel failed, response 407',
    ],
  },
  {
    id: 'reset',
    client: 'go',
    causes: ['endpoint-unreachable', 'platform-fault'],
    lines: [
      'Post "https://vandelay.my.salesforce.com/services/oauth2/token": read tcp 10.2.4.9:51514->101.53.166.1:443: read: connection reset by peer',
    ],
  },
  {
    id: 'server-500',
    client: 'curl',
    causes: ['platform-fault', 'endpoint-unreachable'],
    lines: [
      'POST /services/oauth2/token HTTP/1.1',
      'Host: test.salesforce.com',
      'Content-Type: application/x-www-form-urlencoded',
      '',
      'HTTP/1.1 500 Internal Server Error',
      'Date: Mon, 23 Nov 2026 22:10:02 GMT',
      'Content-Length: 0',
      '',
    ],
  },
  {
    id: 'server-503-jsforce',
    client: 'jsforce',
    causes: ['platform-fault', 'endpoint-unreachable', 'org-inactive'],
    lines: [
      'ERROR_HTTP_503: <html><head><title>Service Unavailable</title></head><body>The service is not available.</body></html>',
      '    at OAuth2._postParams (/app/node_modules/@jsforce/jsforce-node/lib/oauth2.js:206:23)',
    ],
  },
  {
    id: 'retry-your-request',
    client: 'curl',
    causes: ['platform-fault', 'wrong-login-host'],
    lines: [
      'POST https://login.salesforce.com/services/oauth2/token',
      '400 {"error":"unknown_error","error_description":"retry your request"}',
    ],
  },
];
