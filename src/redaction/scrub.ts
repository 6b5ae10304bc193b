import { mapStrings } from './map-strings.js';
import { NAMED } from './named.js';
import { withoutOwnSecrets } from './own-secrets.js';
import type { MarkSecret, Rule } from './rule.js';
import { SHAPES } from './shapes.js';

// Whole blocks before their parts, and what a name announces last: by then, tokens have gone from the values.
const RULES: readonly Rule[] = [...SHAPES, ...NAMED];

export type { MarkSecret } from './rule.js';

const unmarked: MarkSecret = (removed) => removed;

function scrubWith(text: string, { pattern, replacement, spares }: Rule, mark: MarkSecret): string {
  const bracket = replacement.indexOf('[');
  if (bracket === -1) return text.replace(pattern, replacement);
  const [before, removed] = [replacement.slice(0, bracket), replacement.slice(bracket)];
  return text.replace(pattern, (match: string, ...groups: unknown[]) => {
    const kept = before.replace(/\$(\d)/g, (_, number: string) => {
      const group = groups[Number(number) - 1];
      return typeof group === 'string' ? group : '';
    });
    const secret = match.slice(kept.length);
    return spares?.(secret) === true ? match : kept + mark(removed, secret);
  });
}

// A number, a date or a time. Every rule asks for a name, for other letters, or for more characters.
const TIME = /^[\d\s:.,TZ+/-]{0,32}$/;

/** Short texts without a secret of any form, so that the same cell of a thousand rows is looked at once. */
const harmless = new Set<string>();
const MOST_HARMLESS = 2000;
const LONGEST_HARMLESS = 300;

function rememberHarmless(text: string): void {
  if (text.length > LONGEST_HARMLESS) return;
  if (harmless.size >= MOST_HARMLESS) harmless.clear();
  harmless.add(text);
}

/**
 * Takes every secret out of a text: private keys, assertions, tokens, session ids, cookies, secrets in form fields and
 * JSON. What is no secret (hosts, user names, consumer keys, error texts) stays as it was. `mark` makes what stands in its
 * place; without it equal and different secrets look alike.
 */
export function scrubText(text: string, mark?: MarkSecret): string {
  const told = withoutOwnSecrets(text, mark ?? unmarked);
  if (TIME.test(told) || (mark === undefined && harmless.has(told))) return told;
  let clean = told;
  for (const rule of RULES) clean = scrubWith(clean, rule, mark ?? unmarked);
  if (mark === undefined && clean === told) rememberHarmless(told);
  return clean;
}

/** The consumer secret of an old app is a number of 16 to 20 digits: it is taken out where a consumer key belongs. */
export function scrubIssuer(issuer: string): string {
  return /^\d{16,20}$/.test(issuer.trim()) ? '[consumer secret removed]' : scrubText(issuer);
}

/** `scrubText` over every string of a JSON-like value, names included; the shape stays. */
export function scrub<T>(value: T): T {
  const change = (text: string) => scrubText(text);
  return mapStrings(value, change, change);
}

/** True when a text holds something that must never be shown. */
export function holdsSecret(text: string): boolean {
  return scrubText(text) !== text;
}

// Control characters, and those that turn the direction of writing: a terminal would obey them.
// eslint-disable-next-line no-control-regex -- these characters are the point
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text that a terminal only shows and never obeys; line ends and tabs stay. */
export function plainText(text: string): string {
  return text.replace(OBEYED, '\u00b7');
}
