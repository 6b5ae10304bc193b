import type { Examination } from '../doctor.js';
import { readGivenFact } from '../facts/evidence.js';
import type { FactName } from '../facts/names.js';
import { inertJson, onlyGithubCommands, withoutCiCommands } from '../redaction/plain-log.js';
import { EXIT } from '../report/exit-code.js';
import { deployRehearsed, valuesRehearsed, type RehearsalReport } from '../report/rehearsal.js';
import { rehearsalToGithub } from '../report/rehearsal-formats/github.js';
import { rehearsalToSarif } from '../report/rehearsal-formats/sarif.js';
import { rehearsalText } from '../report/rehearsal-text.js';
import { buildTwin } from '../twin/build.js';
import { readDeployment } from '../twin/deploy-files.js';
import { rehearseDeploy } from '../twin/deploy.js';
import { loginsOf, playAll } from '../twin/logins.js';
import { faithfulTwin } from '../twin/reproduce.js';
import { weigh } from '../twin/weigh.js';
import type { FixOptions } from './fix/options.js';
import { tool } from './host.js';
import { jsonOf, printTo, tellLine } from './terminal/output.js';
import { layoutOf, readTerminal } from './terminal/terminal.js';
import { deployFiles } from './twin/deployment.js';
import { gatherForTwin, type TwinSource } from './twin/gather.js';
import { standInsFor } from './twin/stand-ins.js';
import { UsageError } from './usage-error.js';

const FORMATS = ['text', 'json', 'github', 'sarif'] as const;
type Format = (typeof FORMATS)[number];

/** Options of `rehearse`. */
export interface RehearseOptions extends FixOptions, TwinSource {
  readonly fix?: boolean;
  readonly set: readonly string[];
  readonly deploy?: string;
}

const EXITS: Readonly<Record<RehearsalReport['outcome'], number>> = {
  unchanged: EXIT.healthy,
  better: EXIT.healthy,
  breaks: EXIT.causeFound,
  'not-cured': EXIT.causeFound,
  idle: EXIT.inconclusive,
};

async function twinFor({ facts, diagnosis }: Examination) {
  const options = { standIns: await standInsFor(facts), now: Date.now() };
  const { twin, options: built, reproduction } = faithfulTwin(facts, diagnosis.symptom, options);
  const about = { tool: tool(), assumptions: weigh(facts, built), reproduction };
  return { now: built.now, options: built, twin, about };
}

async function ofValues(options: RehearseOptions): Promise<RehearsalReport> {
  const given = new Map(
    options.set.map((text): [FactName, unknown] => {
      const fact = readGivenFact(text);
      if (!('value' in fact)) throw new UsageError(`--set ${text.slice(0, 60)}: give a value`);
      return [fact.name, fact.value];
    }),
  );
  const examination = await gatherForTwin('rehearse', options);
  const { now, options: built, twin, about } = await twinFor(examination);
  const changed = buildTwin(examination.facts, { ...built, given: new Map([...(built.given ?? []), ...given]) });
  // The people and apps of both twins are the same, so the logins of the first can be played on the second.
  const logins = loginsOf(twin);
  return valuesRehearsed(playAll(twin, logins, now), playAll(changed, logins, now), about);
}

async function ofDeployment(options: RehearseOptions, place: string): Promise<RehearsalReport> {
  const deployment = await readDeployment(await deployFiles(place));
  for (const file of deployment.unreadable) tellLine(`sf-jwt-doctor: ${file}: this is no XML; it is left out`);
  const examination = await gatherForTwin('rehearse', options);
  const { now, twin, about } = await twinFor(examination);
  const rehearsal = rehearseDeploy(twin, deployment, now);
  if (rehearsal.played.length === 0)
    tellLine(`sf-jwt-doctor: --deploy ${place}: no file in it is about an app, user or setting that the twin knows`);
  return deployRehearsed(rehearsal, about);
}

async function ofPlan(options: RehearseOptions): Promise<RehearsalReport> {
  if (options.from !== undefined)
    throw new UsageError(
      'rehearse --fix: a plan is made from the org itself, so name it with --target-org in place of --from',
    );
  const { startRun } = await import('./fix/run.js');
  const run = await startRun(options);
  if (run.rehearsal === null)
    throw new UsageError('rehearse --fix: there is nothing to rehearse, since "fix" plans no change for this login');
  return run.rehearsal;
}

function formatOf({ json, format }: RehearseOptions): Format {
  const [named, another] = format;
  if (json === true) return 'json';
  if (named === undefined) return 'text';
  const known = FORMATS.find((one) => one === named);
  if (known === undefined || another !== undefined)
    throw new UsageError(`--format ${(another ?? named).slice(0, 60)}: rehearse knows one of ${FORMATS.join(', ')}`);
  return known;
}

async function written(report: RehearsalReport, format: Format): Promise<string> {
  switch (format) {
    case 'json':
      return jsonOf(report);
    case 'github':
      return onlyGithubCommands(rehearsalToGithub(report));
    case 'sarif':
      return inertJson(rehearsalToSarif(report));
    case 'text':
      return withoutCiCommands(rehearsalText(report, await layoutOf(readTerminal({}))));
  }
}

const ENDINGS: Readonly<Record<string, Format>> = { json: 'json', sarif: 'sarif', txt: 'text' };

/** `rehearse`: plays a plan, other values or a deployment on a twin of the org. Writes nothing to any org. */
export async function rehearse(options: RehearseOptions): Promise<number> {
  const modes = [options.fix === true, options.set.length > 0, options.deploy !== undefined].filter(Boolean);
  if (modes.length !== 1)
    throw new UsageError('rehearse: say what to rehearse: --fix, --set <name=value>, or --deploy <folder or zip>');
  const format = formatOf(options);
  const targets = options.output.map((file) => {
    const kind = ENDINGS[file.split('.').at(-1)!.toLowerCase()];
    if (kind === undefined) throw new UsageError(`--output ${file}: name a file that ends in .json, .sarif or .txt`);
    return { file, kind };
  });
  const report =
    options.deploy !== undefined
      ? await ofDeployment(options, options.deploy)
      : options.fix === true
        ? await ofPlan(options)
        : await ofValues(options);
  for (const { file, kind } of targets) await printTo(file, await written(report, kind));
  await printTo(undefined, await written(report, format));
  return options.exitZero === true ? EXIT.healthy : EXITS[report.outcome];
}
