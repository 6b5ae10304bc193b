import { foldText } from './fold-text.js';
import { ANSWER_IDS, answerOf, codesOf, spellingsOf, type AnswerId } from './index.js';

interface Spelling {
  readonly id: AnswerId;
  readonly text: string;
}

const SPELLINGS: readonly Spelling[] = ANSWER_IDS.flatMap((id) =>
  spellingsOf(id).map((text) => ({ id, text: foldText(text) })),
);

const CODES: readonly (readonly [string, AnswerId])[] = ANSWER_IDS.flatMap((id) =>
  codesOf(id).map((code) => [code.toLowerCase(), id] as const),
);

function byDescription(description: string): AnswerId[] {
  const folded = foldText(description);
  if (folded === '') return [];
  const exact = SPELLINGS.filter(({ text }) => text === folded);
  if (exact.length > 0) return exact.map(({ id }) => id);
  return SPELLINGS.filter(({ text }) => folded.length >= 12 && text.startsWith(folded)).map(({ id }) => id);
}

/**
 * The known answer behind an error code and a description, either of which may be missing.
 * Undefined for an unknown text, or for a code with several answers (`invalid_grant`) without a description.
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

/** True for a code that means one answer, whatever its description. */
function isPlainCode(code: string): boolean {
  return CODES.some(([known, id]) => {
    const { codeAlone, codesAlone } = answerOf(id);
    return known === code && (codeAlone === true || codesAlone?.includes(code) === true);
  });
}
