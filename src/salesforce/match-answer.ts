import { ANSWERS, type AnswerId } from './token-answers.js';
import { tokenError } from './token-errors.js';

const NAMED_ENTITIES: Readonly<Record<string, string>> = { '&#39;': "'", '&apos;': "'", '&quot;': '"', '&amp;': '&' };

const LONGEST = 5000;

/** Without the blanks and full stops at its end. */
function withoutTail(text: string): string {
  let end = text.length;
  while (end > 0 && ' .…'.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/**
 * Folds an error text for matching: case, apostrophes (also HTML, unicode escapes and Windows-1252 mojibake), URL
 * encoding, blanks and the final full stop.
 */
export function foldText(whole: string): string {
  const text = whole.slice(0, LONGEST);
  let folded = text.replace(/&(?:#39|apos|quot|amp);/g, (entity) => NAMED_ENTITIES[entity] ?? entity);
  folded = folded.replace(/\\u0027|\u2019|\u2018|\u00b4|â€™/g, "'");
  if (/%[0-9a-f]{2}/i.test(folded) || /^\S+\+\S+/.test(folded)) {
    folded = folded
      .replace(/\+/g, ' ')
      .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
  return withoutTail(folded.toLowerCase().replace(/\s+/g, ' ')).trim();
}

interface Spelling {
  readonly id: AnswerId;
  readonly text: string;
}

const IDS = Object.keys(ANSWERS) as AnswerId[];

const SPELLINGS: readonly Spelling[] = IDS.flatMap((id) => {
  const { spellings = [] } = tokenError(id);
  return [ANSWERS[id].description, ...spellings]
    .filter((text) => text !== '')
    .map((text) => ({ id, text: foldText(text) }));
});

const CODES: readonly (readonly [string, AnswerId])[] = IDS.flatMap((id) => {
  const codes = [ANSWERS[id].error, ...(tokenError(id).codes ?? [])].map((code) => code.toLowerCase());
  return codes.map((code) => [code, id] as const);
});

function byDescription(description: string): AnswerId[] {
  const folded = foldText(description);
  if (folded === '') return [];
  const exact = SPELLINGS.filter(({ text }) => text === folded);
  if (exact.length > 0) return exact.map(({ id }) => id);
  return SPELLINGS.filter(({ text }) => folded.length >= 12 && text.startsWith(folded)).map(({ id }) => id);
}

/**
 * The known answer behind an error code and a description, either of which may be missing.
 * Undefined when the text is not known, or when a code alone stands for several answers (`invalid_grant`).
 */
export function matchAnswer(error: string | undefined, description: string | undefined): AnswerId | undefined {
  const code = error?.trim().toLowerCase();
  const candidates = description === undefined ? [] : byDescription(description);
  if (candidates.length > 0) {
    return candidates.find((id) => CODES.some(([known, of]) => known === code && of === id)) ?? candidates[0];
  }
  if (code === undefined || (description !== undefined && foldText(description) !== '' && !isPlainCode(code)))
    return undefined;
  const sameCode = [...new Set(CODES.filter(([known]) => known === code).map(([, id]) => id))];
  return sameCode.length === 1 ? sameCode[0] : undefined;
}

// Codes that stand for one answer whatever words come with them.
function isPlainCode(code: string): boolean {
  return [
    'invalid_client_id',
    'app_not_found',
    'invalid_app_access',
    'invalid_app_acess',
    'oauth_app_blocked',
    'unsupported_grant_type',
    'api_disabled_for_org',
    'api_currently_disabled',
    'invalid_jwt_format',
    'invalid_subject_token',
  ].includes(code);
}
