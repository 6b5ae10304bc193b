import type { ClientErrorId } from '../../src/answers/client-errors.js';
import type { AnswerId } from '../../src/answers/index.js';
import type { HistoryStatusId } from '../../src/answers/login-history.js';
import type { ShapeId } from '../../src/answers/no-oauth.js';
import { CAUSES, type CauseId } from '../../src/causes/index.js';
import type { Cause, Link } from '../../src/causes/cause.js';
import { ANSWER_NOTES } from './notes/answers.js';
import { CLIENT_NOTES } from './notes/clients.js';
import { HISTORY_NOTES } from './notes/history.js';
import { SHAPE_NOTES } from './notes/shapes.js';
import { bullets, code, pageWith } from './page.js';
import { linkWords, spell } from './words.js';

/** The links of one kind, the strongest first. */
function ranked<Id extends string>(links: Partial<Record<Id, Link>> = {}): (readonly [Id, Link])[] {
  return (Object.entries(links) as [Id, Link][]).sort(([, a], [, b]) => b.weight - a.weight);
}

function shownBy({ id, follows = [], shownBy: { answers, shapes, history, clients } }: Cause<CauseId>): string {
  const items = [
    ...ranked<AnswerId>(answers).map(
      ([answer, link]) => `${code(spell(answer))} ${linkWords(link, ANSWER_NOTES[answer].causes?.[id])}`,
    ),
    ...ranked<ShapeId>(shapes).map(
      ([shape, link]) =>
        `No OAuth error: ${SHAPE_NOTES[shape].title} ${linkWords(link, SHAPE_NOTES[shape].causes?.[id])}`,
    ),
    ...ranked<HistoryStatusId>(history).map(
      ([status, link]) => `Login History: ${HISTORY_NOTES[status].texts.map(code).join(', ')} ${linkWords(link)}`,
    ),
    ...ranked<ClientErrorId>(clients).map(
      ([error, link]) =>
        `A client says: ${CLIENT_NOTES[error].examples.map(code).join(', ')} ` +
        linkWords(link, `[${error}](../errors.md#${error})`),
    ),
    ...(follows.length === 0
      ? []
      : [`Usual after a change (reported): ${follows.map((kind) => kind.replaceAll('-', ' ')).join(', ')}`]),
  ];
  return bullets(items);
}

/** The pages of the causes: how each shows. */
export const causePages = (CAUSES as readonly Cause<CauseId>[]).map((cause) =>
  pageWith(`docs/causes/${cause.id}.md`, () => ({ 'shown by': shownBy(cause) })),
);
