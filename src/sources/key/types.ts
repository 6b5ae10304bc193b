import type { KeyObject } from 'node:crypto';

/** Repairs that were needed before the key could be read. An intact file needs none. */
export type KeyRepair =
  | 'base64-of-file'
  | 'base64-of-pem'
  | 'base64url'
  | 'bag-attributes'
  | 'blank-lines'
  | 'bom'
  | 'carriage-returns'
  | 'certificate-beside-key'
  | 'commas'
  | 'header-damaged'
  | 'header-mismatch'
  | 'html-entities'
  | 'indentation'
  | 'invisible-characters'
  | 'json'
  | 'json-escapes'
  | 'line-continuations'
  | 'literal-newlines'
  | 'lost-backslashes'
  | 'lost-newlines'
  | 'missing-footer'
  | 'missing-header'
  | 'newlines-as-blanks'
  | 'passphrase-newline'
  | 'percent-encoding'
  | 'plus-as-blank'
  | 'quoted-printable'
  | 'quotes'
  | 'stray-characters'
  | 'surrounding-text'
  | 'utf-16'
  | 'variable-name'
  | 'yaml-block';

/** The format of the key. `der` is a binary file with one key; the others name the contents of the PEM. */
export type KeyFormat =
  | 'pkcs8'
  | 'pkcs1'
  | 'sec1'
  | 'dsa'
  | 'pkcs8-encrypted'
  | 'pkcs1-encrypted'
  | 'sec1-encrypted'
  | 'dsa-encrypted'
  | 'der'
  | 'pkcs12'
  | 'jks'
  | 'jwk';

export type KeyProblemKind =
  | 'assertion-instead-of-key'
  | 'binary'
  | 'certificate'
  | 'certificate-request'
  | 'ciphertext'
  | 'empty'
  | 'encrypted-without-passphrase'
  | 'inconsistent-key'
  | 'keystore-alias-needed'
  | 'keystore-unsupported'
  | 'keystore-without-key'
  | 'keystore-without-password'
  | 'masked'
  | 'not-a-key'
  | 'openssh-key'
  | 'path-instead-of-text'
  | 'pgp-key'
  | 'placeholder'
  | 'public-key'
  | 'putty-key'
  | 'several-keys'
  | 'ssh-public-key'
  | 'too-large'
  | 'truncated'
  | 'unreadable-key'
  | 'wrong-passphrase';

/** Why there is no usable key. `detail` holds counts, lengths, alias names or a header label; never key material. */
export interface KeyProblem {
  readonly kind: KeyProblemKind;
  readonly detail?: string;
}

/** The result of reading a private key. It holds no key material besides `key` itself. */
export interface KeyReading {
  readonly key?: KeyObject;
  /** `rsa`, `rsa-pss`, `ec`, `ed25519`, … */
  readonly type?: string;
  /** Modulus length of an RSA key, size of the curve otherwise. */
  readonly bits?: number;
  /** SHA-256 of the public key's SPKI DER, hex. */
  readonly thumbprint?: string;
  readonly format?: KeyFormat;
  /** In the order applied. */
  readonly repairs: readonly KeyRepair[];
  /** Whether OpenSSL (so Node, so the Salesforce CLI) reads this very text, unrepaired and without a passphrase. */
  readonly readableAsIs?: boolean;
  readonly problem?: KeyProblem;
}

export interface KeyOptions {
  readonly passphrase?: string;
  /** The name of the key to use, in a keystore. */
  readonly alias?: string;
}

/** Larger inputs are refused: keys, chains and keystores have a few kilobytes. */
export const MAXIMUM_BYTES = 1024 * 1024;
