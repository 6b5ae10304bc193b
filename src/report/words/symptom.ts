import type { Report } from '../schema.js';

const SHAPES: Readonly<Record<string, string>> = {
  'server-fault': 'an error of the server itself',
  'html-page': 'an HTML page instead of JSON',
  'empty-answer': 'an empty answer',
  'cut-answer': 'an answer that was cut off, or far too long',
  redirect: 'a redirect, which is never followed with an assertion',
  intermittent: 'now a token and now a fault, to the same request',
  'no-such-host': 'nothing: the name of the host does not resolve',
  'no-connection': 'nothing: no connection came about',
};

/** The method of the request that was answered; the token endpoint takes no other than POST. */
function methodIn(facts: Report['facts']): string {
  const method = facts['request.method'];
  return method !== undefined && 'value' in method && typeof method.value === 'string' ? method.value : 'POST';
}

/** The answer in words, then the address that gave it. */
export function symptomSentences({ symptom, facts }: Pick<Report, 'symptom' | 'facts'>): string[] {
  if (symptom === null) return ['No answer of the server is known.'];
  if (symptom.kind === 'token') return [`A token was issued${symptom.url === null ? '' : ` by ${symptom.url}`}.`];
  const told = [symptom.error, symptom.description].filter((one) => one !== null && one !== '').join(': ');
  const who = {
    answer: 'The token endpoint answered',
    shape: 'The token endpoint gave',
    api: 'The API answered',
    authorize: 'The authorize page showed',
    history: 'The Login History says',
    client: 'The client reported',
    token: '',
  }[symptom.kind];
  const instead = SHAPES[symptom.shape ?? 'unknown'] ?? 'no answer that is known';
  const status = symptom.status === null ? '' : ` (HTTP ${symptom.status})`;
  const where =
    symptom.url === null
      ? ''
      : `${symptom.kind === 'api' ? 'at' : `to ${methodIn(facts)}`} ${symptom.url}${symptom.audience === null ? '' : `, audience ${symptom.audience}`}`;
  return [`${who} ${told === '' ? instead : told}${status}`, where].filter(Boolean);
}

const MOST_ATTEMPTS = 12;

interface TokenAnswer {
  readonly url?: string;
  readonly audience?: string;
  readonly status?: number;
  readonly error?: string;
  readonly description?: string;
  readonly token?: boolean;
  readonly problem?: string;
}

/** An attempt to log in, in words. */
export interface AttemptWords {
  /** The host that was asked, and the audience where it is another one. */
  readonly place: string;
  readonly answer: string;
  readonly worked: boolean;
  /** Both in one line. */
  readonly sentence: string;
}

/** The attempts, where there were several: the answers of other hosts are evidence, too. */
export function attemptWords({ facts }: Pick<Report, 'facts'>): AttemptWords[] {
  const fact = facts['token.answers'];
  const answers = fact !== undefined && 'value' in fact ? (fact.value as TokenAnswer[]) : [];
  if (answers.length < 2) return [];
  return answers.slice(0, MOST_ATTEMPTS).map(({ url = '', audience, status, error, description, token, problem }) => {
    const host = url === '' ? 'an attempt' : url.replace(/\/services\/oauth2\/token$/, '');
    const named = audience === undefined || audience === host ? '' : ` (audience ${audience})`;
    const said = [error, description].filter(Boolean).join(': ');
    const worked = token === true || (token === undefined && status === 200 && said === '');
    const place = `${host}${named}`;
    const answer = worked ? 'a token' : said || problem || `HTTP ${status ?? 'unknown'}`;
    return { place, answer, worked, sentence: `${place}: ${answer}` };
  });
}
