import { expect, it } from '@jest/globals';
import type { Finding } from '../../src/checks/check.js';
import { SEQUENCE } from '../../src/checks/index.js';
import { runChecks, type CheckResult } from '../../src/checks/run.js';
import { FACTS, type FactName } from '../../src/facts/names.js';
import type { NotKnown, SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import type { FactValue, TokenAnswer } from '../../src/facts/vocabulary.js';

class Unknown {
  constructor(readonly reason: NotKnown['unknown']) {}
}

class Disputed<V> {
  constructor(readonly values: readonly V[]) {}
}

/** Facts by name. Plain text that is a mask (`***`) becomes unknown, as everywhere. */
export type Facts = { readonly [N in FactName]?: FactValue<N> | Unknown | Disputed<FactValue<N>> };

/** A fact that nobody knows, and why. */
export function unknown(reason: NotKnown['unknown'] = 'denied'): Unknown {
  return new Unknown(reason);
}

/** A fact on which sources of the same rank disagree. */
export function disputed<V>(...values: V[]): Disputed<V> {
  return new Disputed(values);
}

function toSourceFacts([name, told]: [string, unknown]): SourceFact[] {
  if (told instanceof Unknown) return [{ name, unknown: told.reason, source: 'test' } as SourceFact];
  const values: readonly unknown[] = told instanceof Disputed ? told.values : [told];
  return values.map((value, index) => ({ name, value, source: `test ${index}` }) as SourceFact);
}

/** The result of one check of the sequence; `now` is an ISO time. */
export function resultOf(check: string, facts: Facts, now?: string): CheckResult {
  const checks = SEQUENCE.filter(({ id }) => id === check);
  if (checks.length !== 1) throw new Error(`the sequence has no check "${check}"`);
  const store = new ScrubbedStore(Object.entries(facts).flatMap(toSourceFacts));
  return runChecks(checks, store, now === undefined ? {} : { now: Date.parse(now) / 1000 })[0]!;
}

/** A finding in one line: `fail <cause> <code> <certainty>`, `open <cause>: <missing facts>`, `warn <code>`. */
function inOneLine(finding: Finding): string {
  if (finding.verdict === 'warn') return `warn ${finding.code}`;
  const { verdict, cause } = finding;
  if (verdict === 'open') return [`open ${cause}`, finding.missing.join(', ')].filter((part) => part !== '').join(': ');
  if (verdict !== 'fail') return `${verdict} ${cause} ${finding.code}`;
  return `fail ${cause} ${finding.code} ${finding.certainty}${finding.blocks ? ' blocks' : ''}`;
}

/** True for a finding that its check declares: of one of its causes, with a sentence, or with questions to ask. */
function isDeclared(check: string, finding: Finding): boolean {
  const { causes = [], sentences = {} } = SEQUENCE.find(({ id }) => id === check)!;
  if ('cause' in finding && !causes.includes(finding.cause)) return false;
  if (finding.verdict === 'open') return finding.missing.every((fact) => FACTS[fact].question !== null);
  return finding.code in sentences || finding.code.startsWith('client-error/');
}

/** A situation, the facts, the findings that follow, and the time of the run where it matters. */
export type Row = readonly [situation: string, facts: Facts, findings: string | readonly string[], now?: string];

/**
 * One test for each row: the check finds exactly these findings. `about` narrows the comparison to one cause, or to
 * `warnings`.
 */
export function checkTable({ check, about }: { check: string; about?: string }, rows: readonly Row[]): void {
  it.each(rows.map((row) => ({ situation: row[0], row })))('$situation', ({ row: [, facts, findings, now] }) => {
    const result = resultOf(check, facts, now);
    expect(result.reason).toBeUndefined();
    expect(result.findings.filter((finding) => !isDeclared(check, finding))).toEqual([]);
    const judged = result.findings.filter(
      (finding) => about === undefined || about === ('cause' in finding ? finding.cause : 'warnings'),
    );
    expect(judged.map(inOneLine)).toEqual([findings].flat());
  });
}

/** An answer of the token endpoint, by its words (`error: description`) or as `a token`. */
export function answer(words: string, more: Partial<TokenAnswer> = {}): TokenAnswer {
  const url = 'https://acme.my.salesforce.com/services/oauth2/token';
  if (words === 'a token') return { url, status: 200, token: true, ...more };
  const [error = '', description] = words.split(': ');
  return { url, status: 400, error, ...(description !== undefined && { description }), ...more };
}
