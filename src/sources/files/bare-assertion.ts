import { decodeAssertion } from '../assertion/decode.js';
import type { Shape } from './shape.js';

const LONGEST = 20_000;

/** The assertion, if the text is one: without a field name or quotes around it. Else undefined. */
function assertionIn(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const bare = text
    .trim()
    .replace(/^assertion\s{0,5}[=:]\s{0,5}/, '')
    .replace(/^["']|["']$/g, '');
  const joined = bare.replace(/\s+/g, '');
  return /^eyJ[A-Za-z0-9_+/=-]+\.[A-Za-z0-9_+/=-]+(?:\.[A-Za-z0-9_+/=-]*)?$/.test(joined) ? bare : undefined;
}

/** An assertion and nothing else. */
export const bareAssertion: Shape = {
  id: 'bare-assertion',
  title: 'an assertion',
  recognises: ({ text }) => assertionIn(text) !== undefined,
  read: ({ text, name }) => {
    const { facts, compact } = decodeAssertion(assertionIn(text)!, name);
    return { facts, ...(compact !== undefined && { assertions: [compact] }) };
  },
};
