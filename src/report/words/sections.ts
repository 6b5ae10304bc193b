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

/** What an asterisk, or "shown by the answer", stands for. */
export const PROVED_BY_ANSWER =
  'shown by the answer of the server, which comes from a later hurdle; Salesforce publishes no order of them: it is observed by users, and in part inferred';

/** The headings that depend on what was found. */
export function headings({ diagnosis: { cause } }: Report) {
  return {
    next: cause ? 'What fails next, once that is fixed' : 'What else is wrong, and will fail too',
    alternatives: cause ? 'If it is not that' : 'What it can be, the likeliest first',
    questions: cause ? 'What would confirm it' : 'What to look at next',
  };
}

/** The other causes that are worth naming: none beside a confirmed one. */
export function alternativesOf({ diagnosis: { alternatives, cause } }: Report): Report['diagnosis']['alternatives'] {
  return cause?.confidence === 'confirmed' ? [] : alternatives;
}

/** What is said where no further fault is known; undefined where the question does not arise. */
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

/** What came up beside the cause: warnings, checks that crashed, sources that disagree. */
export function worthKnowing({ checks, conflicts }: Report): string[] {
  return [
    ...checks.flatMap(({ findings }) =>
      findings.filter(({ verdict }) => verdict === 'warn').map(({ summary }) => summary),
    ),
    ...checks
      .filter(({ status }) => status === 'error')
      .map(({ id, reason }) => `The check ${id} crashed (${reason ?? 'no reason'}); the others went on.`),
    ...conflicts.map(
      ({ fact, values }) =>
        `Sources disagree about ${fact}: ${values.map(({ value, source }) => `${shownValue(fact, value)} (${source})`).join(' / ')}`,
    ),
  ];
}

/** Said of a check whose facts are all known and still leave it open. */
export const NOT_SETTLED = 'What is known does not settle it.';

/** The checks that were left out, with the reason. */
export function leftOut({ checks }: Pick<Report, 'checks'>): string[] {
  return checks
    .filter(({ status }) => status === 'skipped')
    .map(({ id, reason }) => `${id}: ${reason ?? 'no reason is given'}`);
}

/** The facts that a check would have needed. */
export function missingFacts({ findings }: Pick<Report['checks'][number], 'findings'>): string[] {
  return [...new Set(findings.flatMap(({ missing }) => missing ?? []))];
}

/** Why facts that were looked for are not known, each reason with the facts that it keeps back. */
export function reasonsUnknown({ facts }: Report): { readonly reason: string; readonly facts: readonly string[] }[] {
  const byReason = new Map<string, string[]>();
  for (const [name, fact] of Object.entries(facts)) {
    if (!('unknown' in fact) || fact.detail === undefined) continue;
    byReason.set(fact.detail, [...(byReason.get(fact.detail) ?? []), name]);
  }
  return [...byReason].map(([reason, names]) => ({ reason, facts: names }));
}
