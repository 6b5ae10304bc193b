import type { SourceFact } from '../../facts/store.js';
import { hostFacts } from '../../salesforce/hosts.js';
import type { Shape } from './shape.js';
import { isUnfilled } from './written/values.js';

/** The claims of an assertion, as a person decoded them or a client printed them. */
interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string | string[];
  readonly exp?: number;
  readonly line: number;
}

const TEXT_CLAIM = /["']?\b(iss|sub|aud)\b["']?\s*(?::|=>|=)\s*(["'])([^"'\r\n]{1,300})\2/g;
const EXP = /["']?\bexp\b["']?\s*(?::|=>|=)\s*["']?(\d{10,13})\b/;
// An audience list, which the endpoint refuses.
const AUD_LIST = /["']?\baud\b["']?\s*(?::|=>|=)\s*\[([^\]\r\n]{1,600})\]/;
const NEAR = 1500;

function isHidden(value: string): boolean {
  return isUnfilled(value) || /^[<${%]|\*{3}|\.{3}$|…/.test(value.trim());
}

/** The last set of claims in a text: at least two of iss, sub and aud close together. */
function claimsIn(whole: string): Claims | undefined {
  // Commented-out claims were not sent.
  const text = whole.replace(/^[ \t]*(?:\/\/|#|<!--).*$/gm, '');
  const matches = [...text.slice(0, 2_000_000).matchAll(TEXT_CLAIM)];
  const last = matches.at(-1);
  if (last === undefined) return undefined;
  const near = matches.filter(({ index }) => last.index - index < NEAR);
  const claims: Partial<Record<string, string>> = {};
  for (const [, name, , value] of near) claims[name!] = value!;
  const list = AUD_LIST.exec(text.slice(Math.max(0, last.index - NEAR), last.index + NEAR))?.[1];
  const audiences = [...(list ?? '').matchAll(/(["'])([^"']{1,300})\1/g)].map(([, , one]) => one!);
  if (Object.keys(claims).length + (audiences.length > 0 ? 1 : 0) < 2) return undefined;
  const from = near[0]!.index;
  const exp = EXP.exec(text.slice(Math.max(0, from - NEAR), last.index + NEAR))?.[1];
  return {
    ...claims,
    ...(audiences.length > 0 && claims['aud'] === undefined && { aud: audiences }),
    ...(exp !== undefined && { exp: Number(exp) }),
    line: text.slice(0, from).split('\n').length,
  };
}

/** True for an assertion to another vendor, in a text without a word of Salesforce. */
function isOfOtherVendor({ aud }: Claims, text: string): boolean {
  return (
    typeof aud === 'string' && hostFacts(aud)?.kind === 'foreign' && !/salesforce|force\.com|sfdx|3MVG9/i.test(text)
  );
}

/**
 * The facts of decoded claims in a text. Masked values are unknown; `exp` stays as written, in seconds or milliseconds.
 */
export function claimFacts(text: string, name: string): SourceFact[] {
  const claims = claimsIn(text);
  if (claims === undefined || isOfOtherVendor(claims, text)) return [];
  const source = `${name}, line ${claims.line}`;
  const facts: SourceFact[] = [];
  const add = (fact: 'assertion.issuer' | 'assertion.subject' | 'assertion.audience', value: string | undefined) => {
    if (value !== undefined)
      facts.push(
        (isHidden(value) ? { name: fact, unknown: 'masked', source } : { name: fact, value, source }) as SourceFact,
      );
  };
  add('assertion.issuer', claims.iss);
  add('assertion.subject', claims.sub);
  if (Array.isArray(claims.aud)) facts.push({ name: 'assertion.audience', value: claims.aud, source });
  else add('assertion.audience', claims.aud);
  if (claims.exp !== undefined) facts.push({ name: 'assertion.expiresAt', value: claims.exp, source });
  return facts;
}

/** Decoded claims that stand alone, as JSON. */
export const claims: Shape = {
  id: 'claims',
  title: 'the claims of an assertion',
  recognises: ({ json, text }) =>
    typeof json === 'object' && json !== null && ('iss' in json || 'sub' in json) && claimsIn(text) !== undefined,
  read: ({ text, name }) => ({ facts: claimFacts(text, name) }),
};
