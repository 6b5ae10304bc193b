import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';

/** What a self-signed certificate is to say. */
export interface CertificateWishes {
  /** Common name. */
  readonly name: string;
  /** Days until it ends; an expired one does not stop a login (reported), but is told about. */
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** The self-signed certificate (PEM) of an RSA private key, SHA-256: what is uploaded to an app. */
export async function makeCertificate(key: KeyObject, { name, days, now }: CertificateWishes): Promise<string> {
  const { default: forge } = await import('node-forge');
  const { pki, md } = forge;
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString());
  // A serial number is positive: its first bit is zero.
  certificate.serialNumber = `00${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(now - DAY_MS / 24);
  certificate.validity.notAfter = new Date(now + days * DAY_MS);
  const subject = [{ name: 'commonName', value: name.slice(0, 64) }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(pki.privateKeyFromPem(key.export({ type: 'pkcs8', format: 'pem' }).toString()), md.sha256.create());
  return pki.certificateToPem(certificate).replace(/\r\n/g, '\n');
}
