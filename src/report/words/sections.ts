import type { FactName } from '../../facts/names.js';
import type { Report } from '../schema.js';
import { showValue } from './findings.js';

type Cause = NonNullable<Report['diagnosis']['cause']>;

const LONGEST_VALUE = 300;

/** The value of a fact for reading, cut where it is very long. */
export function shownValue(fact: string, value: unknown, longest = LONGEST_VALUE): string {
  const text = showValue(fact as FactName, value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Where a piece of knowledge comes from, in words. */
export const BASIS_WORDS = {
  documented: 'documented by Salesforce',
  reported: 'reported by users',
  inferred: 'inferred',
} as const satisfies Record<Cause['basis'], string>;

/** How it is known that the cause gives this answer. */
export function basisSentence({ basis, unusual }: Pick<Cause, 'basis' | 'unusual'>): string {
  const known = { documented: 'Salesforce documents', reported: 'Users report', inferred: 'It is inferred' }[basis];
  return `${known} that this cause gives this answer${unusual ? '; another answer is more usual, and reports conflict' : ''}.`;
}

/** Explains an asterisk, or the words "shown by the answer". */
export const PROVED_BY_ANSWER =
  'shown by the answer of the server, which comes from a later hurdle; Salesforce publishes no order of them: it is observed by users, and in part inferred';

/** The headings that depend on whether a cause is named. */
export function headings({ diagnosis: { cause } }: Report) {
  return {
    next: cause ? 'What fails next, once that is fixed' : 'What else is wrong, and will fail too',
    alternatives: cause ? 'If it is not that' : 'What it can be, the likeliest first',
    questions: cause ? 'What would confirm it' : 'What to look at next',
  };
}

/** The sentence for a cause after which no further fault is known; undefined when no cause is named or a fault follows. */
export function nothingNext({ diagnosis: { cause, next, mayFollow }, symptom }: Report): string | undefined {
  if (cause === null || next.length > 0 || symptom?.kind === 'api') return undefined;
  return mayFollow.length === 0
    ? 'Nothing that is known: the endpoint would issue a token.'
    : 'Nothing else that is known is wrong.';
}

/** Introduces what would fail next if it were wrong. */
export const MAY_FOLLOW = 'Not known yet; each of these would fail next if it were wrong:';

/** A fault that the answer disproves. */
export function contradictedSentence({ summary }: { readonly summary: string }): string {
  return `${summary} The answer proves the opposite for the host that answered: this fact is out of date, or about another org.`;
}

/** Said of a check whose facts are all known and still leave it open. */
export const NOT_SETTLED = 'What is known does not settle it.';
