import { isToken, meantAnswer } from '../facts/answers.js';
import type { FactStore } from '../facts/store.js';
import { sameOrigin } from '../salesforce/hosts.js';

/** The one thing that differs between this login and another one. */
export type Contrast = 'other-user' | 'other-org' | 'other-host' | 'other-machine' | 'other-app' | 'web-login';

const STATED: ReadonlySet<string> = new Set<Contrast>([
  'other-user',
  'other-org',
  'other-host',
  'other-machine',
  'other-app',
  'web-login',
]);

/** The differences with which the login is known to fail all the same. */
export function failingContrasts(store: FactStore): ReadonlySet<Contrast> {
  const stated = (store.value('controls') ?? []).filter(({ what, works }) => !works && STATED.has(what));
  return new Set(stated.map(({ what }) => what as Contrast));
}

/** True where the same login got a token before it failed. */
export function workedBefore(store: FactStore): boolean {
  const answers = store.value('token.answers') ?? [];
  const meant = meantAnswer(answers);
  if (meant === undefined || isToken(meant)) return false;
  return answers
    .slice(0, answers.indexOf(meant))
    .some(
      (answer) =>
        isToken(answer) &&
        (answer.subject === undefined || meant.subject === undefined || answer.subject === meant.subject) &&
        (answer.url === '' || meant.url === '' || sameOrigin(answer.url, meant.url)),
    );
}

/**
 * What is known to work beside this login: stated controls, and logins of the same evidence that got a token while they
 * differ from the failing one in one thing.
 */
export function workingContrasts(store: FactStore): ReadonlySet<Contrast> {
  const found = new Set<Contrast>();
  for (const { what, works } of store.value('controls') ?? [])
    if (works && STATED.has(what)) found.add(what as Contrast);
  const answers = store.value('token.answers') ?? [];
  const meant = meantAnswer(answers);
  if (meant === undefined || isToken(meant)) return found;
  for (const answer of answers.filter(isToken)) {
    const sameHost = answer.url === '' || meant.url === '' || sameOrigin(answer.url, meant.url);
    const otherUser =
      answer.subject !== undefined &&
      meant.subject !== undefined &&
      answer.subject.toLowerCase() !== meant.subject.toLowerCase();
    const sameApp = answer.consumerKey === undefined || answer.consumerKey === meant.consumerKey;
    if (otherUser && sameHost && sameApp) found.add('other-user');
    if (
      !otherUser &&
      answer.subject !== undefined &&
      answer.subject === meant.subject &&
      !sameHost &&
      answer.url !== '' &&
      meant.url !== ''
    )
      found.add('other-host');
  }
  return found;
}
