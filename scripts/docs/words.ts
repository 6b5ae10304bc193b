import { answerOf, type AnswerId } from '../../src/answers/index.js';
import type { Condition, Link } from '../../src/causes/cause.js';
import type { Gate } from '../../src/salesforce/gates.js';
import { gateName } from '../../src/report/words/gates.js';

/** An answer in one line, as the catalogue spells it. */
export function spell(id: AnswerId): string {
  const { error, description } = answerOf(id);
  return description === '' ? error : `${error}: ${description}`;
}

const CONDITIONS: Readonly<Record<keyof Condition, Readonly<Record<string, string>>>> = {
  host: { generic: 'on a generic host', 'my-domain': 'on a My Domain', 'never-token': 'on a host of pages' },
  app: { 'connected-app': 'for a connected app', 'external-client-app': 'for an External Client App' },
  policy: { 'self-authorize': 'under self-authorize', 'admin-approved': 'under the admin-approved policy' },
};

/** The basis of a link with its condition, in brackets, and what is special about it. */
export function linkWords(
  { basis, when = {}, unusual }: Pick<Link, 'basis' | 'when' | 'unusual'>,
  note?: string,
): string {
  const conditions = (Object.entries(when) as [keyof Condition, string][]).map(
    ([kind, value]) => CONDITIONS[kind][value],
  );
  const words = [
    basis,
    ...(unusual === true ? ['unusual: reports conflict'] : []),
    ...conditions,
    ...(note === undefined ? [] : [note]),
  ];
  return `(${words.join('; ')})`;
}

/** The gates in a list of words. */
export function gateList(gates: readonly Gate[]): string {
  return gates.map(gateName).join(', ');
}
