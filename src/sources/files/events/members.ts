import { ANSWER_IDS, codesOf } from '../../../answers/index.js';

/** An error code and perhaps its description, as a client printed the answer; with the lines it covers, counted from 0. */
export interface Member {
  readonly error: string;
  readonly description?: string;
  readonly line: number;
  /** The column of the code, and that after it. */
  readonly from: number;
  readonly to: number;
}

// JSON, escaped JSON, Python and Ruby dictionaries, `key=value`, form and query, labels in words, and typographic quotes.
const QUOTE = `(?:\\\\{0,2}["'“”«»„])?`;
const IS = `\\s{0,3}(?:=>|[:=：])?\\s{0,3}`;
const VALUE = `[A-Za-z_]{4,60}`;
const CODE = new RegExp(
  `(?:(?<![A-Za-z_])(?:error|fehler|erreur|errore|エラー|错误|오류)(?:[ _-]?code)?${QUOTE}${IS}${QUOTE}\\s{0,2})(${VALUE})(?=${QUOTE}(?:[\\s,;:&}\\])>.]|$))`,
  'gi',
);
const DESCRIPTION = new RegExp(
  `^\\s{0,2}${QUOTE}[\\s,;&.]{0,8}${QUOTE}(?:error[ _-]?)?(?:description|message|beschreibung|descripción|descrição|説明)${QUOTE}${IS}(?:${QUOTE}\\s{0,2})?(.{1,300})`,
  'is',
);
// `invalid_grant: the words`, `invalid_grant - the words`.
const AFTER_CODE = /^["'”»“]?\s{0,2}(?::|-|–|—)\s{1,3}[„«“]?(.{3,300})/;

const KNOWN = new Set(ANSWER_IDS.flatMap((id) => codesOf(id)).map((code) => code.toLowerCase()));
const OAUTH =
  /^(?:invalid_\w+|unauthorized_client|unsupported_\w+|access_denied|server_error|temporarily_unavailable|unknown_error|inactive_\w+|rate_limit_exceeded|redirect_uri_\w+|interaction_required|consent_required|OAUTH_\w+|app_not_found)$/i;

/** True for a code that a token endpoint or an authorize page gives, known or not. */
function isOAuthCode(code: string): boolean {
  return KNOWN.has(code.toLowerCase()) || OAUTH.test(code);
}

function cutDescription(text: string): string {
  const unquoted =
    text
      .replace(/^["'“”]+/, '')
      .split(/\\{0,2}["“”«»„](?=\s{0,2}[,;}\])]|\s{0,2}$|\s{0,2}\n|\s[\w.]{1,40}=)|[}\n]|&\w+=|',\s/)[0] ?? '';
  const one = unquoted
    .trim()
    .replace(/(?<![\\"'”“\s])[\\"'”“\s]+$/, '')
    .replace(/(?<!\.)\.{2,}$/, '');
  if (!/%[0-9a-f]{2}|^\S+\+\S+/i.test(one)) return one;
  try {
    return decodeURIComponent(one.replace(/\+/g, ' '));
  } catch {
    return one;
  }
}

// The API puts the message before the code.
const MESSAGE_BEFORE = /"message\\?"\s*:\s*\\?"([^"\\]{3,300})\\?"[^{}]{0,20}$/;
/** The OAuth error code that stands alone on a line which says that something failed; undefined where none does. */
export function bareCodeIn(line: string): string | undefined {
  return line.length < 4000 && FAILING.test(line) ? BARE.exec(line)?.[1] : undefined;
}

// A code alone, on a line that says that something failed.
const FAILING = /fail|error|refus|denied|exception|unauthori|status|[45]\d\d/i;
const BARE =
  /(?:^|[\s("'[:=])((?:invalid_(?:grant|client|client_id|request|scope|app_access)|unsupported_grant_type|unauthorized_client|app_not_found|unknown_error|INVALID_SESSION_ID|INVALID_JWT_FORMAT|API_DISABLED_FOR_ORG|INVALID_AUTH_HEADER))(?=[\s)"'\],;.]|$)(?!\s?[:-]\s?[a-z])/;

const WINDOW = 420;

/**
 * Every OAuth error in a text, known or not, in order. A description may be wrapped over the next lines, as terminals and
 * loggers do. Lines longer than 20,000 characters are skipped.
 */
export function membersIn(lines: readonly string[]): Member[] {
  const found: Member[] = [];
  lines.forEach((line, index) => {
    if (line.length > 20_000 || !/err(?:or|eur)|fehler|エラー|错误|오류/i.test(line)) return;
    for (const match of line.matchAll(CODE)) {
      const [, error = ''] = match;
      if (!isOAuthCode(error) && !/^[A-Z]{3,}(?:_[A-Z0-9]+)+$/.test(error)) continue;
      const rest = [line.slice(match.index + match[0].length), ...lines.slice(index + 1, index + 3)]
        .join('\n')
        .slice(0, WINDOW);
      const told = DESCRIPTION.exec(rest)?.[1] ?? AFTER_CODE.exec(rest.split('\n')[0]!)?.[1];
      const words = told ?? MESSAGE_BEFORE.exec(line.slice(0, match.index))?.[1];
      const description = words === undefined ? undefined : cutDescription(unwrapped(words));
      const to = match.index + match[0].length;
      found.push({ error, line: index, from: to - error.length, to, ...(description && { description }) });
    }
  });
  return found;
}

/** A text with the line ends that a terminal put into a quoted string taken out. */
function unwrapped(text: string): string {
  const [first = '', second = ''] = text.split('\n');
  const isWhole = /["”}]/.test(first) || /[.!]\s*$/.test(first) || second.trim() === '' || !/^\s*[a-z"'”]/.test(second);
  return isWhole ? first : `${first.trimEnd()} ${second.trimStart()}`;
}
