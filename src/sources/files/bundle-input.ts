import { scrubText, type MarkSecret } from '../../redaction/scrub.js';
import { kindOfEntry } from './har.js';
import { mayTell } from './intake/telling.js';
import { withoutColours } from './unwrap/index.js';
import type { Paste } from './shape.js';

const LONGEST_LINE = 2_000;
const LONGEST_TEXT = 200_000;
const CUT = '[…]';

// JSON objects that name a secret in one member and hold it in another, as headers in HAR and Postman files do.
const SECRET_FIELD =
  /cookie|authori[sz]ation|secret|passw|passphrase|token$|^sid$|session|api[-_]?key|assertion|private|code(?:_verifier)?$|^otp$|^pwd$|pass(?:code)?$|(?:access|account|subscription)[-_]?key|csrf|xsrf|signature/i;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON document without secrets, cookies and pictures. Of a HAR file, only the relevant entries stay. */
function reduce(value: unknown, mark: MarkSecret): unknown {
  if (typeof value === 'string') {
    const inner = parsed(value);
    return inner === undefined ? scrubText(value, mark) : JSON.stringify(reduce(inner, mark));
  }
  if (Array.isArray(value)) return value.map((item: unknown) => reduce(item, mark));
  if (!isObject(value)) return value;
  const { encoding, text, ...others } = value;
  // HAR 1.2: a body may be base64.
  if (encoding === 'base64' && typeof text === 'string')
    return reduce({ ...others, text: Buffer.from(text, 'base64').toString('utf8') }, mark);
  const label = [value['name'], value['key']].find((one) => typeof one === 'string') ?? '';
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
      if (name === 'cookies') return [];
      if (name === 'entries' && Array.isArray(item))
        return [
          [
            name,
            reduce(
              item.filter((entry) => kindOfEntry(entry) !== undefined),
              mark,
            ),
          ],
        ];
      const isSecret = SECRET_FIELD.test(name) || (name === 'value' && SECRET_FIELD.test(String(label)));
      if (isSecret && ((typeof item === 'string' && item !== '') || typeof item === 'number'))
        return [[name, mark('[secret removed]', String(item))]];
      return [[name, reduce(item, mark)]];
    }),
  );
}

// Free text in metadata, which no check reads. Line ends stay, so that line numbers stay right.
const PROSE = /<(description|contact\w*|mobile\w*|infoUrl|iconUrl|logoUrl|startUrl)>[^<]{0,5000}</gi;
const ELEMENT = /^\s*<\/?[A-Za-z]\w*[ >/]/;

function withoutProse(text: string): string {
  return text.replace(PROSE, (whole, name: string) => `<${name}>${CUT}${whole.replace(/[^\n]/g, '')}<`);
}

function shortened(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}${CUT}` : line;
}

/**
 * Reduces an input for a bundle: a text to the lines about logins, a JSON document by its secrets. Each secret becomes a
 * mark. Names are still there; pseudonyms replace them later.
 */
export function bundleInput({ text, json }: Paste, mark: MarkSecret): string {
  const document = json ?? parsed(text);
  const all =
    document === undefined ? scrubText(withoutColours(text), mark) : JSON.stringify(reduce(document, mark), null, 2);
  const isXml = text.includes('soap.sforce.com/2006/04/metadata');
  const isKept = (line: string) => document !== undefined || mayTell(line) || (isXml && ELEMENT.test(line));
  const told = isXml ? withoutProse(all) : all;
  const lines = told.split('\n').map((line) => (isKept(line) ? shortened(line) : ''));
  const kept = lines.join('\n').replace(/\n{3,}/g, `\n\n${CUT}\n\n`);
  return kept.length > LONGEST_TEXT ? `${kept.slice(0, LONGEST_TEXT)}\n${CUT}\n` : kept;
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) || Array.isArray(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
