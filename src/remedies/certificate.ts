import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import type Forge from 'node-forge';

/** The contents of a self-signed certificate. */
export interface CertificateWishes {
  /** Common name. */
  readonly name: string;
  /** Days until it expires. An expired certificate does not stop a login (reported) but causes a warning. */
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** Signs with Node's own RSA, which takes a thirtieth of the time of that of node-forge, in JavaScript. */
function signerOf(
  certificate: Forge.pki.Certificate,
  key: KeyObject,
  { asn1 }: typeof Forge,
): Forge.pki.rsa.PrivateKey {
  const signWithNode = () => {
    // node-forge has set it by now; its types leave it out.
    const { tbsCertificate } = certificate as unknown as { tbsCertificate: Forge.asn1.Asn1 };
    return sign('sha256', Buffer.from(asn1.toDer(tbsCertificate).getBytes(), 'binary'), key).toString('binary');
  };
  return { sign: signWithNode } as unknown as Forge.pki.rsa.PrivateKey;
}

/**
 * A serial number, hexadecimal, of 16 random bytes. It is positive, so its first bit is 0, and its first byte is not
 * 0: DER allows no zeros in front (X.690, 8.3.2), and OpenSSL reads no certificate that has them.
 */
export function serialNumber(bytes: Buffer): string {
  const [first = 0, ...rest] = bytes;
  return Buffer.from([(first & 0x3f) | 0x40, ...rest]).toString('hex');
}

/** The self-signed certificate (PEM) of an RSA private key, SHA-256: what is uploaded to an app. */
export async function makeCertificate(key: KeyObject, { name, days, now }: CertificateWishes): Promise<string> {
  const { default: forge } = await import('node-forge');
  const { pki, md } = forge;
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString());
  certificate.serialNumber = serialNumber(randomBytes(16));
  certificate.validity.notBefore = new Date(now - DAY_MS / 24);
  certificate.validity.notAfter = new Date(now + days * DAY_MS);
  const subject = [{ name: 'commonName', value: name.slice(0, 64) }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(signerOf(certificate, key, forge), md.sha256.create());
  return pki.certificateToPem(certificate).replace(/\r\n/g, '\n');
}
