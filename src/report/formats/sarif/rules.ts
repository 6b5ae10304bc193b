import type { ReportingDescriptor } from 'sarif';
import { CAUSE_IDS, causeOf, type CauseId } from '../../../causes/index.js';
import type { Basis } from '../../../salesforce/basis.js';
import { pageUrl } from '../../repository.js';
import { markWays, plainWays } from '../../steps.js';
import { inGeneral } from '../../words/in-general.js';
import { inline, markdownWays } from '../markdown/syntax.js';

/** The rule of a fact that has to be known before a cause can be named. */
export const QUESTION_RULE = 'evidence-missing';

/** `approval-missing` -> `ApprovalMissing`. */
function nameOf(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function causeRule(id: CauseId, basis: Basis | undefined): ReportingDescriptor {
  const { title, summary, remedy } = inGeneral(id);
  const ways = markWays(remedy.ways);
  const { side } = causeOf(id);
  const helpUri = pageUrl(`docs/causes/${id}.md`);
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: summary },
    help: {
      text: [summary, '', remedy.summary, ...plainWays(ways), '', `More: ${helpUri}`].join('\n'),
      markdown: [
        inline(summary),
        '',
        `**${inline(remedy.summary)}**`,
        '',
        ...markdownWays(ways),
        '',
        `[More about ${id}](${helpUri})`,
      ].join('\n'),
    },
    helpUri,
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['salesforce', 'oauth', side], side, basis },
  };
}

function questionRule(): ReportingDescriptor {
  const helpUri = pageUrl('docs/facts.md');
  const text = 'A fact that would tell the remaining causes apart is not known. Look it up and add it with --fact.';
  return {
    id: QUESTION_RULE,
    name: nameOf(QUESTION_RULE),
    shortDescription: { text: 'A fact that would decide is not known.' },
    fullDescription: { text },
    help: { text: `${text}\n\nMore: ${helpUri}`, markdown: `${text}\n\n[All facts](${helpUri})` },
    helpUri,
    defaultConfiguration: { level: 'note' },
    properties: { tags: ['salesforce', 'oauth'] },
  };
}

/** The rules that the results name, in the public order of the causes. */
export function rulesFor(
  used: ReadonlySet<string>,
  basisOf: (id: CauseId) => Basis | undefined,
): ReportingDescriptor[] {
  const causes = CAUSE_IDS.filter((id) => used.has(id)).map((id) => causeRule(id, basisOf(id)));
  return used.has(QUESTION_RULE) ? [...causes, questionRule()] : causes;
}
