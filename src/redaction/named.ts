import { isKnownWord } from './bundle/known-words.js';
import type { Rule } from './rule.js';

// Whatever stands before such a name belongs to it: `DB_PASSWORD`, `spring.datasource.password`, `userPassword`.
const PASSWORD = [
  'password',
  'passphrase',
  'passwd',
  'passcode',
  'passwort',
  'kennwort',
  '(?:store|key|trust)[-_.]?pass(?![a-z])',
  '(?<![a-z])(?:pass|pwd|pw)(?![a-z])',
].join('|');
const TOKEN = [
  '(?<![a-z])assertion',
  '(?:client|consumer|app|api|shared|webhook)[-_. ]?secret',
  '(?:api|account|access|shared[-_. ]?access|subscription)[-_. ]?key',
  '(?:access|refresh|oauth|id|security|session|auth|bearer|csrf|xsrf)[-_. ]?token',
  '(?<![a-z])(?:secret|token)',
  'code[-_]?verifier',
  '(?<!invalid_)session[-_ ]?id',
  '(?<![a-z])(?:sid|otp|totp|sig|signature)',
  'private[-_]?key',
  'SAMLResponse',
].join('|');
const NAME = `(?:${PASSWORD}|${TOKEN})\\d{0,3}`;
// A value ends at its closing quote, also if the quote is escaped inside another text.
// Inside a cell of a CSV a quote is doubled; two of them before a comma or a blank are an empty value.
const MARK = '\\\\{0,7}(?:""|["\'])';
const OPEN = '(?:\\\\{0,7}(?:""(?=[^\\s,;)\\]}])|["\'`]))?';
const BARE = '[^\\s"\'`&,;<>}\\])\\\\|]{1,4000}';
const BETWEEN = `(?:${MARK})?\\s{0,10}(?:=>|:=|[=:]|%3D)\\s{0,10}`;

// The name of a secret is never the value of another one.
const VALUE = `(?!\\[|[\\w.-]{0,40}?(?:${NAME})${BETWEEN})(?:(?<=\\\\")[^"\\\\\\n]{1,4000}|(?<=(?<!\\\\)")(?:[^"\\\\\\n]|\\\\.){1,4000}|(?<=')[^'\\\\\\n]{1,4000}|(?<=\`)[^\`\\n]{1,4000}|${BARE})`;

// A reference to a secret, a mask, or a place for one: none of them is the secret.
const REFERENCE =
  /^(?:\$|%[A-Za-z_]\w*%|\{\{|<|\*+$|x{3,}$|\[|@\{|process\.env|os\.(?:environ|getenv)|System\.getenv|ENV\[|(?:env|file)(?:[:.]|$)|fd:|stdin\b|vault:|keyring:|\.{3}|…|•)/i;
const NOT_A_SECRET = new Set(
  `a an and any are array ask be been bool boolean but can cannot changed char denied disabled does empty enabled expected expired
  false field for found from given had has have hidden if in incorrect input invalid is it key length masked may missing must
  n/a never nil no none not null of ok on one optional or policy prompt prompts provided read redacted removed required reset
  set so str string text than that the then this to true type undefined unknown unset untyped valid value varchar was were
  when which will with without wrong yes you your`.split(/\s+/),
);
const ALGORITHM = /^(?:RS|PS|ES|HS)\d{3}$/;
const KEY_FILE = /^[\w~.\\/: -]+\.(?:key|pem|p12|pfx|jks|der|crt|cer|txt|json)$/i;

function plain(value: string): string {
  return value
    .replace(/^\\?["'`]/, '')
    .replace(/(?<![.:!?])[.:!?]+$/, '')
    .trim();
}

/** True for a word behind the name of a password that is no password: `Password: required`. */
function isNoPassword(value: string): boolean {
  const told = plain(value);
  return told === '' || REFERENCE.test(told) || NOT_A_SECRET.has(told.toLowerCase());
}

/** True for a word behind the name of a token that is none: an address, the path of a key file, a word of the language. */
function isNoToken(value: string): boolean {
  const told = plain(value);
  if (isNoPassword(value) || /^https?:\/\//i.test(told) || KEY_FILE.test(told) || ALGORITHM.test(told)) return true;
  const words = told.split(/[\s_-]+/);
  return words.every((word) => /^\p{L}+$/u.test(word) && isKnownWord(word));
}

const named = (name: string, names: string, spares: Rule['spares']): Rule => ({
  name,
  pattern: new RegExp(`((?:${names})\\d{0,3}${BETWEEN}(?:pass:)?${OPEN})${VALUE}`, 'gi'),
  replacement: '$1[secret removed]',
  spares: spares!,
});

/** Secrets that their name announces, however name and value are put together. */
export const NAMED: readonly Rule[] = [
  {
    // Up to the last @ before the path: a password may hold one itself.
    name: 'user information of a URL',
    pattern: /(:\/\/)[^/\s?#"'<>]{1,200}@/g,
    replacement: '$1',
  },
  {
    name: 'option',
    pattern: new RegExp(
      `((?<![\\w-])--?[\\w-]{0,30}?(?:${NAME}|passin|passout)(?:=|\\s{1,4})(?:\\\\?["'])?pass:)[^\\s"']{1,4000}|` +
        `((?<![\\w-])--?[\\w-]{0,30}?(?:${NAME}|passin|passout)(?:=|\\s{1,4})${OPEN})(?!-)${VALUE}`,
      'gi',
    ),
    replacement: '$1$2[secret removed]',
    spares: isNoPassword,
  },
  {
    name: 'user of a request',
    pattern:
      /((?<!\S)(?:-u|-U|--user|--proxy-user)(?:=|\s{0,4}))(?!\d+:\d+(?!\S))(?:\\?"{1,2}(?!\[)[^"\\\n:]{0,200}:[^"\\\n]{1,400}|\\?'(?!\[)[^'\\\n:]{0,200}:[^'\\\n]{1,400}|(?!\[)[^\s:"']{1,200}:(?!\/\/)[^\s"']{1,400})/g,
    replacement: '$1[secret removed]',
  },
  {
    name: 'password of sshpass, netrc, Docker and SQL',
    pattern: new RegExp(
      `(\\bsshpass\\s{1,4}-p\\s{0,4}|\\blogin\\s{1,4}\\S{1,100}\\s{1,4}password\\s{1,4}|\\bENV\\s{1,4}\\w{0,40}(?:${PASSWORD}|${TOKEN})\\s{1,4}|\\bIDENTIFIED\\s{1,4}BY\\s{1,4}${OPEN})${VALUE}`,
      'gi',
    ),
    replacement: '$1[secret removed]',
    spares: isNoPassword,
  },
  {
    name: 'element',
    pattern: new RegExp(`(<(?:[\\w-]{1,30}:)?[\\w.-]{0,40}?(?:${NAME})(?:\\s[^<>]{0,200})?>)(?!\\[)[^<]{1,4000}`, 'gi'),
    replacement: '$1[secret removed]',
    spares: isNoToken,
  },
  {
    name: 'element with a named key',
    pattern: new RegExp(
      `(\\b(?:name|key|id)\\s{0,4}=\\s{0,4}${MARK}[\\w.-]{0,40}?(?:${NAME})${MARK}[^<>]{0,80}?(?:>|\\bvalue\\s{0,4}=\\s{0,4}${MARK}))(?!\\[)[^<"'\\\\]{1,4000}`,
      'gi',
    ),
    replacement: '$1[secret removed]',
    spares: isNoToken,
  },
  {
    name: 'named value',
    pattern: new RegExp(
      `(${MARK}(?:name|key)${MARK}\\s{0,10}:\\s{0,10}${MARK}[\\w. -]{0,40}?(?:${NAME})${MARK}\\s{0,10},\\s{0,40}(?:${MARK}\\w{1,20}${MARK}\\s{0,10}:\\s{0,10}[^,{}]{0,60},\\s{0,40}){0,3}${MARK}value${MARK}\\s{0,10}:\\s{0,10}${MARK})(?!\\[)[^"'\\\\]{1,4000}`,
      'gi',
    ),
    replacement: '$1[secret removed]',
    spares: isNoPassword,
  },
  {
    name: 'told secret',
    pattern: new RegExp(
      `(\\b(?:password|passphrase|passwd|passcode|passwort|kennwort|pwd|pw|pin|(?:consumer|client|app)[ _-]secret)\\s{1,4}(?:is|was|ist|war|lautet|now|->|→)[:\\s]{1,4}${OPEN})${VALUE}`,
      'gi',
    ),
    replacement: '$1[secret removed]',
    spares: isNoToken,
  },
  // A consumer secret of an old app is a number.
  {
    name: 'numeric consumer secret',
    pattern: /(\b(?:consumer|client|app)[ _-]?secret\b[^\n\d]{0,20})\d{15,20}(?!\d)/gi,
    replacement: '$1[consumer secret removed]',
  },
  named('password', PASSWORD, isNoPassword),
  named('token', TOKEN, isNoToken),
];
