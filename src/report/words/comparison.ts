import type { Compared, Comparison } from '../comparison-schema.js';
import { gotWorse } from '../compare.js';
import type { Report } from '../schema.js';
import { shownValue } from './sections.js';

/** Some lines under a heading. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The result of a report, as the end of the sentence "the cause is …". */
function outcome(verdict: Comparison['verdict']['after'], cause: string | null): string {
  if (cause !== null) return cause;
  return { healthy: 'none, because the login works', inconclusive: 'unknown', 'cause-found': 'unknown' }[verdict];
}

/** True when the cause or the verdict changed. */
export function isOtherOutcome({ verdict, cause }: Comparison): boolean {
  return verdict.before !== verdict.after || cause.before !== cause.after;
}

/** The cause before and after, in one sentence. */
export function outcomeSentence({ verdict, cause }: Comparison): string {
  const [before, after] = [outcome(verdict.before, cause.before), outcome(verdict.after, cause.after)];
  return before === after
    ? `The cause is unchanged: ${after}.`
    : `The cause is now ${after}. Before, it was ${before}.`;
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
    ...change.newFaults.map((id) => `Also wrong: ${id}: ${summaryOf(id)}`),
    ...change.checks
      .filter(gotWorse)
      .map(({ id, before, after }) => `${check(id)?.title ?? id} (${id}: ${before ?? 'absent'} → ${after!})`),
    ...change.newWarnings.map((warning) => `Worth knowing: ${warningSentence(warning, report)}`),
  ];
}

/** New and resolved problems since an earlier report. */
export function sinceBefore(change: Comparison, report: Compared): Section[] {
  const sections = [
    { heading: 'New since the baseline', lines: change.nothingNew ? [] : newLines(change, report) },
    { heading: 'Gone since the baseline', lines: change.gone },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** The sections about the baseline; none without a baseline. */
export function baselineSections(report: Report): Section[] {
  const { baseline } = report;
  if (baseline === undefined) return [];
  const sections = sinceBefore(baseline, report);
  if (baseline.nothingNew)
    return [{ heading: 'Nothing new since the baseline', lines: [outcomeSentence(baseline)] }, ...sections];
  return isOtherOutcome(baseline)
    ? sections
    : [...sections, { heading: 'Same as the baseline', lines: [outcomeSentence(baseline)] }];
}

/** True when the baseline already reported this cause, as the cause or as a further problem. */
export function isInBaseline({ baseline }: Pick<Report, 'baseline'>, id: string): boolean {
  if (baseline === undefined) return false;
  return id === baseline.cause.after ? id === baseline.cause.before : !baseline.newFaults.includes(id);
}

function shownFact(name: string, fact: Comparison['facts'][number]['before']): string {
  if (fact === null) return '(absent)';
  return 'unknown' in fact ? `(unknown: ${fact.unknown})` : shownValue(name, fact.value, 100);
}

/** All differences between two reports except the cause. */
export function differences(change: Comparison, after: Compared): Section[] {
  const summaryOf = (id: string) => after.diagnosis.alsoWrong.find((fault) => fault.id === id)?.summary ?? '';
  const sections = [
    { heading: 'Newly wrong', lines: change.newFaults.map((id) => `${id}: ${summaryOf(id)}`) },
    { heading: 'No longer wrong', lines: change.gone },
    { heading: 'New warnings', lines: change.newWarnings.map((warning) => warningSentence(warning, after)) },
    {
      heading: 'Checks',
      lines: change.checks.map((one) => `${one.id}: ${one.before ?? '(absent)'} → ${one.after ?? '(absent)'}`),
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
