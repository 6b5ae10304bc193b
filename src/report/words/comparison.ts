import type { Compared, Comparison } from '../comparison-schema.js';
import { gotWorse } from '../compare.js';
import type { Report } from '../schema.js';
import { shownValue } from './sections.js';

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

function warningSentence({ check, code }: Comparison['newWarnings'][number], { checks }: Compared): string {
  const findings = checks.find(({ id }) => id === check)?.findings;
  return findings?.find((finding) => finding.code === code)?.summary ?? code;
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
    ...change.newWarnings.map((warning) => `Worth knowing: ${warningSentence(warning, report)}`),
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

/** What a report says of its baseline; nothing where none was given. */
export function baselineSections(report: Report): Section[] {
  const { baseline } = report;
  if (baseline === undefined) return [];
  const sections = sinceBefore(baseline, report);
  if (baseline.nothingNew)
    return [{ heading: 'Nothing new since the baseline', lines: [outcomeSentence(baseline)] }, ...sections];
  return isOtherOutcome(baseline)
    ? sections
    : [...sections, { heading: 'As in the baseline', lines: [outcomeSentence(baseline)] }];
}

/** True for a cause that the baseline held for wrong already, as the cause or beside it. */
export function isInBaseline({ baseline }: Pick<Report, 'baseline'>, id: string): boolean {
  if (baseline === undefined) return false;
  return id === baseline.cause.after ? id === baseline.cause.before : !baseline.newFaults.includes(id);
}

function shownFact(name: string, fact: Comparison['facts'][number]['before']): string {
  if (fact === null) return '(not there)';
  return 'unknown' in fact ? `(not known: ${fact.unknown})` : shownValue(name, fact.value, 100);
}

/** All that differs between two reports, beside the cause. */
export function differences(change: Comparison, after: Compared): Section[] {
  const summaryOf = (id: string) => after.diagnosis.alsoWrong.find((fault) => fault.id === id)?.summary ?? '';
  const sections = [
    { heading: 'Wrong, too, and not before', lines: change.newFaults.map((id) => `${id}: ${summaryOf(id)}`) },
    { heading: 'Not wrong any more', lines: change.gone },
    { heading: 'New warnings', lines: change.newWarnings.map((warning) => warningSentence(warning, after)) },
    {
      heading: 'Checks',
      lines: change.checks.map((one) => `${one.id}: ${one.before ?? '(not there)'} → ${one.after ?? '(not there)'}`),
    },
    {
      heading: 'Facts',
      lines: change.facts.map(
        (one) => `${one.name}: ${shownFact(one.name, one.before)} → ${shownFact(one.name, one.after)}`,
      ),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}
