import { clientErrors } from '../../src/answers/client-errors.js';
import { ANSWER_IDS, answerOf, codesOf, spellingsOf, type AnswerId } from '../../src/answers/index.js';
import { HISTORY_STATUS_IDS } from '../../src/answers/login-history.js';
import { SHAPES, type ShapeId } from '../../src/answers/no-oauth.js';
import {
  causesOfClientError,
  causesOfAnswer,
  causesOfShape,
  causesOfStatus,
  type Explanation,
} from '../../src/causes/explanations.js';
import type { CauseId } from '../../src/causes/index.js';
import type { AnswerAbout } from '../../src/answers/answer.js';
import { ANSWER_NOTES } from './notes/answers.js';
import { CLIENT_NOTES } from './notes/clients.js';
import { HISTORY_NOTES } from './notes/history.js';
import { SHAPE_NOTES } from './notes/shapes.js';
import { bullets, code, numbered, pageWith, wrap } from './page.js';
import { gateList, linkWords, spell } from './words.js';

const GIVEN_BY: Readonly<Record<AnswerAbout, string>> = {
  login: 'the token endpoint',
  authorize: 'the authorize page',
  api: 'the API, after a login that worked',
  'other-flow': 'another OAuth flow',
};

function causeLink(cause: CauseId): string {
  return `[${cause}](causes/${cause}.md)`;
}

function ranking(explanations: readonly Explanation[], notes: Partial<Record<CauseId, string>> = {}): string {
  return numbered(explanations.map((link) => `${causeLink(link.cause)} ${linkWords(link, notes[link.cause])}`));
}

/** The codes that mean this answer whatever words come with them. */
function plainCodes(id: AnswerId): readonly string[] {
  const { codeAlone, codesAlone = [] } = answerOf(id);
  return codeAlone === true ? codesOf(id) : codesAlone;
}

function provedBy(id: AnswerId): string {
  const { about, proves } = answerOf(id);
  if (about === 'api') return 'the whole login.';
  return `${gateList(proves)}. Each was passed, at the host that answered.`;
}

function answerSection(id: AnswerId): string {
  const { about, flow, gates } = answerOf(id);
  const { text, causes, sources } = ANSWER_NOTES[id];
  const spellings = spellingsOf(id).slice(1);
  const codes = codesOf(id).filter((one) => one.toLowerCase() !== answerOf(id).error.toLowerCase());
  const alone = plainCodes(id);
  return [
    `### ${code(spell(id))}`,
    wrap(text),
    bullets([
      `**Given by:** ${flow === undefined ? GIVEN_BY[about] : `the ${flow.replaceAll('-', ' ')} flow`}.`,
      ...(spellings.length > 0 ? [`**Also written:** ${spellings.map(code).join(', ')}.`] : []),
      ...(codes.length > 0 ? [`**Other codes:** ${codes.map(code).join(', ')}.`] : []),
      ...(alone.length > 0 ? [`**Recognised by the code alone:** ${alone.map(code).join(', ')}.`] : []),
      ...(gates.length > 0 ? [`**Judges:** ${gateList(gates)}.`] : []),
      `**Proves:** ${provedBy(id)}`,
    ]),
    ranking(causesOfAnswer(id), causes),
    wrap(`Sources: ${sources}`),
  ].join('\n\n');
}

function clientSection({ id, general, ambiguous }: ReturnType<typeof clientErrors>[number]): string {
  const { examples, text } = CLIENT_NOTES[id];
  const remarks = [
    ...(text === undefined ? [] : [text]),
    ...(ambiguous === true ? ['One text for several defects: only the key file tells which.'] : []),
    ...(general === true ? ['It counts only beside words that tell of this login.'] : []),
  ];
  return [
    `### ${id}`,
    bullets(examples.map(code)),
    ...(remarks.length === 0 ? [] : [wrap(remarks.join(' '))]),
    ranking(causesOfClientError(id)),
  ].join('\n\n');
}

function shapeSection(id: ShapeId): string {
  const { title, text, causes } = SHAPE_NOTES[id];
  const ranks = ranking(causesOfShape(id), causes);
  return [`### ${title[0]!.toUpperCase()}${title.slice(1)}`, ...(text === undefined ? [] : [wrap(text)]), ranks]
    .filter((part) => part !== '')
    .join('\n\n');
}

function statusSection(id: (typeof HISTORY_STATUS_IDS)[number]): string {
  const { texts, text } = HISTORY_NOTES[id];
  return [
    `### ${texts.map(code).join(', ')}`,
    ...(text === undefined ? [] : [wrap(text)]),
    ranking(causesOfStatus(id)),
  ].join('\n\n');
}

/** The catalogue of every known answer. */
export const errorsPage = pageWith('docs/errors.md', () => ({
  answers: ANSWER_IDS.map(answerSection).join('\n\n'),
  'client errors': clientErrors().map(clientSection).join('\n\n'),
  shapes: (Object.keys(SHAPES) as ShapeId[]).map(shapeSection).join('\n\n'),
  statuses: HISTORY_STATUS_IDS.map(statusSection).join('\n\n'),
}));
