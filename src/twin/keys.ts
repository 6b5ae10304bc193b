import { createHash, X509Certificate } from 'node:crypto';
import type { KeyPair } from '../simulator/complete-world.js';
import type { Ledger } from './ledger.js';

/** Key pairs that stand in for keys nobody has. The pair with one number is always the same. */
export type StandIns = (number: number) => KeyPair;

const OWN = 'the key of the login';
const OTHER = 'another key';

/** SHA-256 of the public key (SPKI, DER) of a certificate; undefined for a text that is none. */
function thumbprintOf(certificate: string): string | undefined {
  const isPem = certificate.includes('-----BEGIN');
  try {
    const { publicKey } = new X509Certificate(isPem ? certificate : Buffer.from(certificate, 'base64'));
    return createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex');
  } catch {
    return undefined;
  }
}

/** Gives equal thumbprints the same key pair, and different ones different pairs. The pair of the login is the first. */
export class KeyRing {
  readonly #numbers = new Map<string, number>();
  readonly #own: string;

  constructor(
    private readonly ledger: Ledger,
    private readonly standIns: StandIns,
  ) {
    this.#own = ledger.get('key.thumbprint') ?? ledger.get('assertion.signedBy') ?? OWN;
    this.#numbers.set(this.#own, 0);
  }

  /** The pair that the login signs with. */
  own(): KeyPair {
    return this.standIns(0);
  }

  /** The pair of a thumbprint. */
  pair(thumbprint: string): KeyPair {
    const number = this.#numbers.get(thumbprint) ?? this.#numbers.size;
    this.#numbers.set(thumbprint, number);
    return this.standIns(number);
  }

  /** The private key that belongs to a certificate of this ring; undefined for another certificate. */
  privateKeyOf(certificate: string): string | undefined {
    return [...this.#numbers.values()].map(this.standIns).find((pair) => pair.certificate === certificate)?.privateKey;
  }

  /** The stand-in for a real certificate, PEM or bare base64: the pair of its key. A text that is none stays as it is. */
  standInFor(certificate: string): string {
    const thumbprint = thumbprintOf(certificate);
    return thumbprint === undefined ? certificate : this.pair(thumbprint).certificate;
  }

  /** The certificate that the app of the login holds, as PEM; null where it holds none. */
  certificateOfApp(): string | null {
    const { ledger } = this;
    const held = ledger.assume('app.certificate', { thumbprint: this.#own }, [null, { thumbprint: OTHER }]);
    // The certificate of an installed app is in its publisher's org, where nobody here can look.
    if (held === null) return ledger.get('app.origin') === 'installed' ? this.own().certificate : null;
    const { thumbprint } = held;
    if (thumbprint === undefined) return this.pair(this.#own).certificate;
    const isOwn = thumbprint === ledger.get('assertion.signedBy') && ledger.get('key.thumbprint') === undefined;
    const isOther = ledger.get('assertion.notSignedBy')?.includes(thumbprint) === true;
    if (isOther) return this.pair(OTHER).certificate;
    return this.pair(isOwn || this.#own === OWN ? this.#own : thumbprint).certificate;
  }
}

/** How many key pairs a twin of these facts needs at most: one for each key that is told apart, and one more. */
export function keysNeeded(ledger: Ledger): number {
  const told = [
    ledger.get('key.thumbprint'),
    ledger.get('app.certificate')?.thumbprint,
    ...(ledger.get('org.apps') ?? []).map(({ certificate }) => certificate?.thumbprint),
  ];
  return new Set(told.filter((one) => one !== undefined)).size + 2;
}
