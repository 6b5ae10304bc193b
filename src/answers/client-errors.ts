/** The part of a login at which a client gave up: its key, its own store, the connection, the host it was given, or the API call afterwards. */
export type ClientConcern = 'key' | 'client' | 'network' | 'host' | 'api';

/** One text of clients, as a row. Its cause is in `src/causes`. */
interface ClientErrorRow {
  readonly id: string;
  readonly concerns: ClientConcern;
  readonly pattern: RegExp;
  /** The same text stands for several defects of a key; only the key file tells them apart. */
  readonly ambiguous?: true;
  /** Any program prints this: it counts only beside words that tell of this login. */
  readonly general?: true;
}

// Texts measured with Node 20 and 24, jsonwebtoken 9 and jose 6, or reported for the other languages.
// One text stands for many defects of a key: what it was, only the key file tells.
const CLIENT_ERRORS = [
  {
    id: 'key-file-missing',
    concerns: 'key',
    pattern: /\bENOENT\b(?![^\n]*key\.json)|no such file or directory/i,
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
      /unable to (?:get local issuer|verify the first) certificate|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|self[- ]signed certificate/i,
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
] as const satisfies readonly ClientErrorRow[];

/** The id of a client error. */
export type ClientErrorId = (typeof CLIENT_ERRORS)[number]['id'];

/** An error that a client raises itself, before Salesforce judged anything. */
export type ClientError = ClientErrorRow & { readonly id: ClientErrorId };

/** The known error in a `client.error` fact, or undefined where nothing ties it to this login. */
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

// Words that tell of a Salesforce login, or of the key it signs with.
const CONTEXT =
  /\bjwt\b|json web token|salesforce|\bsfdx?\b|force:auth|oauth|client[-_ ]?id|\bsign(?:er|ing)?\b|private[-_ ]?key|server\.key|\.(?:key|pem|p12|pfx|jks)\b|jsonwebtoken|\bjws\b|\bjwa\b/i;

/** The kind of a client error that nothing ties to this login. */
export const UNRELATED = 'unrelated';

/** True when a text tells of a login in which a client error of this kind counts. */
export function countsIn(error: ClientError, text: string): boolean {
  return error.general !== true || CONTEXT.test(text.slice(0, 200_000));
}

/** Every client-side error that is known, for the catalogue. */
export function clientErrors(): readonly ClientError[] {
  return CLIENT_ERRORS;
}
