import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

/** The key and certificates with which the proxy answers for the real hosts. */
export interface TlsMaterial {
  readonly caCertificate: string;
  readonly key: string;
  readonly certificate: string;
}

const DAY = 86_400_000;

let privateKey: string | undefined;

/** One key for all certificates of a process, because making a key takes long. */
function privateKeyOfProcess(): string {
  privateKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  return privateKey;
}

/** A throw-away CA and one certificate for all host names. */
export function createTlsMaterial(hostnames: readonly string[]): TlsMaterial {
  const key = privateKeyOfProcess();
  const signer = forge.pki.privateKeyFromPem(key);
  const publicKey = forge.pki.setRsaPublicKey(signer.n, signer.e);
  const issuer = [{ name: 'commonName', value: `sf-jwt-doctor simulator CA ${randomBytes(4).toString('hex')}` }];
  const make = (subject: { name: string; value: string }[], extensions: object[]): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = publicKey;
    certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
    certificate.validity.notBefore = new Date(Date.now() - DAY);
    certificate.validity.notAfter = new Date(Date.now() + 30 * DAY);
    certificate.setSubject(subject);
    certificate.setIssuer(issuer);
    certificate.setExtensions(extensions);
    certificate.sign(signer, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
  };
  return {
    key,
    caCertificate: make(issuer, [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ]),
    certificate: make(
      [{ name: 'commonName', value: 'sf-jwt-doctor simulator' }],
      [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: hostnames.map((value) => ({ type: 2, value })) },
      ],
    ),
  };
}
