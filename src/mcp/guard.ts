import { createPrivateKey } from 'node:crypto';
import { scrubText } from '../redaction/scrub.js';

/** Credentials that must not pass through an assistant, by the words that stand for them in a redacted text. */
const REFUSED: Readonly<Record<string, string>> = {
  '[private key removed]': 'a private key',
  '[session id removed]': 'a session ID (access token)',
  '[auth URL removed]': 'an SFDX auth URL',
  '[refresh token removed]': 'a refresh token',
  '[consumer secret removed]': 'a consumer secret',
};

/** How many characters of base64 a real credential has at least: a header with a mask below it holds none. */
const LEAST = 20;

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

/** False for words in place of a credential, and for a certificate in base64, which is public. */
function isReal(removed: string, secret: string): boolean {
  if (removed !== '[private key removed]') return !/redacted|removed|hidden|masked|x{8}|\*{3}/i.test(secret);
  if (secret.startsWith('LS0tLS')) return /PRIVATE KEY|PuTTY/.test(decoded(secret));
  const body = secret.replace(/-{2,}[^-]*-{2,}/g, '');
  return new RegExp(`[A-Za-z0-9+/]{${LEAST}}`).test(body);
}

/** True for the numbers of a private key in base64, without the lines around it. */
function isBareKey(base64: string): boolean {
  const key = Buffer.from(base64, 'base64');
  return (['pkcs8', 'pkcs1'] as const).some((type) => {
    try {
      createPrivateKey({ key, format: 'der', type });
      return true;
    } catch {
      return false;
    }
  });
}

// DER of a key or a certificate begins with MI; lines may be broken, also as \n in JSON.
const DER = /(?<![A-Za-z0-9+/])MI[A-Za-z0-9+/](?:[A-Za-z0-9+/]|\s|\\[nr]){200,20000}={0,2}/g;

/** The credential in a text, in words; undefined where there is none. */
export function credentialIn(text: string): string | undefined {
  let found: string | undefined;
  scrubText(text, (removed, secret) => {
    const words = REFUSED[removed];
    if (words !== undefined && isReal(removed, secret)) found ??= words;
    return removed;
  });
  if (found !== undefined) return found;
  const bare = [...text.matchAll(DER)].map(([match]) => match.replace(/\\[nr]|\s/g, ''));
  return bare.some(isBareKey) ? 'a private key' : undefined;
}

/** The words that refuse a text with a credential: it has been shared already, so it is no secret any more. */
export function refusal(credential: string): string {
  return `Refused: the text holds ${credential}, and nothing of it was read. It has been shared with this assistant, so rotate it: replace it and make the old one useless. Then send the text without it.`;
}
