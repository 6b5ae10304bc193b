import { X509Certificate, type KeyObject } from 'node:crypto';
import { bitsOf, thumbprintOf } from './thumbprint.js';
import type { KeyProblem, KeyProblemKind } from './types.js';
import { unpack } from './unpack.js';

/** The certificate, as far as the login is concerned. */
export interface CertificateReading {
  /** SHA-256 of the public key's SPKI DER, hex: equal to that of the private key it belongs to. */
  readonly thumbprint: string;
  readonly subject: string;
  /** ISO time. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly bits?: number;
  readonly type: string;
}

export interface CertificateProblem {
  readonly kind:
    Exclude<KeyProblemKind, 'certificate' | 'not-a-key'> | 'private-key' | 'keystore' | 'not-a-certificate';
  readonly detail?: string;
}

/** Reads the first certificate of a PEM, DER or bare base64 text, also beside a key. Never throws for its input. */
export function readCertificate(bytes: Uint8Array): { certificate?: CertificateReading; problem?: CertificateProblem } {
  try {
    return read(bytes);
  } catch {
    return { problem: { kind: 'not-a-certificate' } };
  }
}

/** The public key of the first certificate in a text; undefined when there is none. */
export function publicKeyOf(bytes: Uint8Array): KeyObject | undefined {
  const found = unpack(bytes).values.find((piece) => piece.value?.kind === 'certificate')?.value;
  try {
    return found && new X509Certificate(found.der).publicKey;
  } catch {
    return undefined;
  }
}

function read(bytes: Uint8Array): { certificate?: CertificateReading; problem?: CertificateProblem } {
  const { values, problem, keystore } = unpack(bytes);
  if (problem) return { problem: renamed(problem) };
  if (keystore) return { problem: { kind: 'keystore', detail: keystore.kind.toUpperCase() } };
  const found = values.find((piece) => piece.value?.kind === 'certificate')?.value;
  if (found) {
    if (found.der.length < found.announced) {
      return { problem: { kind: 'truncated', detail: `${found.der.length} of ${found.announced} bytes` } };
    }
    const certificate = describe(found.der);
    return certificate
      ? { certificate }
      : { problem: { kind: 'not-a-certificate', detail: `${found.der.length} bytes` } };
  }
  for (const { value, label } of values) {
    if (value?.kind === 'pkcs12' || value?.kind === 'bcfks')
      return { problem: { kind: 'keystore', detail: value.kind.toUpperCase() } };
    if (value?.kind === 'public-key' || value?.kind === 'certificate-request') return { problem: { kind: value.kind } };
    if (value?.kind === 'pkcs7') return { problem: { kind: 'not-a-certificate', detail: 'PKCS7' } };
    if (value || label?.endsWith('PRIVATE KEY')) return { problem: { kind: 'private-key' } };
  }
  const [first] = values;
  if (first?.label !== undefined && first.masked) return { problem: { kind: 'masked' } };
  if (first?.label?.endsWith('CERTIFICATE'))
    return { problem: { kind: 'truncated', detail: 'no whole certificate between the lines' } };
  return { problem: { kind: 'not-a-certificate' } };
}

function renamed({ kind, detail }: KeyProblem): CertificateProblem {
  return { kind: kind === 'not-a-key' || kind === 'certificate' ? 'not-a-certificate' : kind, detail };
}

function describe(der: Buffer): CertificateReading | undefined {
  try {
    const certificate = new X509Certificate(der);
    const key: KeyObject = certificate.publicKey;
    return {
      thumbprint: thumbprintOf(key),
      subject: certificate.subject?.split('\n').join(', ') ?? '',
      notBefore: isoTime(certificate.validFrom),
      notAfter: isoTime(certificate.validTo),
      bits: bitsOf(key),
      type: key.asymmetricKeyType ?? 'unknown',
    };
  } catch {
    return undefined;
  }
}

/** `Nov  3 15:28:20 2026 GMT` as ISO, because Node 20 has no `validToDate`. */
function isoTime(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toISOString();
}
