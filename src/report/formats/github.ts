import { fileLine } from '../file-line.js';
import { outlineOf, type Outline } from '../outline.js';
import { pageUrl } from '../repository.js';
import { plainWays } from '../steps.js';
import type { Report } from '../schema.js';
import { inGeneral } from '../words/in-general.js';

/** Text of a workflow command, with the characters escaped that would end it (documented: GitHub, workflow commands). */
function escapeMessage(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

export function annotation(
  level: 'error' | 'warning' | 'notice',
  title: string,
  message: string,
  evidence: readonly { readonly source: string }[] = [],
): string {
  const place = evidence.map(({ source }) => fileLine(source)).find((one) => one !== undefined);
  const where = place === undefined ? '' : `file=${escapeProperty(place.file)},line=${place.line},`;
  return `::${level} ${where}title=${escapeProperty(title)}::${escapeMessage(message)}\n`;
}

/** A fault that the baseline holds already doesn't stop the run, so it is no error. */
function levelOf({ isKnown }: { readonly isKnown: boolean }, level: 'error' | 'warning') {
  return isKnown ? 'notice' : level;
}

function causeNote({ cause, sections }: Outline): string {
  const { id, confidence, summary } = cause!;
  const { finding, basisSentence, evidence } = sections.why!;
  const { heading, page, ...remedy } = sections.remedy!;
  const steps = plainWays(remedy.ways);
  const lines = [summary, finding, basisSentence, `${heading}: ${remedy.summary}`, ...steps, `More: ${page}`];
  return annotation(levelOf(cause!, 'error'), `${id} (${confidence})`, lines.join('\n'), evidence);
}

function openNote({ sections: { candidates, questions, evidence } }: Outline): string {
  const told = candidates
    ? `Several causes remain: ${candidates.causes.map(({ id }) => id).join(', ')}.`
    : "This input isn't enough to tell why the login fails.";
  const asked = questions
    ? [`${questions.heading}:`, ...questions.questions.map(({ why }, index) => `${index + 1}. ${why}`)]
    : (evidence?.sentences ?? []);
  return annotation('warning', 'inconclusive', [told, ...asked].join('\n'));
}

/** The report as annotations of a GitHub Actions run: the cause, other faults, or the facts to look at next. */
export function toGithub(report: Report): string {
  const outline = outlineOf(report);
  const { outOfScope, cause, verdict, baseline, sections } = outline;
  if (outOfScope !== undefined) return annotation('notice', 'sf-jwt-doctor', outOfScope);
  const news = (baseline?.lists ?? []).map(({ heading, lines }) => annotation('notice', heading, lines.join('\n')));
  const named = cause ? [causeNote(outline)] : verdict === 'inconclusive' ? [openNote(outline)] : [];
  const others = (sections.also?.faults ?? [])
    .filter(({ state }) => state !== 'contradicted')
    .map((fault) => {
      const more = `What to do: ${inGeneral(fault.id).remedy.summary}\nMore: ${pageUrl(`docs/causes/${fault.id}.md`)}`;
      const level = levelOf(fault, fault.certainty === 'proven' ? 'error' : 'warning');
      return annotation(level, fault.id, `${fault.sentence}\n${more}`, fault.evidence);
    });
  const notes = (sections.notes?.sentences ?? []).map((sentence) => annotation('notice', 'sf-jwt-doctor', sentence));
  return [...news, ...named, ...others, ...notes].join('');
}
