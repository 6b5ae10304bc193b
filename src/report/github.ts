import { fileLine } from './file-line.js';
import { pageUrl } from './repository.js';
import type { Report } from './schema.js';
import { baselineSections, isInBaseline } from './words/comparison.js';
import { inGeneral } from './words/in-general.js';
import { basisSentence, worthKnowing } from './words/sections.js';

/** Text of a workflow command: what would end it is escaped (documented: GitHub, workflow commands). */
function escapeMessage(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function annotation(
  level: 'error' | 'warning' | 'notice',
  title: string,
  message: string,
  sources: readonly string[] = [],
): string {
  const place = sources.map(fileLine).find((one) => one !== undefined);
  const where = place === undefined ? '' : `file=${escapeProperty(place.file)},line=${place.line},`;
  return `::${level} ${where}title=${escapeProperty(title)}::${escapeMessage(message)}\n`;
}

/** The report as annotations of a GitHub Actions run: the cause, what else is wrong, or what to look at next. */
export function toGithub(report: Report): string {
  const { cause, alsoWrong, questions, alternatives } = report.diagnosis;
  const lines: string[] = [];
  if (report.outOfScope) return annotation('notice', 'sf-jwt-doctor', report.outOfScope.summary);
  // What the baseline knows does not stop the run, and is no error of it.
  const level = (id: string, unknown: 'error' | 'warning') => (isInBaseline(report, id) ? 'notice' : unknown);
  for (const { heading, lines: told } of baselineSections(report))
    lines.push(annotation('notice', heading, told.join('\n')));
  if (cause) {
    const steps = cause.remedy.steps.map(({ text }, index) => `${index + 1}. ${text}`);
    lines.push(
      annotation(
        level(cause.id, 'error'),
        `${cause.id} (${cause.confidence})`,
        [
          cause.summary,
          cause.finding,
          basisSentence(cause),
          `What to do: ${cause.remedy.summary}`,
          ...steps,
          `More: ${pageUrl(cause.docs)}`,
        ].join('\n'),
        cause.evidence.map(({ source }) => source),
      ),
    );
  } else if (report.verdict === 'inconclusive') {
    const candidates = alternatives.map(({ id }) => id).join(', ');
    const told =
      candidates === '' ? 'Nothing known tells why the login fails.' : `Several causes remain: ${candidates}.`;
    const next = questions.map(({ why }, index) => `${index + 1}. ${why}`);
    lines.push(
      annotation(
        'warning',
        'inconclusive',
        [told, ...(next.length > 0 ? ['What to look at next:', ...next] : [])].join('\n'),
      ),
    );
  }
  for (const { id, summary, certainty, contradicted, evidence } of alsoWrong) {
    if (contradicted) continue;
    lines.push(
      annotation(
        level(id, certainty === 'proven' ? 'error' : 'warning'),
        id,
        `${summary}\nWhat to do: ${inGeneral(id).remedy.summary}\nMore: ${pageUrl(`docs/causes/${id}.md`)}`,
        evidence.map(({ source }) => source),
      ),
    );
  }
  for (const sentence of worthKnowing(report)) lines.push(annotation('notice', 'sf-jwt-doctor', sentence));
  return lines.join('');
}
