import type { SourceFact } from '../../facts/store.js';
import type { TokenAnswer } from '../../facts/vocabulary.js';
import { isMasked } from '../../facts/masks.js';
import { hostFacts, LOGIN_ORIGIN, TEST_ORIGIN } from '../../salesforce/hosts.js';
import { matchAnswer } from '../../salesforce/match-answer.js';
import { ANSWERS } from '../../salesforce/token-answers.js';
import { errorText } from './error-text.js';
import type { Paste, Reading, Shape } from './shape.js';

/** One attempt of the Salesforce CLI: where it went, and the audience it named. */
interface Attempt {
  readonly origin: string;
  readonly audience: string;
}

const LIST = /Errors encountered:\r?\n([\s\S]*)/;
const END = /^\s*(?:at |"|}|\]|Try this|Error \()/;
const SUFFIX = /\s*\[audience=(\S*)\s+login=(\S*)\]\s*$/;
const LOGIN_URL = /(?:--instance-?url|\s-r)[= ]+["']?(https?:\/\/[^\s"']+)|\bloginUrl:\s*(https?:\/\/\S+)/i;

// eslint-disable-next-line no-control-regex -- the colours of a terminal begin with a control character
const COLOURS = /\u001b\[[0-9;]*m/g;

const L = { origin: LOGIN_ORIGIN, audience: LOGIN_ORIGIN };
const T = { origin: TEST_ORIGIN, audience: TEST_ORIGIN };

/**
 * The attempts behind a list of that length, in order, as the CLI makes them since 2022 when SF_AUDIENCE_URL is not set
 * (read in its source). Undefined where the length or the login URL leaves it open.
 */
function attemptsFor(count: number, loginUrl: string | undefined): readonly Attempt[] | undefined {
  const host = loginUrl === undefined ? undefined : hostFacts(loginUrl);
  const crossed = (from: Attempt, to: Attempt): Attempt => ({ origin: from.origin, audience: to.audience });
  if (host?.kind === 'login' && (count === 2 || count === 3)) return [L, T, crossed(L, T)].slice(0, count);
  if (host?.kind === 'test' && (count === 2 || count === 3)) return [T, L, crossed(T, L)].slice(0, count);
  if (count !== 5 || host === undefined || host.kind === 'login' || host.kind === 'test') return undefined;
  const home = { origin: host.origin, audience: host.origin };
  return [home, T, L, crossed(home, L), crossed(home, T)];
}

/** The entries of the list, each without its suffix, and the login URL that a suffix gives away. */
function entriesOf(text: string): { entries: string[]; suffixLogin?: string } | undefined {
  const list = LIST.exec(text.replace(/[\t ]*\r?\n(?=\s*login=)/g, ' '))?.[1];
  if (list === undefined) return undefined;
  const entries: string[] = [];
  let suffixLogin: string | undefined;
  for (const line of list.split(/\r?\n/)) {
    if (END.test(line) || line.trim() === '') break;
    const suffix = SUFFIX.exec(line);
    // The entry of a crossed pair tells the login URL, in its third place.
    if (suffix && !isMasked(suffix[2]!) && entries.length === 2) suffixLogin = suffix[2]!;
    entries.push(line.replace(SUFFIX, '').trim());
  }
  return entries.length === 0 ? undefined : { entries, ...(suffixLogin !== undefined && { suffixLogin }) };
}

function answersOf(text: string): TokenAnswer[] | undefined {
  const found = entriesOf(text);
  if (found === undefined) return undefined;
  const { entries, suffixLogin } = found;
  const given = LOGIN_URL.exec(text);
  const attempts = attemptsFor(entries.length, given?.[1] ?? given?.[2] ?? suffixLogin);
  const answers = entries.flatMap((entry, index): TokenAnswer[] => {
    const id = matchAnswer(undefined, entry);
    if (id === undefined) return [];
    const attempt = attempts?.[index];
    const place =
      attempt === undefined
        ? { url: '' }
        : { url: `${attempt.origin}/services/oauth2/token`, audience: attempt.audience };
    return [{ ...place, ...ANSWERS[id], client: 'sf-cli', intended: index === 0 }];
  });
  return answers.some(({ intended }) => intended) ? answers : undefined;
}

/** The text of the CLI, also from its JSON and from the lines of a log. */
function textOf({ text, json }: Paste): string {
  const message = typeof json === 'object' && json !== null ? (json as { message?: unknown }).message : undefined;
  const plain = typeof message === 'string' ? message : text;
  return plain.replace(COLOURS, '').replace(/^(?:\[?\d{4}-\d\d-\d\dT[\d:.]+Z?\]?|\d\d:\d\d:\d\d(?:\.\d+)?)\s+/gm, '');
}

/**
 * What the Salesforce CLI prints when a JWT login fails: it tries several (host, audience) pairs and prints one line
 * for each. The first is the attempt that was meant.
 */
export const sfCli: Shape = {
  id: 'sf-cli',
  title: 'the list of errors of the Salesforce CLI',
  recognises: (paste) => answersOf(textOf(paste)) !== undefined,
  async read(paste): Promise<Reading> {
    const source = `${paste.name}, the list of attempts`;
    const text = textOf(paste);
    const answers = answersOf(text)!;
    const facts: SourceFact[] = [
      { name: 'client.name', value: 'sf-cli', source: paste.name },
      { name: 'token.answers', value: answers, source },
    ];
    const [meant] = answers;
    if (meant && meant.url !== '') facts.push({ name: 'request.url', value: meant.url, source });
    if (meant?.audience !== undefined) facts.push({ name: 'assertion.audience', value: meant.audience, source });
    const after = text.slice(text.search(LIST)).includes('Successfully authorized');
    return after ? errorText.read({ name: paste.name, text }) : { facts };
  },
};
