import type { MarkSecret } from './rule.js';

/** Shorter texts stand in half of all logs, by chance. */
const SHORTEST = 8;
const MOST = 400;

/** The secrets of this run in every spelling in which a server or a program may repeat them, the longest first. */
let spellings: readonly string[] = [];

function spellingsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return [
    secret,
    encodeURIComponent(secret),
    secret.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D'),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ];
}

function isSecret(text: string): boolean {
  return text.length >= SHORTEST && !text.startsWith('-----');
}

/**
 * Remembers secrets that this run works with: assertions, tokens, passphrases, keys. From then on every text loses them,
 * wherever they appear and whatever they look like; the lines of a key and the parts of an assertion count, too.
 */
export function rememberSecret(...secrets: readonly string[]): void {
  const told = secrets.flatMap((secret) => {
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    if (lines.length > 1) return [...lines, lines.filter(isSecret).join('')];
    const parts = /^eyJ/.test(secret) ? secret.split('.') : [];
    return [secret.trim(), ...parts].filter(isSecret).flatMap(spellingsOf);
  });
  const all = new Set([...told.filter(isSecret), ...spellings]);
  spellings = [...all].slice(0, MOST).sort((one, other) => other.length - one.length);
}

/** A text without the secrets of this run. */
export function withoutOwnSecrets(text: string, mark: MarkSecret): string {
  let clean = text;
  for (const secret of spellings)
    if (clean.includes(secret)) clean = clean.split(secret).join(mark('[secret removed]', secret));
  return clean;
}
