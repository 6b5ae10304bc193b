import { causeOf, type CauseId } from '../causes/index.js';
import type { DeployRehearsal } from '../twin/deploy.js';
import type { PlayedLogin } from '../twin/logins.js';
import { works, type Rehearsal } from '../twin/rehearse.js';
import type { Reproduction } from '../twin/reproduce.js';
import type { Weighed } from '../twin/weigh.js';
import { named, type NamedTool, type Tool } from './tool.js';
import { PURPOSE_WORDS } from './words/changes.js';
import { assumptionWords, causeOfBroken, endingWords } from './words/rehearsal.js';
import { reproductionWords } from './words/reproduction.js';

/** One login before and after a change. */
export interface ShownLogin {
  readonly username: string;
  readonly app: string;
  /** True for the login that the twin was made for. */
  readonly isOwn: boolean;
  readonly before: string;
  readonly after: string;
  readonly effect: 'gained' | 'lost' | 'works' | 'fails';
}

/** A line of a deployment that breaks a login. */
export interface ShownBreak {
  readonly username: string;
  readonly app: string;
  readonly cause: CauseId;
  readonly title: string;
  /** The answer to the login afterwards. */
  readonly answer: string;
  readonly file: string;
  readonly line: number;
  readonly element: string;
}

/** A change that was played on a twin, schema version 1. */
export interface RehearsalReport {
  readonly schemaVersion: 1;
  readonly tool: NamedTool;
  readonly what: 'fix' | 'set' | 'deploy';
  /** `unchanged` and `better`: every login that works today still works; `idle`: none works today. */
  readonly outcome: 'unchanged' | 'better' | 'breaks' | 'not-cured' | 'idle';
  /** How the twin answered the real attempt; null where there was none. */
  readonly reproduction: { readonly result: Reproduction['result']; readonly sentence: string } | null;
  readonly steps: readonly {
    readonly title: string;
    readonly problem?: string;
    /** The logins that end in another way than before the step. */
    readonly changed: readonly ShownLogin[];
  }[];
  readonly logins: readonly ShownLogin[];
  readonly breaks: readonly ShownBreak[];
  /** Files that the org would refuse. */
  readonly refused: readonly { readonly file: string; readonly problem: string }[];
  readonly assumptions: readonly string[];
}

function shownLogin(before: PlayedLogin, after: PlayedLogin): ShownLogin {
  const { username, app, isOwn } = after;
  const effect = works(before) ? (works(after) ? 'works' : 'lost') : works(after) ? 'gained' : 'fails';
  return { username, app, isOwn, before: endingWords(before.played), after: endingWords(after.played), effect };
}

function shownLogins(before: readonly PlayedLogin[], after: readonly PlayedLogin[]): ShownLogin[] {
  return after.map((one, index) => shownLogin(before[index]!, one));
}

/** The fields of every rehearsal report. */
export interface RehearsalAbout {
  readonly tool: Tool;
  readonly assumptions: readonly Weighed[];
  readonly reproduction?: Reproduction | undefined;
}

function shared({ tool, assumptions, reproduction }: RehearsalAbout) {
  return {
    schemaVersion: 1,
    tool: named(tool),
    reproduction:
      reproduction === undefined ? null : { result: reproduction.result, sentence: reproductionWords(reproduction) },
    assumptions: assumptions.map(assumptionWords),
  } as const;
}

function outcomeOf(logins: readonly ShownLogin[]): RehearsalReport['outcome'] {
  if (logins.some(({ effect }) => effect === 'lost')) return 'breaks';
  if (logins.some(({ effect }) => effect === 'gained')) return 'better';
  return logins.some(({ effect }) => effect === 'works') ? 'unchanged' : 'idle';
}

/** The report of a plan that was played. `isWhole` says that the plan claims to cure everything. */
export function planRehearsed(rehearsal: Rehearsal, isWhole: boolean, about: RehearsalAbout): RehearsalReport {
  const logins = shownLogins(rehearsal.before, rehearsal.after);
  const outcome = outcomeOf(logins);
  const own = logins.find(({ isOwn }) => isOwn);
  const isCured = own?.effect === 'works' || own?.effect === 'gained';
  const knowsBetter = about.reproduction?.result !== 'different';
  const steps = rehearsal.steps.map(({ change, problem, after }, index) => {
    const before = rehearsal.steps[index - 1]?.after ?? rehearsal.before;
    const changed = shownLogins(before, after).filter((one) => one.before !== one.after);
    return { title: PURPOSE_WORDS[change.purpose](change.about), ...(problem !== undefined && { problem }), changed };
  });
  const isPlayed = rehearsal.steps.every(({ problem }) => problem === undefined);
  return {
    ...shared(about),
    what: 'fix',
    outcome: outcome !== 'breaks' && isWhole && isPlayed && knowsBetter && !isCured ? 'not-cured' : outcome,
    steps,
    logins,
    breaks: [],
    refused: [],
  };
}

/** The report of other values: every login before and after. */
export function valuesRehearsed(
  before: readonly PlayedLogin[],
  after: readonly PlayedLogin[],
  about: RehearsalAbout,
): RehearsalReport {
  const logins = shownLogins(before, after);
  return { ...shared(about), what: 'set', outcome: outcomeOf(logins), steps: [], logins, breaks: [], refused: [] };
}

/** The report of a deployment that was played. */
export function deployRehearsed(rehearsal: DeployRehearsal, about: RehearsalAbout): RehearsalReport {
  const logins = shownLogins(rehearsal.before, rehearsal.after);
  const breaks = rehearsal.broken.map((one): ShownBreak => {
    const cause = causeOfBroken(one);
    const { file, line, element } = one.place;
    const { username, app, played } = one.login;
    return { username, app, cause, title: causeOf(cause).title, answer: endingWords(played), file, line, element };
  });
  return {
    ...shared(about),
    what: 'deploy',
    outcome: outcomeOf(logins),
    steps: [],
    logins,
    breaks,
    refused: rehearsal.refused,
  };
}
