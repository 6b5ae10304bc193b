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
  const known = {
    documented: 'Salesforce documents this answer for this cause',
    reported: "Users report this answer for this cause; Salesforce doesn't document it",
    inferred: "This answer for this cause is inferred; Salesforce doesn't document it",
  }[basis];
  return `${known}${unusual ? '. Another answer is more usual, and reports conflict' : ''}.`;
}

/** The same in a few words, for a cause whose answer Salesforce doesn't document. */
export function doubtSentence({ basis, unusual }: Pick<Cause, 'basis' | 'unusual'>): string {
  const known = {
    documented: 'Documented',
    reported: 'Reported by users, not documented',
    inferred: 'Inferred, not documented',
  };
  return `(${known[basis]}${unusual ? '; another answer is more usual' : ''}.)`;
}

/** Explains an asterisk, or the words "shown by the answer". */
export const PROVED_BY_ANSWER =
  "Inferred: Salesforce gives this answer only after these checks pass. The order isn't documented";

/** The headings that depend on whether a cause is named. */
export function headings({ diagnosis: { cause } }: Report) {
  return {
    next: cause ? 'What fails next, once that is fixed' : 'Also wrong: these will fail too',
    alternatives: cause ? 'If it is something else' : 'Possible causes, the likeliest first',
    questions: cause ? 'To confirm it, look at' : 'Look at this first',
  };
}

/** The sentence for a cause after which no further fault is known; undefined when no cause is named or a fault follows. */
export function nothingNext({ diagnosis: { cause, next, mayFollow }, symptom }: Report): string | undefined {
  if (cause === null || next.length > 0 || symptom?.kind === 'api') return undefined;
  return mayFollow.length === 0
    ? 'Nothing else known is wrong: the endpoint would issue a token.'
    : 'Nothing else known is wrong.';
}

/** Introduces what would fail next if it were wrong. */
export const MAY_FOLLOW = 'Not known yet. If one of these is wrong, it fails next:';

/** A fault that the answer disproves. */
export function contradictedSentence({ summary }: { readonly summary: string }): string {
  return `${summary} The answer shows the opposite for the host that answered, so this fact is out of date or belongs to another org.`;
}

/** Said of a check whose facts are all known and still leave it open. */
export const NOT_SETTLED = "The known facts don't settle it.";

/** The one thing to look at where the input names no known error. `diagnose` starts the command that tries a login. */
export function sendMore(diagnose: string): string {
  return `Give the whole output of the command that failed, from its first line: the answer of the server is missing here. With "sf org login jwt", add --json. Or let this tool try the login: ${diagnose}, with the flags of that command.`;
}
