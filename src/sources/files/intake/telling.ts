import { clientErrors } from '../../../answers/client-errors.js';
import { codesOf, spellingsOf, ANSWERS, type AnswerId } from '../../../answers/index.js';

// Words of logins, of answers, and of client errors about keys or networks. Every known answer must contain one of them;
// a test checks it.
const WORDS =
  'invalid|oauth|access_denied|redirect_uri|assertion|audience|consumer|salesforce|force:auth|jwt|json web token|' +
  'authenticat|authorized|approv|restricted|inactive|frozen|grant|client(?:[-_]| )(?:id|cred)|external client|"error|end-user|' +
  'scope|app_|app must|unexpected error|request not|blocked|login(?:_| )(?:rate|limit|hours|time)|rate_limit|expired|subject_token|' +
  'session (?:is|exp)|api is|api_dis|api_curr|activation|' +
  'secret|private(?:[-_]| )key|modulus|pkcs|asn1|coerced|key (?:size|type)|key(?:data|Modulus)|bad decrypt|wrong final|iv undefined|PEM(?:_| )|-----BEGIN|' +
  'base64-encoded string|neither pub|interrupted or|1E08010C|90606[CD]|90906[CD]|' +
  'ENOENT|EISDIR|EACCES|no such file|ERR_OSSL|DECODER|ENOTFOUND|EAI_AGAIN|getaddrinfo|could not resolve|unknownhost|name or service|' +
  'ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|socket hang|fetch failed|connection (?:refused|timed|reset)|' +
  'unable to |self(?:[-_]| )signed|DEPTH_ZERO|' +
  'retry your|unknown_error|uninstalled|jti |code challenge|code verifier|illegal session|admin must|wrong version|EPROTO|unsupported node|unsettled|requested URL|internal server|proxy|tunnel|certificate|dial tcp|timed out|not recogni|command not|sfdx: not|sf: not|keychain|deserialize|keyspec|algid|CERT_|Cross-org|OAUTH_|' +
  'setContents|failed to decipher|do not match|structuredClone|SOAP API|' +
  'HTTP[/][\\d.]+ [1-5]|sfdx?\\b|sf (?:org|auth|force|project)|curl |Errors encountered|xmlns|xml version|"iss"|services[/]|eyJ';

function quoted(text: string): string {
  return text
    .slice(0, 40)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ /g, '(?:\\s+|\\+|%20)')
    .replace(/'/g, '.{1,8}');
}

/** Splits a pattern into its alternatives, without splitting inside groups. */
function alternativesOf(pattern: string): string[] {
  return pattern.split(/\|(?![^(]*\))/);
}

// Five bits identify a letter well enough and ignore case. A place in the table combines three letters.
const nextPlace = (place: number, code: number) => ((place << 5) | (code & 31)) & 0x7fff;

/** A table of word beginnings: a text without a hit contains none of the words. */
function beginnings(): Uint8Array {
  const table = new Uint8Array(32_768);
  for (const word of alternativesOf(WORDS)) {
    const start = /^[^[\]()\\?*+.]{3}/.exec(word)?.[0];
    if (start === undefined) throw new Error(`"${word}" does not begin with three plain characters`);
    for (const blank of [' ', '+', '%']) {
      const codes = [...start.replaceAll(' ', blank)].map((char) => char.charCodeAt(0));
      table[codes.reduce(nextPlace, 0)] = 1;
    }
  }
  return table;
}

interface Patterns {
  readonly words: RegExp;
  readonly wordsHere: RegExp;
  readonly begins: Uint8Array;
  readonly answers: RegExp;
}

let made: Patterns | undefined;

function patterns(): Patterns {
  if (made !== undefined) return made;
  const spelled = (Object.keys(ANSWERS) as AnswerId[]).flatMap((id) => {
    return [...codesOf(id), ...spellingsOf(id)];
  });
  const texts = [...new Set(spelled.filter((text) => text.length >= 11))];
  const answers = [...texts.map(quoted), 'Errors encountered', 'Successfully authorized', 'jwt-bearer'];
  const words = WORDS.replaceAll(' ', '(?: |\\+|%20)');
  made = {
    words: new RegExp(words, 'i'),
    wordsHere: new RegExp(words, 'iy'),
    begins: beginnings(),
    answers: new RegExp(answers.join('|'), 'i'),
  };
  return made;
}

/** The value of a log row: 2 for a known answer or error, 1 for a word of a login, 0 for neither. */
export type Weight = 0 | 1 | 2;

/** A cheap first test: whether any row of a text may be relevant. */
export function mayTell(text: string): boolean {
  const { words, wordsHere, begins } = patterns();
  if (text.length < SHORT) return words.test(text);
  // In a long text, testing three characters at each place is quicker than trying every word there.
  let place = 0;
  for (let at = 0; at < text.length; at += 1) {
    place = nextPlace(place, text.charCodeAt(at));
    if (begins[place] === 1 && at > 1) {
      wordsHere.lastIndex = at - 2;
      if (wordsHere.test(text)) return true;
    }
  }
  return false;
}

const SHORT = 500;

/** Rates one row. */
export function weightOf(row: string): Weight {
  if (!mayTell(row)) return 0;
  return patterns().answers.test(row) || clientErrors().some(({ pattern }) => pattern.test(row)) ? 2 : 1;
}

// Evidence has a word of an OAuth login, an answer, Salesforce or its metadata in it. The words of `mayTell` alone, such as
// "certificate", are in most files of a project.
const EVIDENCE =
  /salesforce|sfdx|force\.com|oauth|jwt|invalid_|error_description|access_token|ConnectedApp|ExtlClntApp|ExternalClientApp|loginIpRanges|loginHours|ApiEnabled|consumer ?key|LoginTime|Login Time|assertion|evidenceVersion|BEGIN (?:RSA |EC |ENCRYPTED )?(?:PRIVATE KEY|CERTIFICATE)|SetupAudit|"entries"|\bsf org\b|grant_type|MyDomainSettings|BlacklistedConsumer/i;

/** True for a text that can hold evidence of a login, of many that nobody named one by one. */
export function mayHoldEvidence(text: string): boolean {
  return EVIDENCE.test(text) || patterns().answers.test(text);
}
