import type { ClientErrorId } from '../../../src/answers/client-errors.js';

/** The hand-written knowledge about a client error, beside its row in src/answers. */
interface ClientNote {
  /** Texts by which it is recognised, as clients print them; the one of the best-known client first. */
  readonly examples: readonly string[];
  /** Who says so, and what it means. */
  readonly text?: string;
}

/** The compiler names a client error that has no note. */
export const CLIENT_NOTES: Readonly<Record<ClientErrorId, ClientNote>> = {
  'key-file-missing': {
    examples: ["ENOENT: no such file or directory, open '<path>'"],
    text: 'The file does not exist at this path. For a file named `key.json`, see [keychain](#keychain).',
  },
  'key-file-is-folder': {
    examples: ['EISDIR: illegal operation on a directory, read'],
    text: 'The path is a folder.',
  },
  'key-file-denied': {
    examples: ["EACCES: permission denied, open '<path>'"],
    text: 'The file belongs to another user.',
  },
  'key-empty': {
    examples: ['secretOrPrivateKey must have a value'],
    text: 'Said by jsonwebtoken: the key is empty, often a CI secret that is not set.',
  },
  'key-not-asymmetric': {
    examples: ['secretOrPrivateKey must be an asymmetric key when using RS256'],
    text: 'Said by jsonwebtoken, and so by the Salesforce CLI. An encrypted key without its passphrase gives the same text; then it is [private-key-unsupported](causes/private-key-unsupported.md).',
  },
  'key-too-small': {
    examples: [
      'secretOrPrivateKey has a minimum key size of 2048 bits for RS256',
      'RS256 requires key modulusLength to be 2048 bits or larger',
    ],
    text: 'Said by jsonwebtoken, and by jose.',
  },
  'key-wrong-type': {
    examples: ['"alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.'],
    text: 'An elliptic curve key; the same text with `rsa-pss` and with `ed25519`.',
  },
  'key-invalid-type': { examples: ['DataError: Invalid key type'], text: 'Said by jose.' },
  'key-encrypted': {
    examples: ['ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED', 'interrupted or cancelled'],
    text: 'Said by Node: the key is encrypted, and the passphrase is missing.',
  },
  'key-bad-passphrase': {
    examples: ['bad decrypt', 'wrong final block length', 'iv undefined'],
    text: 'The passphrase, or a variable of the CI, is wrong or empty.',
  },
  'key-not-pkcs8': {
    examples: ['"pkcs8" must be PKCS#8 formatted string'],
    text: 'Said by jose. A sound key that starts with `BEGIN RSA PRIVATE KEY` gives the same text: convert it.',
  },
  'key-invalid-data': {
    examples: [
      'DataError: Invalid keyData',
      'InvalidCharacterError: Invalid character',
      'InvalidCharacterError: The string to be decoded is not correctly encoded.',
    ],
    text: 'Said by jose.',
  },
  'key-undecodable': {
    examples: ['error:1E08010C:DECODER routines::unsupported', 'error:0909006C:PEM routines:get_name:no start line'],
    text: 'Said by Node 17 and newer, and by Node 16 and older.',
  },
  'key-other-language': {
    examples: [
      'Supplied key param cannot be coerced into a private key',
      'Neither PUB key nor PRIV key',
      'private key should be a PEM or plain PKCS1 or PKCS8',
      'Invalid private key format',
      'Invalid base64-encoded string: number of data characters',
      'InvalidCastException … RSACng',
      'asn1: structure error',
    ],
    text: 'Said by PHP, Ruby, Go, Java, Python, .NET, and Go again.',
  },
  keychain: {
    examples: [
      "Cannot read properties of undefined (reading 'setContentsFromObject')",
      'Failed to decipher auth data',
      'The service and account specified in key.json do not match the version of the toolbelt.',
      'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY',
      "ENOENT: no such file or directory, open '<home>/.sfdx/key.json'",
    ],
    text: 'Damaged login files; files encrypted with another key (the second and third); no keychain, or no keychain file, on this runner.',
  },
  'runtime-too-old': {
    examples: ['structuredClone is not defined'],
    text: 'Node is too old for this CLI.',
  },
  'soap-refuses-jwt': {
    examples: ['SOAP API does not support JWT-based access tokens'],
    text: 'Said by jsforce: the login worked.',
  },
  'lightning-domain': {
    examples: ['LightningDomain::Invalid instance URL. It should NOT be a lightning domain.'],
    text: 'The Salesforce CLI refuses the host before it sends anything.',
  },
  'tls-untrusted': {
    examples: [
      'unable to get local issuer certificate',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'self signed certificate in certificate chain',
      'unable to verify the first certificate',
    ],
    text: 'The TLS certificate is not trusted, usually because a company proxy re-encrypts the connection.',
  },
  dns: {
    examples: ['getaddrinfo ENOTFOUND <host>', 'EAI_AGAIN', 'Could not resolve host', 'UnknownHostException'],
    text: 'The name of the host does not resolve. A mistyped My Domain looks the same; then the cause is [wrong-login-host](causes/wrong-login-host.md) in effect.',
  },
  connection: {
    examples: ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'socket hang up', 'fetch failed'],
    text: 'No connection, or the connection was closed. The Salesforce CLI prints only `fetch failed` for every network problem.',
  },
  'tls-plain-port': {
    examples: ['error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'write EPROTO'],
    text: 'The other side does not use TLS on this port, for example a proxy configured with `https://`.',
  },
  'tls-other': {
    examples: [
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'PKIX path building failed',
      'javax.net.ssl.SSLHandshakeException',
      '[SSL: CERTIFICATE_VERIFY_FAILED]',
      'x509: certificate signed by unknown authority',
    ],
    text: 'Node, Java, Python or Go refuses the certificate of the host or of a proxy in between.',
  },
  proxy: {
    examples: [
      'tunneling socket could not be established',
      '407 Proxy Authentication Required',
      'ProxyError',
      'ERR_PROXY_CONNECTION_FAILED',
    ],
    text: 'The proxy refused to connect, or it needs a password.',
  },
  'proxy-page': {
    examples: [
      'The requested URL could not be retrieved',
      'Access control configuration prevents your request',
      '<title>Zscaler</title>',
      'Your cache administrator is',
    ],
    text: 'A proxy answered with its own page instead of Salesforce.',
  },
  'connection-other': {
    examples: [
      'ECONNABORTED',
      'UND_ERR_CONNECT_TIMEOUT',
      'Max retries exceeded with url',
      'No route to host',
      'java.net.SocketTimeoutException',
      'Read timed out',
    ],
    text: 'No connection, or no answer in time: Node, Python, Java or Go.',
  },
  'salesforce-error-page': {
    examples: [
      '<title>An internal server error has occurred</title>',
      'The salesforce.com support team has been notified of the problem',
      'We are down for maintenance',
    ],
    text: 'A Salesforce page about an internal error or maintenance.',
  },
  'runtime-unsupported': {
    examples: ['Unsupported Node.js version', 'requires Node.js >= 22'],
    text: 'The Salesforce CLI does not support this Node version. It dropped Node 18 and 20 in August 2026.',
  },
  'cli-not-installed': {
    examples: [
      'sf: command not found',
      'command not found: sfdx',
      "'sfdx' is not recognized as an internal or external command",
    ],
    text: 'The Salesforce CLI is not installed, or not on the path.',
  },
  'cli-store': {
    examples: [
      'GenericUnixKeychainInvalidPerms',
      'AuthDecryptError',
      'InvalidEncryptedFormat',
      'Missing encryption key',
    ],
    text: 'The login files of the Salesforce CLI are unreadable, or encrypted with another key.',
  },
  'key-other-reader': {
    examples: [
      'Could not deserialize key data',
      'Unable to load PEM file',
      'Expecting: ANY PRIVATE KEY',
      'InvalidKeySpecException',
      'algid parse error, not a sequence',
      'OpenSSL::PKey::RSAError',
    ],
    text: 'Said by Python, OpenSSL, Java and Ruby.',
  },
};
