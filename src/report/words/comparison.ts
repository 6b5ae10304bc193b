import type { Compared, Comparison } from '../comparison-schema.js';
import { gotWorse } from '../compare.js';

/** Some lines under a heading. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** What a report comes to, as the rest of a sentence: "the cause is …". */
function outcome(verdict: Comparison['verdict']['after'], cause: string | null): string {
  if (cause !== null) return cause;
  return { healthy: 'none: the login works', inconclusive: 'not known', 'cause-found': 'not known' }[verdict];
}

/** True when the cause, or whether there is one, is another than before. */
export function isOtherOutcome({ verdict, cause }: Comparison): boolean {
  return verdict.before !== verdict.after || cause.before !== cause.after;
}

/** What the cause was and is, in one sentence. */
export function outcomeSentence({ verdict, cause }: Comparison): string {
  const [before, after] = [outcome(verdict.before, cause.before), outcome(verdict.after, cause.after)];
  return before === after ? `The cause is as before: ${after}.` : `The cause is now ${after}; it was ${before}.`;
}

function newLines(change: Comparison, report: Compared): string[] {
  const summaryOf = (id: string) => report.diagnosis.alsoWrong.find((fault) => fault.id === id)?.summary ?? '';
  const check = (id: string) => report.checks.find((one) => one.id === id);
  return [
    ...(isOtherOutcome(change) ? [outcomeSentence(change)] : []),
    ...change.newFaults.map((id) => `Wrong, too: ${id}: ${summaryOf(id)}`),
    ...change.checks
      .filter(gotWorse)
      .map(({ id, before, after }) => `${check(id)?.title ?? id} (${id}: ${before ?? 'not there'} → ${after!})`),
    ...change.newWarnings.map(({ check: id, code }) => {
      const told = check(id)?.findings.find((finding) => finding.code === code)?.summary ?? code;
      return `Worth knowing: ${told}`;
    }),
  ];
}

/** What is new in a report since an earlier one, and what is gone. */
export function sinceBefore(change: Comparison, report: Compared): Section[] {
  const sections = [
    { heading: 'New since the baseline', lines: change.nothingNew ? [] : newLines(change, report) },
    { heading: 'Gone since the baseline', lines: change.gone },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}
