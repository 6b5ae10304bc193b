import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import forge from 'node-forge';

/** The key and certificates with which the proxy answers for the real hosts. */
export interface TlsMaterial {
  readonly caCertificate: string;
  readonly key: string;
  readonly certificate: string;
}

/** A throw-away CA; its certificates have its own key. */
interface Authority {
  readonly key: string;
  readonly name: Names;
  readonly certificate: string;
}

type Names = { readonly name: string; readonly value: string }[];

const DAY = 86_400_000;

/** A signer for node-forge, whose own RSA in JavaScript takes thirty times as long as Node's. */
function signerOf(certificate: forge.pki.Certificate, key: string): forge.pki.rsa.PrivateKey {
  const sign256 = () => {
    // node-forge has set it by now; its types leave it out.
    const { tbsCertificate } = certificate as unknown as { tbsCertificate: forge.asn1.Asn1 };
    const bytes = Buffer.from(forge.asn1.toDer(tbsCertificate).getBytes(), 'binary');
    return sign('sha256', bytes, key).toString('binary');
  };
  return { sign: sign256 } as unknown as forge.pki.rsa.PrivateKey;
}

function issue(
  key: string,
  { issuer, subject, extensions }: { issuer: Names; subject: Names; extensions: object[] },
): string {
  const certificate = forge.pki.createCertificate();
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY);
  certificate.validity.notAfter = new Date(Date.now() + 30 * DAY);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  certificate.setExtensions(extensions);
  certificate.sign(signerOf(certificate, key), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}

function createAuthority(key: string): Authority {
  const name = [{ name: 'commonName', value: `sf-jwt-doctor simulator CA ${randomBytes(4).toString('hex')}` }];
  const certificate = issue(key, {
    issuer: name,
    subject: name,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, name, certificate };
}

let authority: Authority | undefined;

/** One CA for all orgs of a process, because making its key takes long. */
function authorityOfProcess(key: string | undefined): Authority {
  if (authority === undefined || (key !== undefined && authority.key !== key))
    authority = createAuthority(key ?? makeKey());
  return authority;
}

function makeKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** The CA of this process and one certificate for all host names; with a new key (PEM) unless one is given. */
export function createTlsMaterial(hostnames: readonly string[], givenKey?: string): TlsMaterial {
  const { key, name, certificate: caCertificate } = authorityOfProcess(givenKey);
  const certificate = issue(key, {
    issuer: name,
    subject: [{ name: 'commonName', value: 'sf-jwt-doctor simulator' }],
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hostnames.map((value) => ({ type: 2, value })) },
    ],
  });
  return { key, caCertificate, certificate };
}
