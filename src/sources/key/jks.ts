import { createPrivateKey } from 'node:crypto';
import { describeEntries, openEntry, type KeystoreEntry } from './keystore.js';
import { passphrasesToTry, type Opened } from './open-key.js';
import type { KeyOptions } from './types.js';

const JKS = 0xfeedfeed;
const JCEKS = 0xcececece;

/** The kind of a Java keystore, by its magic number. */
export function javaKeystoreKind(bytes: Buffer): 'jks' | 'jceks' | undefined {
  const magic = bytes.length >= 12 ? bytes.readUInt32BE(0) : undefined;
  return magic === JKS ? 'jks' : magic === JCEKS ? 'jceks' : undefined;
}

/** Opens the key of a JKS file, as Salesforce exports it. */
export async function openJks(bytes: Buffer, { passphrase, alias }: KeyOptions): Promise<Opened> {
  const { parseJks, decrypt } = await import('jks-js');
  let entries: KeystoreEntry[];
  try {
    entries = parseJks(bytes, '').flatMap((entry) =>
      'protectedPrivateKey' in entry
        ? [{ alias: entry.alias, open: () => openProtected(entry.protectedPrivateKey, passphrase, decrypt) }]
        : [],
    );
  } catch {
    return { format: 'jks', problem: { kind: 'truncated', detail: `${bytes.length} bytes of a Java keystore` } };
  }
  if (passphrase === undefined && entries.length > 0) {
    return { format: 'jks', problem: { kind: 'keystore-without-password', detail: describeEntries(entries) } };
  }
  return openEntry(entries, 'jks', alias);
}

function openProtected(
  protectedKey: Buffer,
  passphrase: string | undefined,
  decrypt: (protectedKey: Buffer, password: string) => string,
): Opened {
  for (const candidate of passphrasesToTry(passphrase)) {
    try {
      const key = createPrivateKey(decrypt(protectedKey, candidate));
      return { key, format: 'jks', repairs: candidate === passphrase ? [] : ['passphrase-newline'] };
    } catch {
      // The next candidate.
    }
  }
  return { format: 'jks', problem: { kind: 'wrong-passphrase' } };
}
