import { clientErrors } from '../../../salesforce/client-errors.js';
import { ANSWERS, type AnswerId } from '../../../salesforce/token-answers.js';
import { tokenError } from '../../../salesforce/token-errors.js';

// Words of a login, of its messages and of what a client says when its key or its network fails.
const WORDS =
  'invalid_|oauth|access_denied|redirect_uri|assertion|audience|consumer|salesforce|force:auth|\\bjwt|json web token|' +
  'authenticating|authorized|restricted|inactive|frozen|grant[-_ ]type|"error|client[-_ ]id|' +
  'secretOrPrivate|private[-_ ]key|modulus|pkcs|asn1|coerced|key size|key type|keyData|bad decrypt|final block|iv undefined|PEM[_ ]|-----BEGIN|' +
  'InvalidCharacter|InvalidCast|base64-encoded string|Neither PUB|interrupted or cancelled|' +
  'ENOENT|EISDIR|EACCES|no such file|ERR_OSSL|DECODER|ENOTFOUND|EAI_AGAIN|getaddrinfo|resolve host|UnknownHost|service not known|' +
  'ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|hang up|fetch failed|Connection (?:refused|timed|reset)|' +
  'local issuer|first certificate|self[- ]signed|SELF_SIGNED|ISSUER_CERT|' +
  'setContents|decipher|toolbelt|secret-tool|structuredClone|' +
  'HTTP\\/[\\d.]+ [1-5]|\\bsfdx?\\b|\\bcurl |Errors encountered|<[?]xml|login time|"iss"|services\\/|eyJ';

function quoted(text: string): string {
  return text
    .slice(0, 40)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ /g, '(?:\\s+|\\+|%20)')
    .replace(/'/g, '.{1,8}');
}

interface Patterns {
  readonly words: RegExp;
  readonly answers: RegExp;
}

let made: Patterns | undefined;

/** The words above, with every spelling of a known answer that has none of them. */
function patterns(): Patterns {
  if (made !== undefined) return made;
  const spelled = (Object.keys(ANSWERS) as AnswerId[]).flatMap((id) => {
    const { spellings = [], codes = [] } = tokenError(id);
    return [ANSWERS[id].error, ANSWERS[id].description, ...spellings, ...codes];
  });
  const texts = [...new Set(spelled.filter((text) => text.length >= 11))];
  const words = new RegExp(WORDS, 'i');
  const others = texts.filter((text) => !words.test(text)).map(quoted);
  const answers = [...texts.map(quoted), 'Errors encountered', 'Successfully authorized', 'jwt-bearer'];
  made = { words: new RegExp([WORDS, ...others].join('|'), 'i'), answers: new RegExp(answers.join('|'), 'i') };
  return made;
}

/** How much a row of a log tells: 2 for a known answer or error, 1 for a word of a login, 0 for nothing. */
export type Weight = 0 | 1 | 2;

/** Whether any row of a text may tell something: the cheap question that is asked first. */
export function mayTell(text: string): boolean {
  return patterns().words.test(text);
}

/** What a row tells. */
export function weightOf(row: string): Weight {
  if (!mayTell(row)) return 0;
  return patterns().answers.test(row) || clientErrors().some(({ pattern }) => pattern.test(row)) ? 2 : 1;
}
