import type { Check, Sentence } from '../../src/checks/check.js';
import { SEQUENCE } from '../../src/checks/index.js';
import { bullets, code, pageWith } from './page.js';
import { spell } from './words.js';

function listed(items: readonly string[]): string {
  return items.length === 0 ? 'none.' : `${items.join(', ')}.`;
}

function points({ title, failureTitle, needs, causes = [], rejects }: Check): string {
  return bullets([
    `**Title when it passes:** ${title}.`,
    `**Title when it fails:** ${failureTitle}.`,
    `**Looks at:** ${listed(needs.map(code))}`,
    `**Causes:** ${listed(causes.map((cause) => `[${cause}](../causes/${cause}.md)`))}`,
    `**Answers it can explain:** ${listed(rejects.map(spell).map(code))}`,
  ]);
}

/** A sentence with the names of the facts in place of their values. */
function inGeneral(sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : sentence((fact) => code(fact));
}

function findings({ sentences = {} }: Check): string {
  const items = Object.entries(sentences).map(([id, sentence]) => `${code(id)}: ${inGeneral(sentence)}`);
  return items.length === 0
    ? "It has no sentences of its own: it quotes the client's error (`client-error/…`)."
    : bullets(items);
}

/** The pages of the checks: their points, and their findings. */
export const checkPages = SEQUENCE.map((check) =>
  pageWith(`docs/checks/${check.id}.md`, () => ({ points: points(check), findings: findings(check) })),
);
