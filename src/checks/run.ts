import type { FactStore } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { Evidence } from '../facts/vocabulary.js';
import type { Check, FactView, Finding } from './check.js';

/** The status of a check. `pass` needs observed facts. `error`: the check crashed, and the run continued. */
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'unknown' | 'not-applicable' | 'skipped' | 'error';

/** The result of one check. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly failureTitle: string;
  readonly gates: Check['gates'];
  readonly status: CheckStatus;
  readonly findings: readonly Finding[];
  /** The server's answer proves the result, not a fact. */
  readonly provedByAnswer?: true;
  /** The reason it was skipped, or its error message. */
  readonly reason?: string;
}

/** A check to skip: its id, or its id with the reason that the report gives. */
export type Skip = string | { readonly check: string; readonly reason: string };

/** Options for a run of the checks. */
export interface RunOptions {
  /** Epoch seconds for a login that is tried now. */
  readonly now?: number;
  /** Run only these checks. */
  readonly only?: readonly string[];
  /** Skip these checks. */
  readonly skip?: readonly Skip[];
}

const ON_REQUEST = 'left out on request';

/** The reason a run skips a check; undefined when it runs. */
export function whyLeftOut(id: string, { only, skip = [] }: Pick<RunOptions, 'only' | 'skip'>): string | undefined {
  const named = skip.filter((one) => (typeof one === 'string' ? one : one.check) === id);
  const reason = named.find((one) => typeof one !== 'string')?.reason;
  if (reason !== undefined) return reason;
  return named.length > 0 || (only && !only.includes(id)) ? ON_REQUEST : undefined;
}

const ALLOWED = new WeakMap<readonly FactName[], ReadonlySet<FactName>>();

function viewOf<N extends FactName>(store: FactStore, needs: readonly N[]): FactView<N> {
  const allowed = ALLOWED.get(needs) ?? new Set<FactName>(needs);
  ALLOWED.set(needs, allowed);
  const read: FactView<N>['read'] = (name) =>
    allowed.has(name) ? store.read(name) : { unknown: 'not-asked', source: '' };
  return {
    read,
    get(name) {
      const fact = read(name);
      return 'value' in fact && !store.isDisputed(name) ? fact.value : undefined;
    },
    cite: (...names) =>
      names.flatMap((name): Evidence[] => {
        const fact = read(name);
        return 'value' in fact ? [{ fact: name, value: fact.value, source: fact.source }] : [];
      }),
  };
}

function statusOf(findings: readonly Finding[]): CheckStatus {
  const has = (verdict: Finding['verdict']) => findings.some((finding) => finding.verdict === verdict);
  if (findings.some((finding) => finding.verdict === 'fail' && (finding.certainty !== 'hint' || finding.blocks)))
    return 'fail';
  if (has('warn') || has('fail')) return 'warn';
  if (has('open')) return 'unknown';
  return has('clear') ? 'pass' : 'not-applicable';
}

/** Removes known, undisputed facts from `missing`, because nobody has to ask for them. */
function withoutKnown(finding: Finding, store: FactStore): Finding {
  if (finding.verdict !== 'open') return finding;
  const missing = finding.missing.filter((name) => store.value(name) === undefined || store.isDisputed(name));
  return { ...finding, missing };
}

/** Runs the checks in order. A check that crashes gets the status `error`. */
export function runChecks(checks: readonly Check[], store: FactStore, options: RunOptions = {}): CheckResult[] {
  const { now } = options;
  return checks.map((check) => {
    const base = { id: check.id, title: check.title, failureTitle: check.failureTitle, gates: check.gates };
    const reason = whyLeftOut(check.id, options);
    if (reason !== undefined) return { ...base, status: 'skipped', findings: [], reason };
    try {
      const findings = check
        .examine({ facts: viewOf(store, check.needs), ...(now !== undefined && { now }) })
        .map((finding) => withoutKnown(finding, store));
      return { ...base, status: statusOf(findings), findings };
    } catch (error) {
      return { ...base, status: 'error', findings: [], reason: error instanceof Error ? error.message : 'it crashed' };
    }
  });
}
