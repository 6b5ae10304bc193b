import { SEQUENCE } from '../../checks/index.js';
import { causesOfAnswer, causeOfClientError } from '../../causes/explanations.js';
import { CAUSE_IDS, causeOf, isCauseId, remedyOf, type CauseId } from '../../causes/index.js';
import { matchClientError } from '../../answers/client-errors.js';
import { matchAnswer } from '../../answers/match-answer.js';
import { ANSWER_IDS, answerOf, ANSWERS, type AnswerId } from '../../answers/index.js';
import { nearestName } from '../../facts/nearest.js';
import { ScrubbedStore } from '../../redaction/scrubbed-store.js';
import { answersIn } from '../../sources/files/error-text.js';
import { markWays, plainWays } from '../../report/steps.js';
import { capital } from '../../causes/steps.js';
import { GLOSSARY, PRIMER } from '../../report/words/glossary.js';
import { gateName } from '../../report/words/gates.js';
import { subjectOf } from '../../report/words/subject.js';
import { host, startWith } from '../host.js';
import { UsageError } from '../usage-error.js';

/** The entry for an error, a cause or a check, as data. */
export interface Entry {
  readonly kind: 'cause' | 'check' | 'error' | 'terms';
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
}

function answersOf(cause: CauseId): AnswerId[] {
  return ANSWER_IDS.filter((id) => causesOfAnswer(id).some((one) => one.cause === cause));
}

/** An answer in one line. */
export function spell(id: AnswerId): string {
  const { error, description } = ANSWERS[id];
  return description === '' ? error : `${error}: ${description}`;
}

function explainCause(id: CauseId): Entry {
  const words = causeOf(id);
  const subject = subjectOf(new ScrubbedStore(), {}, host().command);
  const remedy = remedyOf(id, subject);
  return {
    kind: 'cause',
    id,
    title: `${words.title} (side: ${words.side})`,
    paragraphs: [
      capital(words.summary(subject)),
      `Shows as: ${answersOf(id).map(spell).join(' | ') || 'no answer of the token endpoint'}`,
      remedy.summary,
    ],
    list: plainWays(markWays(remedy.ways)),
  };
}

function explainCheck(id: string): Entry {
  const check = SEQUENCE.find((one) => one.id === id)!;
  return {
    kind: 'check',
    id,
    title: check.title,
    paragraphs: [`When it fails: ${check.failureTitle}.`, `It looks at: ${check.needs.join(', ')}.`],
    list: check.rejects.map((answer) => `can explain ${spell(answer)}`),
  };
}

function explainAnswer(id: AnswerId): Entry {
  const { about, proves, flow } = answerOf(id);
  const explanations = causesOfAnswer(id);
  const proved = proves.map(gateName).join(', ');
  return {
    kind: 'error',
    id,
    title: spell(id),
    paragraphs: [
      about === 'other-flow'
        ? `This is an answer of another flow (${flow ?? 'not JWT bearer'}), not of a JWT bearer login.`
        : {
            login: 'The token endpoint answers this to a login.',
            authorize: 'The authorize page shows this in a browser.',
            api: 'The API answers this after a token was issued: the login itself worked.',
          }[about],
      ...(proved === '' ? [] : [`It proves, for the host that answered, that these were passed: ${proved}.`]),
      ...(explanations.length === 0 ? [] : ['It can be, the usual one first:']),
    ],
    list: explanations.map(
      ({ cause, basis, when }) =>
        `${cause}: ${causeOf(cause).title} (${basis}${
          when
            ? `; where ${Object.entries(when)
                .map(([key, value]) => `${key} is ${value}`)
                .join(', ')}`
            : ''
        })`,
    ),
  };
}

function explainCode(code: string, ids: readonly AnswerId[]): Entry {
  return {
    kind: 'error',
    id: code,
    title: `This code stands for ${ids.length} answers; the error_description beside it tells which.`,
    paragraphs: ['Explain one of them:'],
    list: ids.map((id) => startWith(`explain "${ANSWERS[id].description || ANSWERS[id].error}"`)),
  };
}

/** Asks for the words of the flow. */
export const TERMS = 'terms';

/** The words of the flow, for people who are new to it. */
function explainTerms(): Entry {
  return {
    kind: 'terms',
    id: TERMS,
    title: 'The JWT bearer flow and its words',
    paragraphs: [PRIMER],
    list: GLOSSARY.map(([term, meaning]) => `${term}: ${meaning}`),
  };
}

/** Finds what a text is about. Throws a usage error for a text that nothing is known about. */
export function entryFor(text: string): Entry {
  const plain = text.trim();
  if (plain.toLowerCase() === TERMS) return explainTerms();
  if (isCauseId(plain)) return explainCause(plain);
  if (SEQUENCE.some((check) => check.id === plain)) return explainCheck(plain);
  const [code, ...rest] = plain.split(/:\s*/);
  const answer =
    matchAnswer(undefined, plain) ?? matchAnswer(code, rest.join(': ') || undefined) ?? answersIn(plain)[0]?.id;
  if (answer !== undefined) return explainAnswer(answer);
  const sameCode = ANSWER_IDS.filter((id) => ANSWERS[id].error.toLowerCase() === plain.toLowerCase());
  if (sameCode.length > 1) return explainCode(plain, sameCode);
  const client = matchClientError(plain);
  if (client !== undefined) return explainCause(causeOfClientError(client.id).cause);
  const near = nearestName(plain.slice(0, 80), [...CAUSE_IDS, ...SEQUENCE.map((check) => check.id)]);
  throw new UsageError(
    `nothing is known about this text${near === undefined ? `; run "${startWith('explain')}" for the list` : `; did you mean "${near}"?`}`,
  );
}

/** Everything that is known: causes, checks and answers, in their order. */
export function wholeCatalogue(): Entry[] {
  return [
    ...CAUSE_IDS.map(explainCause),
    ...SEQUENCE.map((check) => explainCheck(check.id)),
    ...ANSWER_IDS.map(explainAnswer),
  ];
}
