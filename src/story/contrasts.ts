import { foldText } from '../answers/fold-text.js';
import { isToken, meantAnswer } from '../facts/answers.js';
import type { FactStore } from '../facts/store.js';
import type { FactValue, TokenAnswer } from '../facts/vocabulary.js';
import { isContrast, type Contrast } from '../salesforce/contrasts.js';
import { hostFacts, sameOrigin } from '../salesforce/hosts.js';

/** Another login that differs from this one in one thing: it works, or it fails in the same words. */
export interface SeenContrast {
  readonly contrast: Contrast;
  readonly works: boolean;
  /** The fact that shows it. */
  readonly fact: 'controls' | 'token.answers';
}

/** The words with which a login was refused. */
interface Words {
  readonly error?: string | undefined;
  readonly description?: string | undefined;
}

function isOtherUser(a: TokenAnswer, b: TokenAnswer): boolean {
  return a.subject !== undefined && b.subject !== undefined && a.subject.toLowerCase() !== b.subject.toLowerCase();
}

function isOtherHost(a: TokenAnswer, b: TokenAnswer): boolean {
  return a.url !== '' && b.url !== '' && !sameOrigin(a.url, b.url);
}

/** True where two refusals say the same, as far as both show their words. */
function sayTheSame(a: Words, b: Words): boolean {
  const fold = (words: string | undefined) => (words === undefined ? undefined : foldText(words));
  const [left, right] = [fold(a.description), fold(b.description)];
  if (left !== undefined && right !== undefined) return left === right;
  return a.error !== undefined && a.error.toLowerCase() === b.error?.toLowerCase();
}

/** True where the same login got a token before it failed. */
export function workedBefore(store: FactStore): boolean {
  const answers = store.value('token.answers') ?? [];
  const meant = meantAnswer(answers);
  if (meant === undefined || isToken(meant)) return false;
  if (store.value('history.workedUntil') !== undefined) return true;
  return answers
    .slice(0, answers.indexOf(meant))
    .some((answer) => isToken(answer) && !isOtherUser(answer, meant) && !isOtherHost(answer, meant));
}

/** The one thing in which another attempt differs; undefined where nothing is seen to differ, or too much is unknown. */
function contrastTo(meant: TokenAnswer, other: TokenAnswer): Contrast | undefined {
  const otherHost = isOtherHost(other, meant);
  if (isOtherUser(other, meant)) {
    const otherApp =
      other.consumerKey !== undefined && meant.consumerKey !== undefined && other.consumerKey !== meant.consumerKey;
    if (otherHost || otherApp) return 'other-org';
    if (hostFacts(meant.url)?.kind === 'my-domain') return 'other-user';
    // A generic host serves many orgs: the other user may live in another one. Two that fail alike tell nothing then.
    return isToken(other) ? 'other-org' : undefined;
  }
  const sameUser = other.subject !== undefined && other.subject === meant.subject;
  return sameUser && otherHost ? 'other-host' : undefined;
}

const LONG_MS = 6 * 3_600_000;

function isLongBefore(a: TokenAnswer, b: TokenAnswer): boolean {
  return a.at !== undefined && b.at !== undefined && Math.abs(Date.parse(b.at) - Date.parse(a.at)) > LONG_MS;
}

function fromAnswers(answers: readonly TokenAnswer[]): SeenContrast[] {
  const meant = meantAnswer(answers);
  if (meant === undefined || isToken(meant)) return [];
  return answers.flatMap((answer): SeenContrast[] => {
    const works = isToken(answer);
    // The other entries of one call's list are judged by what each host said. What fails on another day may fail otherwise.
    if (
      answer === meant ||
      (!works && (answer.intended === false || !sayTheSame(answer, meant) || isLongBefore(answer, meant)))
    )
      return [];
    const contrast = contrastTo(meant, answer);
    return contrast === undefined ? [] : [{ contrast, works, fact: 'token.answers' }];
  });
}

function isAlike(control: FactValue<'controls'>[number], words: Words): boolean {
  const isSilent = control.error === undefined && control.description === undefined;
  return control.works || isSilent || sayTheSame(control, words);
}

/**
 * The logins beside this one that differ in one thing, each once: stated controls, runs that a caption sets apart, and
 * attempts of the same evidence. One that fails in other words than `words` says nothing.
 */
export function contrastsOf(store: FactStore, words: Words): SeenContrast[] {
  const stated = (store.value('controls') ?? [])
    .filter((control) => isAlike(control, words))
    .flatMap(({ what, works }): SeenContrast[] =>
      isContrast(what) ? [{ contrast: what, works, fact: 'controls' }] : [],
    );
  const all = [...stated, ...fromAnswers(store.value('token.answers') ?? [])];
  return all.filter(
    (one, index) => all.findIndex(({ contrast, works }) => contrast === one.contrast && works === one.works) === index,
  );
}
