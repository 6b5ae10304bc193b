import type { Basis, CauseId } from './causes.js';

/** An error that a client raises itself, before Salesforce judged anything. */
export interface ClientError {
  readonly id: string;
  readonly pattern: RegExp;
  readonly cause: CauseId;
  readonly basis: Basis;
  /** The same text stands for several defects of a key; only the key file tells them apart. */
  readonly ambiguous?: true;
  /** Any program prints this: it counts only beside words that tell of this login. */
  readonly general?: true;
}

// Texts measured with Node 20 and 24, jsonwebtoken 9 and jose 6, or reported for the other languages.
// One text stands for many defects of a key: what it was, only the key file tells.
const CLIENT_ERRORS: readonly ClientError[] = [
  {
    id: 'key-file-missing',
    pattern: /\bENOENT\b(?![^\n]*key\.json)|no such file or directory/i,
    cause: 'private-key-unreadable',
    basis: 'reported',
    general: true,
  },
  {
    id: 'key-file-is-folder',
    pattern: /\bEISDIR\b/,
    cause: 'private-key-unreadable',
    basis: 'reported',
    general: true,
  },
  {
    id: 'key-file-denied',
    pattern: /\bEACCES\b[^\n]*open/,
    cause: 'private-key-unreadable',
    basis: 'reported',
    general: true,
  },
  {
    id: 'key-empty',
    pattern: /secretOrPrivateKey must have a value/,
    cause: 'private-key-unreadable',
    basis: 'reported',
  },
  {
    id: 'key-not-asymmetric',
    pattern: /secretOrPrivateKey must be an asymmetric key when using RS256/,
    cause: 'private-key-malformed',
    basis: 'reported',
    ambiguous: true,
  },
  {
    id: 'key-too-small',
    pattern: /minimum key size of 2048 bits|key modulusLength to be 2048 bits or larger/,
    cause: 'private-key-unsupported',
    basis: 'reported',
  },
  {
    id: 'key-wrong-type',
    pattern: /"alg" parameter for "(ec|rsa-pss|ed25519)" key type must be/i,
    cause: 'private-key-unsupported',
    basis: 'reported',
  },
  {
    id: 'key-invalid-type',
    pattern: /DataError: Invalid key type/,
    cause: 'private-key-unsupported',
    basis: 'reported',
  },
  {
    id: 'key-encrypted',
    pattern: /ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED|interrupted or cancelled/,
    cause: 'private-key-unsupported',
    basis: 'reported',
  },
  {
    id: 'key-bad-passphrase',
    pattern: /ERR_OSSL_BAD_DECRYPT|\bbad decrypt\b|wrong final block length|\biv undefined\b/i,
    cause: 'private-key-malformed',
    basis: 'reported',
    general: true,
  },
  {
    id: 'key-not-pkcs8',
    pattern: /"pkcs8" must be PKCS#?8 formatted string/,
    cause: 'private-key-malformed',
    basis: 'reported',
    ambiguous: true,
  },
  {
    id: 'key-invalid-data',
    pattern: /DataError: Invalid keyData|InvalidCharacterError: (Invalid character|The string to be decoded)/,
    cause: 'private-key-malformed',
    basis: 'reported',
    ambiguous: true,
  },
  {
    id: 'key-undecodable',
    pattern:
      /1E08010C:DECODER routines::unsupported|ERR_OSSL_UNSUPPORTED|0?90[69]06[CD]06C:PEM routines|PEM routines:(get_name|PEM_read_bio):no start line|PEM_read_bio:no start line/i,
    cause: 'private-key-malformed',
    basis: 'reported',
    general: true,
    ambiguous: true,
  },
  {
    id: 'key-other-language',
    pattern:
      /Supplied key param cannot be coerced into a private key|Neither PUB key nor PRIV key|private key should be a PEM or plain PKCS1 or PKCS8|Invalid private key format|Invalid base64-encoded string: number of data characters|InvalidCastException[\s\S]{0,200}RSACng|asn1: structure error/,
    cause: 'private-key-malformed',
    basis: 'reported',
    general: true,
  },
  {
    id: 'keychain',
    pattern:
      /setContentsFromObject|Failed to decipher auth data|do not match the version of the toolbelt|secret-tool: Cannot autolaunch D-Bus|ENOENT[^\n]*key\.json/i,
    cause: 'client-state-broken',
    basis: 'reported',
  },
  {
    id: 'runtime-too-old',
    pattern: /structuredClone is not defined/,
    cause: 'client-state-broken',
    basis: 'reported',
    general: true,
  },
  {
    id: 'soap-refuses-jwt',
    pattern: /SOAP API does not support JWT-based access tokens/,
    cause: 'token-format-jwt',
    basis: 'reported',
  },
  {
    id: 'lightning-domain',
    pattern: /\bLightningDomain\b|It should NOT be a lightning domain/i,
    cause: 'wrong-login-host',
    basis: 'documented',
  },
  {
    id: 'tls-untrusted',
    pattern:
      /unable to (?:get local issuer|verify the first) certificate|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|self[- ]signed certificate/i,
    cause: 'endpoint-unreachable',
    basis: 'reported',
    general: true,
  },
  {
    id: 'dns',
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN)\b|getaddrinfo|Could not resolve host|UnknownHostException|Name or service not known/i,
    cause: 'endpoint-unreachable',
    basis: 'reported',
    general: true,
  },
  {
    id: 'connection',
    pattern:
      /\b(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b|socket hang up|\bfetch failed\b|Connection (?:refused|timed out|reset)/i,
    cause: 'endpoint-unreachable',
    basis: 'reported',
    general: true,
  },
];

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
