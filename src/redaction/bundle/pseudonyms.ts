import { isMasked } from '../../facts/masks.js';
import { isFactName } from '../../facts/names.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { orderedAddresses } from './addresses.js';
import type { NameClass } from './classes.js';
import { isKnownWord } from './known-words.js';
import { REMOVED, withoutRandomRuns, withoutUnknownNames } from './people.js';

/** The classes to keep, and the random part of the tokens of one bundle. */
export interface PseudonymOptions {
  /** Six hexadecimal digits, drawn anew for each bundle. */
  readonly nonce: string;
  readonly keep?: readonly NameClass[];
  /** Every address in the evidence: their order decides whether a login is within a range. */
  readonly addresses?: readonly string[];
}

const EMAIL = /[A-Za-z0-9](?:[\w.+'-]{0,80})@[A-Za-z0-9](?:[\w-]*\.)+[A-Za-z][\w-]*/g;
const HOST = /(?<![\w.@-])(?:[A-Za-z0-9](?:[\w-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![\w-])/g;
// The only label of the host of an address.
const BARE_HOST = /(?<=:\/\/)[A-Za-z0-9-]+(?![\w.-])/g;
const KEY = /(?<![A-Za-z0-9])3MVG[A-Za-z0-9._]{8,250}/g;
const ID = /(?<![A-Za-z0-9])(?:00D|005|0H4|0xI|888|0PS|0Pa|00e|0Ya)[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?(?![A-Za-z0-9])/g;
const ADDRESS = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;
const ADDRESS_V6 = /(?<![\w:.])(?=[0-9a-f:]*::|(?:[0-9a-f]+:){7})[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
const CLASS = /^[a-z_]\w*\.(?:\w+\.)*[A-Z]\w*[a-z]\w*$/;
// With a country code; with the code of an area in brackets, or behind a 0; in the groups of North America.
const PHONE =
  /(?:(?<![\w+.-])\+[1-9]|(?<![\w+.:-])00[1-9])[\d ()./-]{6,18}\d|(?<![\w+.:-])(?:\(0\d{1,5}\) ?\d[\d /-]{3,12}\d|0[1-9]\d{1,4}[ /-]\d[\d -]{3,10}\d|(?:1-)?(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4})(?![\w-])/g;
const HOME = /((?:\/(?:home|Users)\/|[A-Za-z]:\\+Users\\+))[^/\\\s"':]+/g;
const RECORD_ID = /^(?:005|0H4|0xI|888)[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;
const USERNAME = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const ESCAPE = /&(?:amp|lt|gt|quot|apos|#\d+);|%40|\\u0040/i;
const CASE_COUNTS: ReadonlySet<string> = new Set(['keys', 'ids']);
const PADDING = 'A';

// The part of a host that shows its type. The part before it is a name.
const KINDS =
  /^(.*?)((?:\.(?:sandbox|develop|scratch|trailblaze|demo|patch|stm|free))?(?:\.(?:my|lightning|vf|c))*\.(?:salesforce\.(?:com|mil)|salesforce-setup\.(?:com|mil)|crmforce\.mil|sfcrmproducts\.cn|sfcrmapps\.cn|force\.com|site\.com|visualforce\.com|lightning\.[a-z.]{2,20}))$/i;
const PUBLIC_HOSTS =
  /^(?:(?:login|test|welcome|www|help|developer|trust|status|api|appexchange|[a-z]{2,4}\d{1,4}s?)\.salesforce\.com|salesforce\.com|(?:[\w-]+\.)*(?:googleapis\.com|google\.com|microsoftonline\.com|github\.com|npmjs\.(?:com|org)|nodejs\.org|sforce\.com|w3\.org))$/i;
const VENDORS = /\.(?:okta|auth0)\.com$/i;
// Words with dots that are no hosts: files, packages, classes.
const NO_HOST =
  /\.(?:js|mjs|ts|py|rb|java|php|go|cs|key|crt|pem|p12|pfx|jks|json|xml|yaml|yml|txt|log|md|csv|har|zip|html?|sh|cmd|exe|dll|jar|app|eca|profile|io|net|lang|util|core|invalid|example)$/i;

const KEPT: readonly (readonly [NameClass, RegExp])[] = [
  ['usernames', EMAIL],
  [
    'hosts',
    /(?<=:\/\/)[\w.-]+|(?:[A-Za-z0-9][\w-]{0,62}\.){1,8}(?:salesforce|force|site|crmforce|salesforce-setup|sfcrmproducts|sfcrmapps|visualforce)\.[a-z]{2,3}(?![\w-])/,
  ],
  ['keys', KEY],
  ['ids', ID],
];

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isLoopback(address: string): boolean {
  return address === '::1' || hostFacts(address)?.kind === 'loopback';
}

/** Whether a name consists only of common words. Such a name identifies nobody and occurs in many texts. */
function isNobodys(name: string): boolean {
  return name.split(/[\s_-]+/).every((word) => word.length < 2 || isKnownWord(word));
}

/** Replaces names by tokens: equal names by equal tokens within one bundle, and no token says anything about its name. */
export class Pseudonyms {
  readonly #tokens = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string>();
  readonly #nonce: string;
  readonly #keep: ReadonlySet<NameClass>;
  readonly #addresses: ReadonlyMap<string, string>;
  readonly #kept: RegExp | undefined;

  constructor({ nonce, keep = [], addresses = [] }: PseudonymOptions) {
    this.#nonce = nonce;
    this.#keep = new Set(keep);
    this.#addresses = orderedAddresses(addresses);
    const kept = KEPT.flatMap(([name, pattern]) => (this.#keep.has(name) ? pattern.source : []));
    this.#kept = kept.length === 0 ? undefined : new RegExp(`(${kept.join('|')})`, 'i');
  }

  /** How many different names of each class were replaced. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The token of a name, always the same; upper and lower case are one name, unless it is a key. */
  #token(kind: string, name: string, make: (number: number) => string): string {
    const folded = CASE_COUNTS.has(kind) ? name : name.toLowerCase();
    const key = `${kind} ${folded}`;
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const token = make(number);
    this.#tokens.set(key, token);
    // A token stays unchanged when a bundle is made from a bundle.
    this.#tokens.set(`${kind} ${CASE_COUNTS.has(kind) ? token : token.toLowerCase()}`, token);
    return token;
  }

  /** The token of a username is what the username is: a username, with or without the ending of a sandbox, or none. */
  username(name: string): string {
    if (this.#keep.has('usernames') || isMasked(name) || name.trim() === '') return name;
    const plain = name.trim();
    if (RECORD_ID.test(plain)) return this.id(plain);
    if (/^3MVG/.test(plain)) return this.consumerKey(name);
    const company = /@([\w-]+)\./.exec(name)?.[1];
    if (company !== undefined && company !== 'redacted' && !this.#keep.has('hosts')) this.#label('org', company);
    const ending = /\.(?:com|org|net|io|de|co|eu)$/i.test(plain) ? '.com' : '';
    const escape = ESCAPE.exec(plain)?.[0] ?? '';
    const token = this.#token('usernames', plain, (number) =>
      USERNAME.test(plain)
        ? `user${number}-${this.#nonce}${escape}@redacted.example${ending}`
        : `user${number}-${this.#nonce}${escape}`,
    );
    for (const part of (name.split('@')[0] ?? '').split(/[^\p{L}\p{M}]+/u)) this.#remember(part, REMOVED);
    return name.replace(plain, token);
  }

  /** The token of a consumer key is one, too; what is none in the place of one is still none, and the same kind of it. */
  consumerKey(key: string): string {
    if (this.#keep.has('keys') || isMasked(key)) return key;
    const plain = key.trim();
    if (/^3MVG/.test(plain) && /^[\w.-]+$/.test(plain)) return key.replace(plain, this.#keyToken(plain));
    if (plain === '' || plain.startsWith('[') || RECORD_ID.test(plain)) return this.text(key);
    if (/:\/\//.test(plain)) return this.url(key);
    if (plain.includes('@')) return this.username(key).replace(/^[^@]+$/, '$&@');
    if (/^[\w.-]{8,256}$/.test(plain)) return key.replace(plain, this.#keyToken(plain));
    return key.replace(/[\p{L}\p{N}]{2,}/gu, (run) => this.#token('keys', run, (number) => `k${number}`));
  }

  #keyToken(key: string): string {
    const start = key.startsWith('3MVG') ? '3MVG9redacted' : 'key';
    return this.#token('keys', key, (number) => `${start}${number}${this.#nonce}`.padEnd(key.length, PADDING));
  }

  id(id: string): string {
    if (this.#keep.has('ids')) return id;
    const [prefix, rest] = [id.slice(0, 3), id.length - 3];
    return this.#token('ids', id, (number) => `${prefix}${`${this.#nonce}${number}`.padStart(rest, '0').slice(-rest)}`);
  }

  thumbprint(hex: string): string {
    if (this.#keep.has('keys')) return hex;
    // Digits alone would look like a consumer secret.
    return this.#token('thumbprints', hex, (number) => `${this.#nonce}${number}`.padStart(hex.length, 'f'));
  }

  address(address: string): string {
    return this.#keep.has('addresses') ? address : (this.#addresses.get(address.trim()) ?? '192.0.2.0');
  }

  /** A name that somebody gave: of an app, a profile, a permission set. It is replaced in texts, too. */
  name(name: string): string {
    if (this.#keep.has('names') || isMasked(name) || name.trim() === '') return name;
    const plain = name.trim();
    if (/@/.test(plain)) return this.username(name);
    const token = this.#token('names', plain, (number) => `name${number}-${this.#nonce}`);
    this.#remember(plain, token);
    return token;
  }

  /** Removes a known name from every text, in every spelling. */
  #remember(name: string, token: string): void {
    if (name.length > 2 && !isNobodys(name)) this.#names.set(name.toLowerCase(), token);
  }

  #label(kind: 'org' | 'sb' | 'host', label: string): string {
    const known = this.#token('hosts', `${kind} ${label}`, (number) => `${kind}${number}x${this.#nonce}`);
    if (kind === 'org') this.#remember(label, known);
    return known;
  }

  #host(host: string): string {
    if (this.#keep.has('hosts') || NO_HOST.test(host) || isFactName(host) || PUBLIC_HOSTS.test(host)) return host;
    const [, name, kind] = KINDS.exec(host) ?? [];
    if (name !== undefined && kind !== undefined && name !== '') {
      const labels = name.split('.').map((label) => {
        const [org = '', ...rest] = label.split('--');
        return [this.#label('org', org), ...rest.map((part) => this.#label('sb', part))].join('--');
      });
      return `${labels.join('.')}${kind}`;
    }
    const vendor = VENDORS.exec(host)?.[0];
    if (vendor !== undefined) return `${this.#label('host', host.slice(0, -vendor.length))}${vendor}`;
    return `${this.#label('host', host)}.example`;
  }

  #bareHost(name: string): string {
    return /^(?:localhost|\d+)$/i.test(name) || name.includes(this.#nonce) ? name : this.#label('host', name);
  }

  #withoutNames(text: string): string {
    if (this.#names.size === 0) return text;
    const longestFirst = [...this.#names.keys()].sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(?<![\\w-])(?:${longestFirst.map(quoted).join('|')})(?![\\w-])`, 'gi');
    return text.replace(pattern, (name) => this.#names.get(name.toLowerCase()) ?? name);
  }

  /** Every host, username, consumer key, id, address and known name in a text. */
  text(text: string): string {
    return this.#between(
      this.#withTokens(text, (host) => this.#host(host)),
      (part) => this.#withoutNames(part),
    );
  }

  /**
   * A text that people may be named in: as `text`, and without any word that may be somebody's name. Whatever is kept, long
   * runs of letters and digits go: they may be secrets.
   */
  prose(text: string): string {
    if (this.#keep.has('names')) return this.#between(this.text(text), (part) => withoutRandomRuns(part, this.#nonce));
    // The name of a class is read word by word, as all else.
    const told = this.#withTokens(text, (host) => (CLASS.test(host) ? host : this.#host(host)));
    return this.#between(told, (part) =>
      withoutUnknownNames(this.#withoutNames(part).replace(PHONE, REMOVED), this.#nonce),
    );
  }

  /** Rewrites the text between the names that the user keeps. */
  #between(text: string, rewrite: (part: string) => string): string {
    if (this.#kept === undefined) return rewrite(text);
    return text
      .split(this.#kept)
      .map((part, index) => (index % 2 === 1 ? part : rewrite(part)))
      .join('');
  }

  /** An address: its host by a token, its path without words that may be names. */
  url(text: string): string {
    const [, host, path] = /^(\s*[\w+.-]+:\/\/[^/?#\s]*|[\w.-]+\.[A-Za-z]{2,24})(.*)$/s.exec(text) ?? [];
    return host === undefined || path === undefined ? this.prose(text) : `${this.text(host)}${this.prose(path)}`;
  }

  #withTokens(text: string, host: (name: string) => string): string {
    let told = text;
    if (!this.#keep.has('usernames')) told = told.replace(EMAIL, (name) => this.username(name));
    told = told.replace(KEY, (key) => (this.#keep.has('keys') || isMasked(key) ? key : this.consumerKey(key)));
    told = told.replace(ID, (id) => this.id(id));
    if (!this.#keep.has('addresses'))
      for (const pattern of [ADDRESS, ADDRESS_V6])
        told = told.replace(pattern, (address) => (isLoopback(address) ? address : this.address(address)));
    told = told.replace(HOST, (name) => (/redacted\.example(?:\.com)?$/.test(name) ? name : host(name)));
    if (!this.#keep.has('hosts')) told = told.replace(BARE_HOST, (name) => this.#bareHost(name));
    return told.replace(HOME, '$1user');
  }

  /** Adds a name found in a text, unless it consists only of common words. */
  learn(name: string): void {
    if (!isNobodys(name)) this.name(name);
  }
}
