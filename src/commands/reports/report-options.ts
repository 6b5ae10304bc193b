import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../../checks/check.js';
import { SEQUENCE } from '../../checks/index.js';
import type { Skip } from '../../checks/run.js';
import { nearestName } from '../../facts/nearest.js';
import type { SourceFact } from '../../facts/store.js';
import type { Compared } from '../../report/comparison-schema.js';
import { LARGEST_PASTE } from '../../sources/files/limits.js';
import { readInput } from '../input/read-input.js';
import type { ReportOptions } from '../flags/report.js';
import { UsageError } from '../usage-error.js';

/** The facts given by `--fact` and `--evidence`. Throws a usage error for what they do not take. */
export async function givenFacts({ fact, evidence }: ReportOptions): Promise<SourceFact[]> {
  if (fact.length + evidence.length === 0) return [];
  const { readEvidence, readGivenFact } = await import('../../facts/evidence.js');
  const facts = fact.map(readGivenFact);
  for (const file of evidence) {
    const { name, bytes } = await readInput(file, LARGEST_PASTE);
    let document: unknown;
    try {
      document = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
    } catch {
      throw new UsageError(
        `${name}: this is not JSON; an evidence file holds { "evidenceVersion": 1, "facts": { … } }`,
      );
    }
    facts.push(...readEvidence(document, name));
  }
  return facts;
}

function isCheck(value: unknown): value is Check {
  if (typeof value !== 'object' || value === null) return false;
  const of = (name: keyof Check): unknown => Reflect.get(value, name);
  const lists = [of('gates'), of('rejects'), of('needs')].every((one) => Array.isArray(one));
  const words = [of('id'), of('title'), of('failureTitle')].every((one) => typeof one === 'string');
  return lists && words && typeof of('examine') === 'function';
}

/** The checks of `--plugin` modules. */
async function pluginChecks(modules: readonly string[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const file of modules) {
    let exported: Record<string, unknown>;
    try {
      exported = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, unknown>;
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0]! : 'unknown reason';
      throw new UsageError(
        `--plugin ${file}: the module cannot be loaded; give the path of a JavaScript module (.mjs): ${reason}`,
      );
    }
    const found = Object.values(exported).filter(isCheck);
    if (found.length === 0)
      throw new UsageError(`--plugin ${file}: it exports no check; see CONTRIBUTING.md, "How to add a check"`);
    checks.push(...found);
  }
  return checks;
}

/** How to run the checks: `--only`, `--skip`, `--plugin`. Throws a usage error for a check that does not exist. */
export async function examineOptions({
  only,
  skip = [],
  leftOut = [],
  plugin,
}: ReportOptions): Promise<{ checks: Check[]; only?: string[]; skip: Skip[] }> {
  const checks = await pluginChecks(plugin);
  const ids = [...SEQUENCE, ...checks].map((check) => check.id);
  const named = [...[...(only ?? []), ...skip].map((check) => ({ check, where: undefined })), ...leftOut];
  for (const { check: id, where } of named) {
    if (ids.includes(id)) continue;
    const near = nearestName(id.slice(0, 60), ids);
    throw new UsageError(
      `${where === undefined ? '' : `${where}: `}there is no check "${id.slice(0, 60)}"; ${near === undefined ? `the checks are: ${ids.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
  return { checks, ...(only && { only }), skip: [...skip, ...leftOut.map(({ check, reason }) => ({ check, reason }))] };
}

/** The report that `--baseline` names. Throws a usage error for a file that is none. */
export async function loadBaseline({ baseline }: ReportOptions): Promise<Compared | undefined> {
  if (baseline === undefined) return undefined;
  const { readSavedReport } = await import('../input/saved-report.js');
  return readSavedReport(baseline);
}
