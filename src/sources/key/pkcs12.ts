import { createPrivateKey, type KeyObject } from 'node:crypto';
import type Forge from 'node-forge';
import { asksForAbsurdWork } from './der.js';
import { describeEntries, openEntry, type KeystoreEntry } from './keystore.js';
import { ABSURD_WORK, passphrasesToTry, type Opened } from './open-key.js';
import type { KeyOptions } from './types.js';

type Asn1 = Forge.asn1.Asn1;

const OIDS = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  nestedBag: '1.2.840.113549.1.12.10.1.6',
  friendlyName: '1.2.840.113549.1.9.20',
};

/** A bag that holds a key, open or under the password. */
interface KeyBag {
  readonly name?: string;
  readonly shrouded: boolean;
  readonly content: Asn1;
}

/** Thrown for structures that aren't PKCS#12. */
class UnexpectedStructure extends Error {}

function children(node: Asn1 | undefined): Asn1[] {
  if (!Array.isArray(node?.value)) throw new UnexpectedStructure();
  return node.value;
}

/** The content of an octet string, even of one split into pieces. */
function octets(node: Asn1 | undefined): string {
  if (!node) throw new UnexpectedStructure();
  return typeof node.value === 'string' ? node.value : node.value.map((part) => octets(part)).join('');
}

class Pkcs12 {
  readonly bags: KeyBag[] = [];
  readonly #encrypted: Asn1[] = [];

  constructor(
    private readonly forge: typeof Forge,
    bytes: Buffer,
  ) {
    const [, authSafe] = children(this.#parse(bytes.toString('latin1')));
    for (const info of children(this.#parse(octets(this.#content(authSafe, OIDS.data))))) {
      const type = this.#oid(children(info)[0]);
      if (type === OIDS.data) this.#collect(this.#parse(octets(this.#content(info, type))));
      else if (type === OIDS.encryptedData) this.#encrypted.push(this.#content(info, type));
    }
  }

  get hasEncryptedParts(): boolean {
    return this.#encrypted.length > 0;
  }

  /** Looks for keys in the encrypted parts, which usually hold only certificates. Throws for a wrong password. */
  decryptParts(password: string): void {
    const decryptedParts = this.#encrypted.map((part) => {
      const [, algorithm, content] = children(children(part)[1]);
      if (!algorithm) throw new UnexpectedStructure();
      const { asn1, pki } = this.forge;
      const cipherText = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, octets(content));
      // The same shape as an encrypted private key.
      const shape = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [algorithm, cipherText]);
      const decrypted = pki.decryptPrivateKeyInfo(shape, password) as Asn1 | null;
      if (!decrypted) throw new UnexpectedStructure();
      return decrypted;
    });
    for (const part of decryptedParts) this.#collect(part);
  }

  open(bag: KeyBag, password: string | undefined): KeyObject {
    if (!bag.shrouded) return this.#toKey(bag.content);
    try {
      return createPrivateKey({
        key: this.#der(bag.content),
        format: 'der',
        type: 'pkcs8',
        passphrase: password ?? '',
      });
    } catch {
      return this.#toKey(this.forge.pki.decryptPrivateKeyInfo(bag.content, password ?? ''));
    }
  }

  #toKey(node: Asn1): KeyObject {
    return createPrivateKey({ key: this.#der(node), format: 'der', type: 'pkcs8' });
  }

  #der(node: Asn1): Buffer {
    return Buffer.from(this.forge.asn1.toDer(node).getBytes(), 'latin1');
  }

  #parse(bytes: string): Asn1 {
    return this.forge.asn1.fromDer(bytes, false);
  }

  #oid(node: Asn1 | undefined): string {
    return this.forge.asn1.derToOid(this.forge.util.createBuffer(octets(node)));
  }

  #content(info: Asn1 | undefined, type: string): Asn1 {
    const [oid, wrapper] = children(info);
    const [content] = children(wrapper);
    if (this.#oid(oid) !== type || !content) throw new UnexpectedStructure();
    return content;
  }

  #collect(safeContents: Asn1, depth = 0): void {
    for (const bag of children(safeContents)) {
      const [oid, wrapper, attributes] = children(bag);
      const type = this.#oid(oid);
      const [content] = children(wrapper);
      if (!content) continue;
      if (type === OIDS.nestedBag && depth < 4) this.#collect(content, depth + 1);
      if (type !== OIDS.keyBag && type !== OIDS.shroudedKeyBag) continue;
      this.bags.push({ content, shrouded: type === OIDS.shroudedKeyBag, name: this.#friendlyName(attributes) });
    }
  }

  #friendlyName(attributes: Asn1 | undefined): string | undefined {
    for (const attribute of attributes ? children(attributes) : []) {
      const [oid, values] = children(attribute);
      if (this.#oid(oid) === OIDS.friendlyName) return octets(children(values)[0]);
    }
    return undefined;
  }
}

function entriesOf(store: Pkcs12, password: string | undefined): KeystoreEntry[] {
  return store.bags.map((bag, index) => ({
    alias: bag.name ?? `key ${index + 1}`,
    open: (): Opened => {
      try {
        return { key: store.open(bag, password), format: 'pkcs12' };
      } catch {
        return { format: 'pkcs12', problem: { kind: 'wrong-passphrase' } };
      }
    },
  }));
}

/** Opens the key of a PKCS#12 file, whatever its encryption. Without a password the empty one is tried. */
export async function openPkcs12(bytes: Buffer, { passphrase, alias }: KeyOptions): Promise<Opened> {
  if (asksForAbsurdWork(bytes)) return { format: 'pkcs12', problem: ABSURD_WORK };
  const { default: forge } = await import('node-forge');
  let store: Pkcs12;
  try {
    store = new Pkcs12(forge, bytes);
  } catch {
    return { format: 'pkcs12', problem: { kind: 'unreadable-key', detail: `${bytes.length} bytes of a PKCS#12 file` } };
  }
  const isEmpty = store.bags.length === 0 && !store.hasEncryptedParts;
  let result: Opened = { format: 'pkcs12', problem: { kind: 'wrong-passphrase' } };
  for (const candidate of passphrase === undefined ? [''] : passphrasesToTry(passphrase)) {
    result = openWith(store, candidate, alias);
    if (result.key) return candidate === (passphrase ?? '') ? result : { ...result, repairs: ['passphrase-newline'] };
  }
  if (!passphrase && result.problem?.kind !== 'keystore-alias-needed' && !isEmpty) {
    const detail = store.bags.length > 0 ? describeEntries(entriesOf(store, undefined)) : undefined;
    return { format: 'pkcs12', problem: { kind: 'keystore-without-password', detail } };
  }
  return result;
}

function openWith(store: Pkcs12, password: string, alias: string | undefined): Opened {
  if (store.bags.length === 0 && store.hasEncryptedParts) {
    try {
      store.decryptParts(password);
    } catch {
      return { format: 'pkcs12', problem: { kind: 'wrong-passphrase' } };
    }
  }
  return openEntry(entriesOf(store, password), 'pkcs12', alias);
}
