import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { asksForAbsurdWork, type DerValue } from './der.js';
import { legacyPem, type PemBlock } from './pem.js';
import type { KeyFormat, KeyProblem, KeyRepair } from './types.js';

/** An opened private key, or the reason why it can't be opened. */
export interface Opened {
  readonly key?: KeyObject;
  readonly format?: KeyFormat;
  readonly repairs?: readonly KeyRepair[];
  readonly problem?: KeyProblem;
}

export const ABSURD_WORK: KeyProblem = {
  kind: 'unreadable-key',
  detail: 'the password derivation asks for an absurd number of rounds',
};

/** The passphrases to try: as given, and without the line end that a file or a pipe added. */
export function passphrasesToTry(passphrase: string | undefined): string[] {
  if (passphrase === undefined) return [];
  const trimmed = passphrase.replace(/(?<![\r\n])[\r\n]+$/, '');
  return trimmed === passphrase ? [passphrase] : [passphrase, trimmed];
}

function attempt(open: () => KeyObject): KeyObject | { code: string } {
  try {
    return open();
  } catch (error) {
    return { code: String((error as { code?: unknown }).code) };
  }
}

/** Opens a key that is protected by a passphrase. */
function openEncrypted(format: KeyFormat, passphrase: string | undefined, open: (text: string) => KeyObject): Opened {
  const candidates = passphrasesToTry(passphrase);
  let code = '';
  for (const candidate of candidates) {
    const result = attempt(() => open(candidate));
    if (!('code' in result)) {
      return { key: result, format, repairs: candidate === passphrase ? [] : ['passphrase-newline'] };
    }
    code = result.code;
  }
  if (!passphrase) return { format, problem: { kind: 'encrypted-without-passphrase' } };
  if (code === 'ERR_OSSL_EVP_UNSUPPORTED') {
    return {
      format,
      problem: { kind: 'unreadable-key', detail: 'encrypted with a cipher that OpenSSL 3 has retired' },
    };
  }
  return { format, problem: { kind: 'wrong-passphrase' } };
}

/** Checks that the private numbers belong to the public ones: a changed character can leave a key that parses. */
function isConsistent(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) > 8192) return true;
  try {
    const data = Buffer.from('sf-jwt-doctor');
    return verify('sha256', data, createPublicKey(key), sign('sha256', data, key));
  } catch {
    return false;
  }
}

function checked(opened: Opened): Opened {
  if (!opened.key || isConsistent(opened.key)) return opened;
  return { format: opened.format, problem: { kind: 'inconsistent-key', detail: 'its numbers do not fit together' } };
}

const PEM_LABELS = { pkcs8: 'PRIVATE KEY', pkcs1: 'RSA PRIVATE KEY', sec1: 'EC PRIVATE KEY', dsa: 'DSA PRIVATE KEY' };

function pem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
}

/** Opens a private key in DER. `value.kind` must be one of the private ones. */
export function openDer(value: DerValue, passphrase: string | undefined): Opened {
  const { kind, der, announced } = value;
  const format = kind as KeyFormat;
  if (announced > der.length) {
    return { format, problem: { kind: 'truncated', detail: `${der.length} of ${announced} bytes` } };
  }
  if (kind === 'pkcs8-encrypted') {
    if (asksForAbsurdWork(der)) return { format, problem: ABSURD_WORK };
    return checked(
      openEncrypted(format, passphrase, (text) =>
        createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase: text }),
      ),
    );
  }
  const label = PEM_LABELS[kind as keyof typeof PEM_LABELS];
  const result = attempt(() => createPrivateKey(pem(label, der)));
  if ('code' in result) return { format, problem: { kind: 'unreadable-key', detail: `${der.length} bytes, ${kind}` } };
  return checked({ key: result, format });
}

/** Opens a PEM block with `Proc-Type: 4,ENCRYPTED`. */
export function openLegacy(block: PemBlock, passphrase: string | undefined): Opened {
  const formats: Record<string, KeyFormat> = { 'EC PRIVATE KEY': 'sec1-encrypted', 'DSA PRIVATE KEY': 'dsa-encrypted' };
  const format = formats[block.label] ?? 'pkcs1-encrypted';
  const unit = block.legacy?.cipher.startsWith('DES') ? 8 : 16;
  const size = block.legacy?.body.length ?? 0;
  if (!block.hasFooter || size === 0 || size % unit !== 0) {
    return { format, problem: { kind: 'truncated', detail: `${size} bytes of ciphertext` } };
  }
  const text = legacyPem(block);
  return checked(
    openEncrypted(format, passphrase, (candidate) => createPrivateKey({ key: text, passphrase: candidate })),
  );
}

/**
 * Whether OpenSSL reads the unrepaired text, without a passphrase, as the same key. We pass an empty passphrase, because
 * OpenSSL would otherwise ask for one on the terminal and wait.
 */
export function isReadableAsIs(bytes: Buffer, key: KeyObject): boolean {
  const result = attempt(() => createPrivateKey({ key: bytes.toString('utf8'), passphrase: '' }));
  return !('code' in result) && result.equals(key);
}
