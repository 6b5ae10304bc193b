import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loadKey } from '../../sources/private-key.js';
import type { Tried } from '../login/try-login.js';
import { UsageError } from '../usage-error.js';

const CERTIFICATE_DAYS = 730;

/** Returns the certificate of the private key, the same one each time: the given file if it fits the key, else a new one. */
export function certificateMaker(
  { login }: Tried,
  given: string | undefined,
  now: number,
): () => Promise<string | undefined> {
  let made: Promise<string | undefined> | undefined;
  const make = async (): Promise<string | undefined> => {
    const key = login.key === undefined ? undefined : (await loadKey(login.key, login.opening)).key;
    if (given !== undefined) return readGiven(given, key);
    if (key === undefined) return undefined;
    const { makeCertificate } = await import('../../remedies/certificate.js');
    return makeCertificate(key, { name: 'sf-jwt-doctor', days: CERTIFICATE_DAYS, now });
  };
  return () => (made ??= make());
}

function readGiven(file: string, key: KeyObject | undefined): string {
  const certificate = new X509Certificate(readFileSync(file));
  if (key !== undefined && !certificate.checkPrivateKey(createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))))
    throw new UsageError(`--certificate ${file}: it does not belong to the private key; leave it out to have one made`);
  return certificate.toString();
}
