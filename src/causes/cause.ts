import type { ClientErrorId } from '../answers/client-errors.js';
import type { AnswerId } from '../answers/index.js';
import type { HistoryStatusId } from '../answers/login-history.js';
import type { ShapeId } from '../answers/no-oauth.js';
import type { Basis } from '../salesforce/basis.js';
import type { ChangeKind } from '../salesforce/changes.js';
import type { Aspect } from '../salesforce/contrasts.js';
import type { Gate } from '../salesforce/gates.js';
import type { Remedy } from './steps.js';
import type { Subject } from './subject.js';

/** The side that has to change when a cause is at fault. */
export type Side = 'local' | 'request' | 'app' | 'user' | 'org' | 'platform';

/** Where an explanation holds. A condition that is not known to hold lowers the explanation; one known not to hold removes it. */
export interface Condition {
  readonly host?: 'generic' | 'my-domain' | 'never-token';
  readonly app?: 'connected-app' | 'external-client-app';
  readonly policy?: 'self-authorize' | 'admin-approved';
}

/** How strongly an answer speaks for a cause. */
export interface Link {
  readonly basis: Basis;
  /** How often this is the cause, among the known reports of the answer: 30 the usual one, below 10 a rare one. */
  readonly weight: number;
  readonly when?: Condition;
  /** Where it is the rule; elsewhere it is rare. */
  readonly usually?: Condition;
  /** The text itself names this cause: without a fact against it, it is the likely one. */
  readonly named?: true;
  /** The cause usually gives another answer, and reports conflict: facts make it likely at most. `unusual` in the JSON. */
  readonly unusual?: true;
  /** The change that singles it out, where it was made minutes before the answer. */
  readonly after?: readonly ChangeKind[];
}

/** The answers, shapes, Login History statuses and client errors behind which a cause can be. */
interface ShownBy {
  readonly answers?: Partial<Record<AnswerId, Link>>;
  readonly shapes?: Partial<Record<ShapeId, Link>>;
  readonly history?: Partial<Record<HistoryStatusId, Link>>;
  readonly clients?: Partial<Record<ClientErrorId, Link>>;
}

/** Everything the product knows about one cause, in one file. */
export interface Cause<Id extends string = string> {
  /** Public and stable: a retired id stays reserved and never gets another meaning. */
  readonly id: Id;
  readonly side: Side;
  /** The gate at which it stops a login; the earliest usual one, where it can show at several. */
  readonly gate: Gate;
  /**
   * The parts of a login that the fault goes with: another login that shares them all meets it, too. The first is the part
   * that is at fault.
   */
  readonly goesWith: readonly Aspect[];
  /** It can begin without a change by an administrator, so also in a login that worked before. */
  readonly beginsByItself?: true;
  /** It stops a login from the first one on, so it is not behind a login that worked before. */
  readonly fromTheStart?: true;
  readonly shownBy: ShownBy;
  /**
   * The answers to expect from it, the usual one first; further ones are reported for the same cause. Empty where the
   * endpoint answers nothing, or where no answer was ever seen. The kind of the app and its policy may decide.
   */
  readonly leadsTo:
    | readonly AnswerId[]
    | ((situation: { readonly clientApp: boolean; readonly selfAuthorize: boolean }) => readonly AnswerId[]);
  /** Words in an answer that is not in the catalogue which speak for this cause. */
  readonly telling?: RegExp;
  /** The changes after which this is a usual cause. */
  readonly follows?: readonly ChangeKind[];
  /** It commonly stops a login after an earlier fault is repaired. */
  readonly oftenNext?: true;
  /** An administrator's session can cure it by API; `src/remedies/plans` has the planner. */
  readonly repairable?: true;
  readonly title: string;
  /** The cause in one sentence. */
  summary(this: void, subject: Subject): string;
  remedy(this: void, subject: Subject): Remedy;
}

/** Defines a cause; its id becomes part of `CauseId`, and of `RepairableId` where the API can cure it. */
export function defineCause<const C extends Cause>(cause: C): Cause<C['id']> & Pick<C, 'repairable' & keyof C> {
  return cause;
}
