import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Examination } from '../doctor.js';
import { applyChanges, undoChanges, type StepEvent } from '../remedies/apply.js';
import { newJournal, readJournal } from '../remedies/journal.js';
import type { OrgWriter } from '../remedies/org-writer.js';
import { planRemedy, type Plan } from '../remedies/plan.js';
import { verify } from '../remedies/verify.js';
import { toReport } from '../report/document.js';
import { EXIT, exitCodeOf } from '../report/exit-code.js';
import { showChange, showUndo, toRemedyReport, type RemedyReport, type ShownChange } from '../report/remedy.js';
import { changesText, planText, stepText } from '../report/remedy-text.js';
import { toText } from '../report/text.js';
import { loadKey } from '../sources/private-key.js';
import { OrgReading } from '../sources/org/reading.js';
import type { OrgSession } from '../sources/org/session.js';
import { consents, countdown, openWriter } from './changes/changing.js';
import { tryLogin, type DiagnoseOptions, type Tried } from './login/try-login.js';
import { takeInterrupts } from './terminal/interruption.js';
import { print, tell } from './terminal/output.js';
import { packageVersion } from './package-root.js';
import { givenFacts } from './reports/report-options.js';
import { readTerminal, type Terminal } from './terminal/terminal.js';
import { freeUndoFile, saver } from './changes/undo-file.js';
import { UsageError } from './usage-error.js';

/** Options of `fix`: those of `diagnose`, and what may be written. */
export interface FixOptions extends DiagnoseOptions {
  readonly apply?: boolean;
  readonly yes?: boolean;
  readonly undo?: string;
  readonly undoFile?: string;
  readonly permissionSet?: string;
  readonly wait: number;
  readonly writeMetadata?: string;
}

const CERTIFICATE_DAYS = 730;

/** The certificate of the private key: the one that was given, if it belongs to the key, else a new one. */
function certificateMaker({ login }: Tried, given: string | undefined, now: number): () => Promise<string | undefined> {
  let made: Promise<string | undefined> | undefined;
  const make = async (): Promise<string | undefined> => {
    const key: KeyObject | undefined =
      login.key === undefined ? undefined : (await loadKey(login.key, login.opening)).key;
    if (given !== undefined) {
      const certificate = new X509Certificate(readFileSync(given));
      if (
        key !== undefined &&
        !certificate.checkPrivateKey(createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })))
      )
        throw new UsageError(
          `--certificate ${given}: it does not belong to the private key; leave it out to have one made`,
        );
      return certificate.toString();
    }
    if (key === undefined) return undefined;
    const { makeCertificate } = await import('../remedies/certificate.js');
    return makeCertificate(key, { name: 'sf-jwt-doctor', days: CERTIFICATE_DAYS, now });
  };
  return () => (made ??= make());
}

/** Everything that one run of `fix` works with. */
interface Run {
  readonly options: FixOptions;
  readonly terminal: Terminal;
  readonly writer: OrgWriter;
  readonly session: OrgSession;
  readonly tried: Tried;
  readonly plan: Plan;
  readonly api: string;
}

function remedyOf(
  run: Run,
  examination: Examination,
  rest: Partial<RemedyReport>,
  events: StepEvent[] = [],
): RemedyReport {
  const { writer, plan, api } = run;
  return toRemedyReport(plan, {
    version: packageVersion(),
    org: writer.origin,
    api,
    applied: rest.applied === true,
    undoFile: rest.undoFile ?? null,
    report: toReport(examination, { version: packageVersion() }),
    facts: examination.facts,
    states: events.map(({ state, message }) => ({ state, ...(message !== undefined && { message }) })),
  });
}

/** Prints the outcome: the document, or the text for people. */
async function conclude(run: Run, remedy: RemedyReport, text: () => Promise<string>): Promise<number> {
  if (run.options.json === true) await print(`${JSON.stringify(remedy, null, 2)}\n`);
  else await print(await text());
  return exitCodeOf(remedy.report, run.options);
}

async function reportText({ options, terminal }: Run, remedy: RemedyReport): Promise<string> {
  const { verdict } = remedy.report;
  if (verdict === 'healthy') return 'The login works.\n';
  return toText(remedy.report, {
    palette: await terminal.palette(),
    width: terminal.width,
    verbose: options.verbose === true,
  });
}

/** Tries the login, bounded and with a visible countdown, until it works or gets as far as it can. */
async function verifyLogin({ options, session, tried, plan, terminal }: Run): Promise<Examination> {
  let last = tried.examination;
  const expected = plan.left.map(({ cause }) => cause);
  await verify({
    limitMs: options.wait * 1000,
    expected,
    attempt: async () => {
      const facts = await givenFacts(options);
      const again = await tryLogin({ ...options, probe: 'one' }, facts, () => Promise.resolve(session));
      last = again.examination;
      const { verdict, cause } = last.diagnosis;
      return { works: verdict === 'healthy', ...(cause !== null && { cause: cause.id }) };
    },
    pause: (milliseconds, upcoming) => countdown(terminal, milliseconds, upcoming),
  });
  return last;
}

function undoCommand({ targetOrg }: FixOptions, file: string): string {
  return `sf-jwt-doctor fix --undo ${file}${targetOrg === undefined ? '' : ` --target-org ${targetOrg}`}`;
}

async function carryOut(run: Run): Promise<number> {
  const { options, writer, plan } = run;
  const undoFile = plan.changes.length === 0 ? null : freeUndoFile(options.undoFile);
  const events: StepEvent[] = [];
  const journal = newJournal(plan.changes, { version: packageVersion(), org: writer.origin, cures: plan.cures });
  const back = undoFile === null ? '' : `To put everything back: ${undoCommand(options, undoFile)}\n`;
  let isStopped = false;
  // The call that is under way ends first; a second Ctrl-C ends the run at once.
  const release = takeInterrupts(() => {
    if (isStopped) process.exit(EXIT.interrupted);
    isStopped = true;
  });
  const allMade =
    undoFile === null ||
    (await applyChanges({
      writer,
      journal,
      save: saver(undoFile),
      isStopped: () => isStopped,
      onStep: (event) => {
        events.push(event);
        tell(stepText(shown(event, run.api)));
      },
    }));
  release();
  if (undoFile !== null) tell(`What was changed stands in ${undoFile}.`);
  if (isStopped) {
    tell(`Stopped after ${events.length} of ${plan.changes.length} changes; the same command goes on.\n${back}`);
    return EXIT.interrupted;
  }
  const examination = await verifyLogin(allMade ? run : { ...run, options: { ...options, wait: 0 } });
  const remedy = remedyOf(run, examination, { applied: true, undoFile }, events);
  const code = await conclude(run, remedy, async () => {
    const stopped = allMade
      ? ''
      : 'Not every change could be made; the report says what the login is answered now.\n\n';
    return `${stopped}${await reportText(run, remedy)}${back === '' ? '' : `\n${back}`}`;
  });
  return allMade || code !== EXIT.healthy ? code : EXIT.causeFound;
}

function shown({ change, state, message }: StepEvent, api: string): ShownChange {
  return { ...showChange(change, api, state), ...(message !== undefined && { message }) };
}

/** `fix`: plans the remedy of what is wrong, shows it, and carries it out where that is asked for. */
export async function fix(options: FixOptions): Promise<number> {
  if (options.undo !== undefined) return undoFix(options, options.undo);
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  const { writer, session } = await openWriter('fix', options);
  const tried = await tryLogin(options, await givenFacts(options), () => Promise.resolve(session));
  const { facts, diagnosis } = tried.examination;
  const now = Date.now();
  const username = options.username ?? facts.value('assertion.subject');
  const consumerKey = options.clientId ?? facts.value('assertion.issuer');
  const asked = {
    loginOrigin: tried.login.origin,
    ...(username !== undefined && { username }),
    ...(consumerKey !== undefined && { consumerKey }),
    ...(options.app !== undefined && { appName: options.app }),
  };
  const plan = await planRemedy(diagnosis, {
    writer,
    reading: new OrgReading(writer, asked, () => Promise.resolve()),
    facts,
    certificate: certificateMaker(tried, options.certificate, now),
    now,
    ...(options.writeMetadata !== undefined && { asMetadata: true }),
    ...(options.permissionSet !== undefined && { permissionSet: options.permissionSet }),
  });
  const api = `/services/data/v${await writer.apiVersion()}.0`;
  const run: Run = { options, terminal, writer, session, tried, plan, api };
  if (options.writeMetadata !== undefined) return writeMetadata(run, options.writeMetadata);
  const remedy = remedyOf(run, tried.examination, {});
  const layout = { palette: await terminal.palette(), width: terminal.width };
  if (plan.cures.length === 0 || options.apply !== true) {
    const next =
      plan.changes.length === 0 && plan.cures.length === 0
        ? ''
        : '\nNothing was changed. --apply carries the plan out, and writes down what puts it back.\n';
    return conclude(run, remedy, async () =>
      plan.cures.length > 0
        ? `${planText(remedy, layout)}${next}`
        : `${plan.left.length > 0 ? `${planText(remedy, layout)}\n` : ''}${await reportText(run, remedy)}`,
    );
  }
  tell(planText(remedy, { ...layout, palette: await readTerminal({ toFile: true }).palette() }));
  if (!(await consents(options.yes, terminal, plan.changes.length))) {
    tell('Nothing was changed.');
    return exitCodeOf(remedy.report, options);
  }
  return carryOut(run);
}

async function writeMetadata(run: Run, folder: string): Promise<number> {
  const { existingFile, metadataFiles, writeFiles } = await import('../remedies/metadata-files.js');
  const { files, byHand } = await metadataFiles(run.plan, run.writer);
  if (files.length === 0) throw new UsageError('--write-metadata: nothing of the plan is metadata');
  const there = existingFile(folder, files);
  if (there !== undefined)
    throw new UsageError(`--write-metadata ${folder}: ${there} is there already; name another folder`);
  writeFiles(folder, files);
  for (const { path } of files) tell(`${folder}/${path}`);
  const deploy = (source: string) => `sf project deploy start --source-dir ${source} --target-org <alias>`;
  const makesSet = byHand.length > 0 && files.some(({ path }) => path.startsWith('permissionsets/'));
  // Whoever is to be let in is assigned before a policy comes that lets in only who is.
  await print(
    [
      ...(makesSet ? [`First the permission set: ${deploy(`${folder}/permissionsets`)}`] : []),
      ...byHand.map((change) => `Before the rest, which metadata cannot do: ${showChange(change, run.api).title}`),
      `${byHand.length > 0 ? 'Then deploy it' : 'Deploy it'}: ${deploy(folder)}`,
      '',
    ].join('\n'),
  );
  return exitCodeOf(toReport(run.tried.examination, { version: packageVersion() }), run.options);
}

/** `fix --undo <file>`: puts back what an earlier run changed. */
async function undoFix(options: FixOptions, file: string): Promise<number> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--undo ${file}: there is no such file; "fix --apply" names the file that it writes`);
  }
  const journal = readJournal(text);
  if (journal === undefined)
    throw new UsageError(`--undo ${file}: this is not a file that "fix --apply" wrote, or it was changed`);
  const { writer } = await openWriter('fix', options);
  if (writer.origin !== journal.org)
    throw new UsageError(
      `--undo ${file}: it is about ${journal.org}, and the session is of ${writer.origin}; use a session of that org`,
    );
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  const api = `/services/data/v${await writer.apiVersion()}.0`;
  const open = journal.steps.filter(({ state }) => state === 'done' || state === 'started').reverse();
  const layout = { palette: await terminal.palette(), width: terminal.width };
  const ids = new Map(open.map(({ change, id }) => [change, id]));
  const plan = open.map(({ change, id }) => showUndo(change, api, { id }));
  if (options.apply !== true || open.length === 0) {
    if (options.json === true)
      await print(`${JSON.stringify({ schemaVersion: 1, undo: file, changes: plan }, null, 2)}\n`);
    else
      await print(
        open.length === 0
          ? 'There is nothing to put back.\n'
          : `These changes would be put back, in this order:\n${changesText(plan, layout)}\n\nNothing was changed. Add --apply to put them back.\n`,
      );
    return EXIT.healthy;
  }
  tell(
    `These changes are put back, in this order:\n${changesText(plan, { ...layout, palette: await readTerminal({ toFile: true }).palette() })}`,
  );
  if (!(await consents(options.yes, terminal, open.length))) {
    tell('Nothing was changed.');
    return EXIT.healthy;
  }
  const events: StepEvent[] = [];
  const remaining = await undoChanges({ writer, journal, save: saver(file), onStep: (event) => events.push(event) });
  const done = events.map(({ change, state, message }) => ({
    ...showUndo(change, api, { id: ids.get(change), state }),
    ...(message !== undefined && { message }),
  }));
  if (options.json === true)
    await print(`${JSON.stringify({ schemaVersion: 1, undo: file, changes: done }, null, 2)}\n`);
  else await print(`${changesText(done, layout)}\n`);
  return remaining === 0 ? EXIT.healthy : EXIT.causeFound;
}
