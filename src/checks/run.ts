import type { FactStore } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { Evidence } from '../facts/vocabulary.js';
import type { Check, FactView, Finding } from './check.js';

/** What a check came to. `error`: it crashed and the run went on; nothing is `pass` unless it was observed. */
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'unknown' | 'not-applicable' | 'skipped' | 'error';

/** The result of one check. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly failureTitle: string;
  readonly gates: Check['gates'];
  readonly status: CheckStatus;
  readonly findings: readonly Finding[];
  /** The answer of the server proves it, not a fact. */
  readonly provedByAnswer?: true;
  /** Why it was skipped, or what it crashed with. */
  readonly reason?: string;
}

/** A check that is left out: its id, or its id with the reason that the report is to give. */
export type Skip = string | { readonly check: string; readonly reason: string };

/** How to run the sequence. */
export interface RunOptions {
  /** Epoch seconds, when the attempt is being made now. */
  readonly now?: number;
  /** Run these checks only. */
  readonly only?: readonly string[];
  /** Leave these checks out. */
  readonly skip?: readonly Skip[];
}

const ON_REQUEST = 'left out on request';

/** Why a run leaves a check out; undefined where it does not. */
export function whyLeftOut(id: string, { only, skip = [] }: Pick<RunOptions, 'only' | 'skip'>): string | undefined {
  const named = skip.filter((one) => (typeof one === 'string' ? one : one.check) === id);
  const reason = named.find((one) => typeof one !== 'string')?.reason;
  if (reason !== undefined) return reason;
  return named.length > 0 || (only && !only.includes(id)) ? ON_REQUEST : undefined;
}

function viewOf<N extends FactName>(store: FactStore, needs: readonly N[]): FactView<N> {
  const allowed = new Set<FactName>(needs);
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

/** What is missing is what is not known: a fact that is there, and not disputed, need not be asked for. */
function withoutKnown(finding: Finding, store: FactStore): Finding {
  if (finding.verdict !== 'open') return finding;
  const missing = finding.missing.filter((name) => store.value(name) === undefined || store.isDisputed(name));
  return { ...finding, missing };
}

/** Runs the checks in order over the facts. A check that crashes becomes its own result. */
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
