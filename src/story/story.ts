import { isToken, meantAnswer } from '../facts/answers.js';
import { defined } from '../facts/defined.js';
import type { FactStore } from '../facts/store.js';
import { changeNamed, type ChangeKind } from '../salesforce/changes.js';
import { kindsOf } from './changes.js';
import { contrastsOf, type SeenContrast } from './contrasts.js';

/** An attempt to log in, or a call with its token, as the evidence tells it. Words are quoted as they were sent. */
interface Attempt {
  readonly outcome: 'token' | 'refused' | 'api-refused' | 'browser-refused' | 'client-error';
  /** The ISO time, and the place among the events of the evidence, as far as they are told. */
  readonly at?: string;
  readonly order?: number;
  readonly url?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly client?: string;
  readonly status?: number;
  readonly error?: string;
  readonly description?: string;
  /** A further attempt of the same call, made by the client itself. */
  readonly isSide?: true;
  /** The one that the report explains. */
  readonly isExplained?: true;
}

/** A change before the failure: stated, or an entry of the Setup Audit Trail. */
interface Change {
  readonly kinds: readonly ChangeKind[];
  readonly by: 'statement' | 'audit-trail';
  readonly at?: string;
  readonly action?: string;
  readonly display?: string;
}

/** The facts in time: attempts, changes, and other logins that differ in one thing. */
export interface Story {
  readonly attempts: readonly Attempt[];
  readonly changes: readonly Change[];
  readonly contrasts: readonly SeenContrast[];
}

function attemptsIn(store: FactStore, explained: string | undefined): Attempt[] {
  const answers = store.value('token.answers') ?? [];
  const meant = explained === 'token.answers' ? meantAnswer(answers) : undefined;
  const last = <T>(items: readonly T[], fact: string) => (explained === fact ? items.at(-1) : undefined);
  const api = store.value('api.answers') ?? [];
  const logins = answers.map((answer) =>
    defined({
      outcome: isToken(answer)
        ? ('token' as const)
        : answer.problem !== undefined
          ? ('client-error' as const)
          : ('refused' as const),
      at: answer.at,
      order: answer.order,
      url: answer.url === '' ? undefined : answer.url,
      audience: answer.audience,
      subject: answer.subject,
      client: answer.client,
      status: answer.status,
      error: answer.error,
      description: answer.description ?? answer.problem,
      isSide: answer.intended === false ? (true as const) : undefined,
      isExplained: answer === meant ? (true as const) : undefined,
    }),
  );
  const calls = api
    .filter(({ errorCode, status }) => errorCode !== undefined || (status ?? 0) >= 400)
    .map((answer) =>
      defined({
        outcome: 'api-refused' as const,
        at: answer.at,
        order: answer.order,
        url: answer.url,
        status: answer.status,
        error: answer.errorCode,
        description: answer.message,
        isExplained: answer === last(api, 'api.answers') ? (true as const) : undefined,
      }),
    );
  const page = store.value('authorize.answer');
  const browser =
    page === undefined
      ? []
      : [
          defined({
            outcome: 'browser-refused' as const,
            ...page,
            isExplained: explained === 'authorize.answer' ? (true as const) : undefined,
          }),
        ];
  const own = store.value('client.error');
  const client =
    own === undefined
      ? []
      : [
          defined({
            outcome: 'client-error' as const,
            at: own.at,
            order: own.order,
            description: own.text,
            isExplained: explained === 'client.error' ? (true as const) : undefined,
          }),
        ];
  return inOrder([...logins, ...calls, ...browser, ...client]);
}

/** By time where every time is told, else by place where every place is, else as they came. */
function inOrder(attempts: readonly Attempt[]): Attempt[] {
  if (attempts.every(({ at }) => at !== undefined))
    return [...attempts].sort((a, b) => Date.parse(a.at!) - Date.parse(b.at!) || (a.order ?? 0) - (b.order ?? 0));
  return attempts.every(({ order }) => order !== undefined)
    ? [...attempts].sort((a, b) => a.order! - b.order!)
    : [...attempts];
}

function changesIn(store: FactStore): Change[] {
  const stated = (store.value('history.changed') ?? []).map((word): Change => {
    const kind = changeNamed(word);
    return { kinds: kind === undefined ? [] : [kind], by: 'statement', action: word };
  });
  const audited = (store.value('org.changes') ?? []).map(({ at, action, display }): Change => {
    const text = typeof display === 'string' ? display : undefined;
    const kinds = kindsOf({ action, display });
    return defined({ kinds, by: 'audit-trail' as const, at, action, display: text });
  });
  audited.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  return [...stated, ...audited];
}

/** The story that the facts tell; `symptom` is what the report explains. */
export function storyOf(
  store: FactStore,
  symptom: {
    readonly fact: string;
    readonly error?: string | undefined;
    readonly description?: string | undefined;
  } | null,
): Story {
  return {
    attempts: attemptsIn(store, symptom?.fact),
    changes: changesIn(store),
    contrasts: symptom === null ? [] : contrastsOf(store, symptom),
  };
}
