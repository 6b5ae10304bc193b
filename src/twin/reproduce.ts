import { matchAnswer } from '../answers/match-answer.js';
import type { AnswerId } from '../answers/index.js';
import type { FactStore } from '../facts/store.js';
import type { WorldInput } from '../simulator/world.js';
import { buildTwin, type Twin, type TwinOptions } from './build.js';
import type { Assumption } from './ledger.js';
import { play, wordsOf, type Played } from './play.js';

/** How the attempt that is to be explained ended. */
interface Ending {
  readonly outcome: AnswerId | 'works' | 'page';
  /** The time of the attempt in milliseconds since 1970, where it is known. */
  readonly at?: number;
}

/** The symptom, as far as the twin needs it. */
interface Explained {
  readonly kind: string;
  readonly answer?: AnswerId;
  readonly shape?: string;
  readonly url?: string;
}

/** How an attempt ended that the twin can play; undefined for words that nobody knows, and for faults on the way. */
function endingOf({ kind, answer, shape, url }: Explained, facts: FactStore): Ending | undefined {
  const outcome =
    kind === 'token'
      ? 'works'
      : kind === 'answer' || kind === 'api'
        ? answer
        : shape === 'html-page'
          ? 'page'
          : undefined;
  if (outcome === undefined) return undefined;
  const answers = facts.value('token.answers') ?? [];
  const told = Date.parse(answers.findLast((one) => one.url === url)?.at ?? answers.at(-1)?.at ?? '');
  // The time of an answer is that of the server; the assertion was made by the clock of the client.
  return Number.isNaN(told) ? { outcome } : { outcome, at: told + (facts.value('clock.skewSeconds') ?? 0) * 1000 };
}

/** A value of an unknown fact with which the twin gives the real answer. */
interface Condition {
  readonly fact: Assumption['fact'];
  readonly value: unknown;
}

/** The attempt played on the twin, held against the real answer. */
export interface Reproduction {
  /**
   * `same`: the twin gives the real answer; `same-by-switch`: it does where Salesforce behaves as other reports say;
   * `same-if`: it does with one of the conditions; `different`: it does in no way that was tried.
   */
  readonly result: 'same' | 'same-by-switch' | 'same-if' | 'different';
  readonly real: Ending['outcome'];
  readonly twin: Played;
  readonly conditions: readonly Condition[];
  /** The switch of Salesforce's behaviour that gives the real answer. */
  readonly behaviour?: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
}

type Behaviour = NonNullable<WorldInput['behaviour']>;

/** Where reports about Salesforce conflict: the other ways, each tried alone. */
const SWITCHES: readonly Behaviour[] = [
  { wrongSignature: { connectedApp: 'clientCredentialsInvalid' } },
  { wrongSignature: { externalClientApp: 'assertionInvalid' } },
  { unknownUser: 'notApproved' },
  { unknownUser: 'authenticationFailure' },
  { inactiveUser: 'inactiveUser' },
  { frozenUser: 'notApproved' },
  { adminUnassigned: 'notApproved' },
  { disabledApp: 'clientAppNotInstalled' },
  { highAssurance: 'sessionNotValidForRest' },
  { ipAnswer: 'ipOrHoursRestricted' },
  { hoursAnswer: 'ipRestricted' },
  { ipBeforeApproval: true },
  { timeBeforeAudience: false },
  { installedBeforeSignature: true },
  { myDomainAudience: 'refused' },
  { myDomainOtherAudience: 'refused' },
  { genericHostOtherAudience: 'accepted' },
  { refreshScopeRequired: false },
  { appKnownEverywhere: false },
  { requiresMyDomainBlocksJwt: true },
  { groupsCarryApps: false },
  { lightningHost: 'page' },
  { jwtTokenOnRest: 'refused' },
];

/** The name of an outcome in the catalogue of answers. */
function nameOf(played: Played): AnswerId | 'works' | 'page' | undefined {
  const words = wordsOf(played);
  if (words !== undefined) return matchAnswer(words.error, words.description);
  return played.outcome === 'page' ? 'page' : 'works';
}

/** The first condition and the switch that make a twin give the real answer. */
function madeToFit({ conditions: [first], behaviour }: Reproduction): Pick<TwinOptions, 'given' | 'behaviour'> {
  return {
    ...(first && { given: new Map([[first.fact, first.value]]) }),
    ...(behaviour && { behaviour }),
  };
}

const FRESH_MS = 180_000;

/**
 * When to play the login: when it was tried. Without that time the assertion is taken to have been fresh, since evidence is
 * read long after the attempt.
 */
function timeOf(facts: FactStore, ending: Ending | undefined, now: number): number {
  if (ending?.at !== undefined) return ending.at;
  const exp = facts.value('assertion.expiresAt');
  return exp === undefined ? now : Math.min(now, exp * 1000 - FRESH_MS);
}

/** A twin that gives the real answer where any way was found, what it was built with, and how that went. */
export function faithfulTwin(
  facts: FactStore,
  explained: Explained | null,
  options: TwinOptions,
): { readonly twin: Twin; readonly options: TwinOptions; readonly reproduction?: Reproduction } {
  const ending = explained === null ? undefined : endingOf(explained, facts);
  const atTime = { ...options, now: timeOf(facts, ending, options.now) };
  if (ending === undefined) return { twin: buildTwin(facts, atTime), options: atTime };
  const reproduction = reproduce(facts, ending, atTime);
  const given = new Map([...(options.given ?? []), ...(madeToFit(reproduction).given ?? [])]);
  const fitted = { ...atTime, ...madeToFit(reproduction), given };
  return { twin: buildTwin(facts, fitted), options: fitted, reproduction };
}

/** Plays the attempt on the twin of the facts and compares the answers. Pure. */
function reproduce(facts: FactStore, real: Ending, options: TwinOptions): Reproduction {
  const attempt = (more: Pick<TwinOptions, 'given' | 'behaviour'>) => {
    const twin = buildTwin(facts, { ...options, ...more });
    return { twin, played: play(twin.world, options.now) };
  };
  const isReal = ({ played }: ReturnType<typeof attempt>) => nameOf(played) === real.outcome;
  const plain = attempt({});
  const { assumptions } = plain.twin;
  const told = { real: real.outcome, twin: plain.played, assumptions };
  if (isReal(plain)) return { ...told, result: 'same', conditions: [] };
  const conditions = assumptions.flatMap(({ fact, otherwise }) =>
    otherwise
      .filter((value) => isReal(attempt({ given: new Map([...(options.given ?? []), [fact, value]]) })))
      .map((value) => ({ fact, value })),
  );
  if (conditions.length > 0) return { ...told, result: 'same-if', conditions };
  const behaviour = SWITCHES.find((one) => isReal(attempt({ behaviour: one })));
  if (behaviour !== undefined) return { ...told, result: 'same-by-switch', conditions, behaviour };
  return { ...told, result: 'different', conditions };
}
