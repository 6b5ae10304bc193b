import type { Dossier } from './dossier.js';
import type { Opinion } from './doctor.js';

/** How an opinion does on a dossier. */
export interface Mark {
  readonly dossier: Dossier;
  readonly opinion: Opinion;
  /** One cause is left, and it is named. Undefined where several are left. */
  readonly named: boolean | undefined;
  /** The truth stands among the first three, or among as many as are left. Undefined for controls, and where many are left. */
  readonly listed: boolean | undefined;
  /** A cause is named that cannot be. */
  readonly wrong: boolean;
  /** A cause is named that can be and is not, while several are left. */
  readonly hasty: boolean;
  /** It is called healthy although the login failed. */
  readonly falseHealthy: boolean;
  /** Nothing is named in a control. Undefined for others. */
  readonly silent: boolean | undefined;
}

const FIRST = 3;
/** Where more causes are left, the evidence says next to nothing, and a question is worth more than a list. */
const MOST_LISTED = 8;

/** Holds an opinion against what an ideal observer can say. */
export function mark(dossier: Dossier, opinion: Opinion): Mark {
  const { truth, candidates, failed } = dossier;
  const falseHealthy = failed && opinion.verdict === 'healthy';
  const { named: said } = opinion;
  if (truth === null)
    return {
      dossier,
      opinion,
      named: undefined,
      listed: undefined,
      wrong: said !== undefined,
      hasty: false,
      falseHealthy,
      silent: said === undefined,
    };
  const rank = opinion.ranked.indexOf(truth);
  return {
    dossier,
    opinion,
    named: candidates.size === 1 ? said === truth : undefined,
    listed: candidates.size > MOST_LISTED ? undefined : rank !== -1 && rank < Math.max(FIRST, candidates.size),
    wrong: said !== undefined && !candidates.has(said),
    hasty: said !== undefined && said !== truth && candidates.has(said),
    falseHealthy,
    silent: undefined,
  };
}

/** True where something is to be done. */
export function isFailure({ named, listed, wrong, falseHealthy }: Mark): boolean {
  return named === false || listed === false || wrong || falseHealthy;
}
