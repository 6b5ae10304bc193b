/** The part of a login at which the client failed: the key, its own files, the connection, the host, the API call afterwards, or Salesforce. */
type ClientConcern = 'key' | 'client' | 'network' | 'host' | 'api' | 'platform';

/** One error text of clients. Its cause is in `src/causes`. */
interface ClientErrorRow {
  readonly id: string;
  readonly concerns: ClientConcern;
  readonly pattern: RegExp;
  /** The text has several possible causes; only the key file shows which one. */
  readonly ambiguous?: true;
  /** Any program can print this text, so it counts only next to words about this login. */
  readonly general?: true;
}

// Texts measured with Node 20 and 24, jsonwebtoken 9 and jose 6, or reported for the other languages.
// One text often means many different key problems. Only the key file shows which one.
const CLIENT_ERRORS = [
  {
    id: 'key-file-missing',
    concerns: 'key',
    pattern: /(?:\bENOENT\b|no such file or directory)(?![^\n]*key\.json)/i,
    general: true,
  },
  {
    id: 'key-file-is-folder',
    concerns: 'key',
    pattern: /\bEISDIR\b/,
    general: true,
  },
  {
    id: 'key-file-denied',
    concerns: 'key',
    pattern: /\bEACCES\b[^\n]*open/,
    general: true,
  },
  {
    id: 'key-empty',
    concerns: 'key',
    pattern: /secretOrPrivateKey must have a value/,
  },
  {
    id: 'key-not-asymmetric',
    concerns: 'key',
    pattern: /secretOrPrivateKey must be an asymmetric key when using RS256/,
    ambiguous: true,
  },
  {
    id: 'key-too-small',
    concerns: 'key',
    pattern: /minimum key size of 2048 bits|key modulusLength to be 2048 bits or larger/,
  },
  {
    id: 'key-wrong-type',
    concerns: 'key',
    pattern: /"alg" parameter for "(ec|rsa-pss|ed25519)" key type must be/i,
  },
  {
    id: 'key-invalid-type',
    concerns: 'key',
    pattern: /DataError: Invalid key type/,
  },
  {
    id: 'key-encrypted',
    concerns: 'key',
    pattern: /ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED|interrupted or cancelled/,
  },
  {
    id: 'key-bad-passphrase',
    concerns: 'key',
    pattern: /ERR_OSSL_BAD_DECRYPT|\bbad decrypt\b|wrong final block length|\biv undefined\b/i,
    general: true,
  },
  {
    id: 'key-not-pkcs8',
    concerns: 'key',
    pattern: /"pkcs8" must be PKCS#?8 formatted string/,
    ambiguous: true,
  },
  {
    id: 'key-invalid-data',
    concerns: 'key',
    pattern: /DataError: Invalid keyData|InvalidCharacterError: (Invalid character|The string to be decoded)/,
    ambiguous: true,
  },
  {
    id: 'key-undecodable',
    concerns: 'key',
    pattern:
      /1E08010C:DECODER routines::unsupported|ERR_OSSL_UNSUPPORTED|0?90[69]06[CD]06C:PEM routines|PEM routines:(get_name|PEM_read_bio):no start line|PEM_read_bio:no start line/i,
    general: true,
    ambiguous: true,
  },
  {
    id: 'key-other-language',
    concerns: 'key',
    pattern:
      /Supplied key param cannot be coerced into a private key|Neither PUB key nor PRIV key|private key should be a PEM or plain PKCS1 or PKCS8|Invalid private key format|Invalid base64-encoded string: number of data characters|InvalidCastException[\s\S]{0,200}RSACng|asn1: structure error/,
    general: true,
  },
  {
    id: 'keychain',
    concerns: 'client',
    pattern:
      /setContentsFromObject|Failed to decipher auth data|do not match the version of the toolbelt|secret-tool: Cannot autolaunch D-Bus|ENOENT[^\n]*key\.json/i,
  },
  {
    id: 'runtime-too-old',
    concerns: 'client',
    pattern: /structuredClone is not defined/,
    general: true,
  },
  {
    id: 'soap-refuses-jwt',
    concerns: 'api',
    pattern: /SOAP API does not support JWT-based access tokens/,
  },
  {
    id: 'lightning-domain',
    concerns: 'host',
    pattern: /\bLightningDomain\b|It should NOT be a lightning domain/i,
  },
  {
    id: 'tls-untrusted',
    concerns: 'network',
    pattern:
      /unable to (?:get local issuer|verify the first) certificate|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|self[- ]signed certificate in certificate chain|(?:error|reason|failed|fetch|curl)[^\n]{0,120}self[- ]signed certificate/i,
    general: true,
  },
  {
    id: 'dns',
    concerns: 'network',
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN)\b|getaddrinfo|Could not resolve host|UnknownHostException|Name or service not known/i,
    general: true,
  },
  {
    id: 'connection',
    concerns: 'network',
    pattern:
      /\b(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b|socket hang up|\bfetch failed\b|Connection (?:refused|timed out|reset)/i,
    general: true,
  },
  {
    id: 'tls-plain-port',
    concerns: 'network',
    pattern: /ssl3_get_record:wrong version number|SSL routines:[^\n]{0,80}wrong version number|EPROTO\b/i,
    general: true,
  },
  {
    id: 'tls-other',
    concerns: 'network',
    pattern:
      /\bCERT_HAS_EXPIRED\b|certificate has expired|ERR_TLS_CERT_ALTNAME_INVALID|PKIX path building failed|SSLHandshakeException|CERTIFICATE_VERIFY_FAILED|x509: certificate signed by unknown authority|SSLCertVerificationError|curl: \((?:35|51|58|60|77)\)/i,
    general: true,
  },
  {
    id: 'proxy',
    concerns: 'network',
    pattern:
      /tunneling socket could not be established|(?:response|status|HTTP)\s*(?::\s*)?407\b|407 Proxy Authentication Required|Proxy Authentication Required|ProxyError|ERR_PROXY_CONNECTION_FAILED|unable to tunnel through proxy/i,
    general: true,
  },
  {
    id: 'proxy-page',
    concerns: 'network',
    pattern:
      /The requested URL could not be retrieved|Access control configuration prevents your request|ERR_ACCESS_DENIED\b|<title>[^<]{0,60}(?:Zscaler|Web Filter|Blocked by|Access Denied)[^<]{0,60}<\/title>|Your cache administrator is/i,
    general: true,
  },
  {
    id: 'connection-other',
    concerns: 'network',
    pattern:
      /\b(?:ECONNABORTED|ESOCKETTIMEDOUT|EPIPE|UND_ERR_(?:CONNECT_TIMEOUT|SOCKET))\b|NewConnectionError|Max retries exceeded with url|No route to host|Network is unreachable|SocketTimeoutException|ConnectException|dial tcp [^\n]{1,120}(?:timeout|refused|no such host)|Connect Timeout Error|Read timed out|curl: \((?:6|7|28|52|56)\)/i,
    general: true,
  },
  {
    id: 'salesforce-error-page',
    concerns: 'platform',
    pattern:
      /<title>An internal server error has occurred<\/title>|The salesforce\.com support team has been notified of the problem|<title>(?:Salesforce )?(?:Scheduled )?Maintenance[^<]{0,40}<\/title>|We are down for maintenance/i,
    general: true,
  },
  {
    id: 'runtime-unsupported',
    concerns: 'client',
    pattern:
      /Unsupported Node\.js version|Detected unsettled top-level await at \S*(?:@salesforce\/cli|sfdx-cli|\/sf\/|\/sfdx\/)|requires Node\.js (?:version )?>?=? ?v?\d+|The engine "node" is incompatible with this module|SyntaxError: Unexpected token '\?'[^\n]{0,200}(?:sf|sfdx)/i,
    general: true,
  },
  {
    id: 'cli-not-installed',
    concerns: 'client',
    pattern:
      /\b(?:sf|sfdx): (?:command )?not found|command not found: sf(?:dx)?\b|'sf(?:dx)?' is not recognized as an internal or external command|The term 'sf(?:dx)?' is not recognized|sh: \d+: sf(?:dx)?: not found/i,
  },
  {
    id: 'cli-store',
    concerns: 'client',
    pattern:
      /Generic(?:Unix|Windows)?KeychainInvalidPerms|AuthDecryptError|InvalidEncryptedFormat|Missing encryption key|KeychainError/i,
    general: true,
  },
  {
    id: 'key-other-reader',
    concerns: 'key',
    pattern:
      /Could not deserialize key data|Unable to load PEM file|Expecting: ANY PRIVATE KEY|InvalidKeySpecException|algid parse error, not a sequence|unable to load (?:Private )?Key\b|OpenSSL::PKey::RSAError|Error (?:reading|parsing) private key|not a valid (?:RSA )?private key/i,
    general: true,
  },
] as const satisfies readonly ClientErrorRow[];

/** The id of a client error. */
export type ClientErrorId = (typeof CLIENT_ERRORS)[number]['id'];

/** An error that a client raises itself, before Salesforce answers. */
export type ClientError = ClientErrorRow & { readonly id: ClientErrorId };

/** The known error in a `client.error` fact; undefined if the error is not about this login. */
export function knownClientError(
  error: { readonly kind: string; readonly text: string } | undefined,
): ClientError | undefined {
  return error === undefined || error.kind === UNRELATED ? undefined : matchClientError(error.text);
}

/** The known client-side error in a text, or undefined. */
export function matchClientError(text: string): ClientError | undefined {
  const plain = text.slice(0, 20_000).replace(/[\u2018\u2019]/g, "'");
  return CLIENT_ERRORS.find(({ pattern }) => pattern.test(plain));
}

// Words about a Salesforce login or its key.
const CONTEXT =
  /\bjwt\b|json web token|salesforce|\bsfdx?\b|force:auth|oauth|client[-_ ]?id|\bsign(?:er|ing)?\b|private[-_ ]?key|server\.key|\.(?:key|pem|p12|pfx|jks)\b|jsonwebtoken|\bjws\b|\bjwa\b/i;

/** The kind of a client error that is not about this login. */
export const UNRELATED = 'unrelated';

/** True for a text about a login. Errors that any program can print count only in such a text. */
export function isLoginText(text: string): boolean {
  return CONTEXT.test(text.slice(0, 200_000));
}

/** All known client errors, for the catalogue. */
export function clientErrors(): readonly ClientError[] {
  return CLIENT_ERRORS;
}
