import type { ClientErrorId } from '../answers/client-errors.js';
import type { AnswerId } from '../answers/index.js';
import type { HistoryStatusId } from '../answers/login-history.js';
import type { ShapeId } from '../answers/no-oauth.js';
import type { Cause, Link } from './cause.js';
import { CAUSES, type CauseId } from './index.js';

/** A cause that can be behind an answer. */
export interface Explanation extends Link {
  readonly cause: CauseId;
}

type Room = 'answers' | 'shapes' | 'history' | 'clients';

function linksOf(room: Room): ReadonlyMap<string, readonly Explanation[]> {
  const found = new Map<string, Explanation[]>();
  for (const { id, shownBy } of CAUSES as readonly Cause<CauseId>[])
    for (const [key, link] of Object.entries(shownBy[room] ?? {}))
      found.set(key, [...(found.get(key) ?? []), { cause: id, ...link }]);
  for (const explanations of found.values()) explanations.sort((a, b) => b.weight - a.weight);
  return found;
}

const BY_ANSWER = linksOf('answers');
const BY_SHAPE = linksOf('shapes');
const BY_STATUS = linksOf('history');

const BY_CLIENT_ERROR = linksOf('clients');

/** The causes that can be behind an answer, the most frequent first. */
export function causesOfAnswer(id: AnswerId): readonly Explanation[] {
  return BY_ANSWER.get(id) ?? [];
}

/** The causes that can be behind an answer without an OAuth error, the most frequent first. */
export function causesOfShape(id: ShapeId): readonly Explanation[] {
  return BY_SHAPE.get(id) ?? [];
}

/** The causes that can be behind a status of the Login History, the most frequent first. */
export function causesOfStatus(id: HistoryStatusId): readonly Explanation[] {
  return BY_STATUS.get(id) ?? [];
}

/** The causes that a client's own error can tell of, the usual one first. */
export function causesOfClientError(id: ClientErrorId): readonly Explanation[] {
  return BY_CLIENT_ERROR.get(id) ?? [];
}

/** The usual cause behind a client's own error. */
export function causeOfClientError(id: ClientErrorId): Explanation {
  return causesOfClientError(id)[0]!;
}
