import { shellWord } from '../salesforce/shell-word.js';
import { EXIT, exitCodeOf } from '../report/exit-code.js';
import { COLOURLESS } from '../report/palette.js';
import type { RemedyReport } from '../report/remedy.js';
import { planText } from '../report/remedy-text.js';
import { toText } from '../report/formats/text.js';
import { carryOut } from './changes/carry-out.js';
import { makeChanges, type Changed } from './changes/make-changes.js';
import { freeUndoFile } from './changes/undo-file.js';
import { verifyLogin, type LoginProof } from './changes/verify-login.js';
import type { FixOptions } from './fix/options.js';
import { remedyOf, startRun, type Run } from './fix/run.js';
import { startWith } from './host.js';
import { undoFix } from './fix/undo.js';
import { writeMetadata } from './fix/write-metadata.js';
import { tryLogin } from './login/try-login.js';
import { givenFacts } from './reports/report-options.js';
import { takeInterrupts } from './terminal/interruption.js';
import { print, printJson, tell, tellLine } from './terminal/output.js';
import { layoutOf, readTerminal, type Terminal } from './terminal/terminal.js';

/** A run whose changes were made, all of them or the first few. */
interface Applied extends Run, Changed {
  readonly undoFile: string | null;
}

/** `fix`: plans the fix, shows it, and carries it out with --apply. */
export async function fix(options: FixOptions): Promise<number> {
  if (options.undo !== undefined) return undoFix(options, options.undo);
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  const layout = await layoutOf(terminal);
  return carryOut({
    options,
    terminal,
    plan: async () => {
      const run = await startRun(options);
      if (options.writeMetadata !== undefined) return writeMetadata(run, options.writeMetadata);
      if (options.apply === true && isRefused(run)) return refuse(run, terminal);
      if (run.plan.cures.length > 0) return run;
      const remedy = remedyOf(run, run.tried.examination);
      const toDoByHand = run.plan.left.length > 0 ? `${planText(remedy, layout)}\n` : '';
      return printOutcome(options, remedy, `${toDoByHand}${await reportText(options, terminal, remedy)}`);
    },
    show: (run) => {
      const remedy = remedyOf(run, run.tried.examination);
      const next = '\nNothing was changed. --apply carries the plan out, and writes down what puts it back.\n';
      return printOutcome(options, remedy, `${planText(remedy, layout)}${next}`);
    },
    consent: (run) => {
      const remedy = remedyOf(run, run.tried.examination);
      return {
        text: planText(remedy, { ...layout, palette: COLOURLESS }),
        changes: run.plan.changes.length,
        declined: exitCodeOf(remedy.report, options),
      };
    },
    apply,
    verify: (made) => verify(made, terminal),
    conclude: (made, proof) => conclude(made, proof, terminal),
  });
}

/** True for a plan that fails its rehearsal, unless the person wants it all the same. */
function isRefused({ rehearsal, options }: Run): boolean {
  const { outcome } = rehearsal ?? {};
  return options.despiteRehearsal !== true && (outcome === 'breaks' || outcome === 'not-cured');
}

/** Shows a plan that fails its rehearsal, and changes nothing. */
async function refuse(run: Run, terminal: Terminal): Promise<number> {
  const remedy = remedyOf(run, run.tried.examination);
  const why =
    '\nThe plan failed its rehearsal, so nothing was changed. To apply it all the same: --despite-rehearsal\n';
  const code = await printOutcome(run.options, remedy, `${planText(remedy, await layoutOf(terminal))}${why}`);
  return code === EXIT.healthy ? EXIT.causeFound : code;
}

/** Makes the changes. On Ctrl-C, finishes the current call and stops; a second Ctrl-C ends the run at once. */
async function apply(run: Run): Promise<Applied | number> {
  const { options, plan } = run;
  const undoFile = plan.changes.length === 0 ? null : freeUndoFile(options.undoFile);
  let isStopped = false;
  const release = takeInterrupts(() => {
    if (isStopped) process.exit(EXIT.interrupted);
    isStopped = true;
  });
  const made = await makeChanges({ ...run, undoFile, isStopped: () => isStopped });
  release();
  if (undoFile !== null) tellLine(`Saved an undo file: ${undoFile}`);
  const applied = { ...run, ...made, undoFile };
  if (!isStopped) return applied;
  tell(
    `Stopped after ${made.events.length} of ${plan.changes.length} changes; the same command goes on.\n${undoHint(applied)}`,
  );
  return EXIT.interrupted;
}

function undoHint({ options: { targetOrg }, undoFile }: Applied): string {
  if (undoFile === null) return '';
  const org = targetOrg === undefined ? '' : ` --target-org ${shellWord(targetOrg)}`;
  return `To put everything back: ${startWith(`fix --undo ${shellWord(undoFile)}${org}`)}\n`;
}

/** Tries the login again. If a change failed, waiting for the rest to take effect is pointless. */
function verify({ options, session, plan, allMade }: Applied, terminal: Terminal): Promise<LoginProof> {
  const attempt = async () => {
    const facts = await givenFacts(options);
    return (await tryLogin({ ...options, probe: 'one' }, facts, () => Promise.resolve(session))).examination;
  };
  return verifyLogin(attempt, {
    terminal,
    waitSeconds: allMade ? options.wait : 0,
    stays: plan.left.map(({ cause }) => cause),
  });
}

async function conclude(made: Applied, { examination }: LoginProof, terminal: Terminal): Promise<number> {
  const { options, allMade } = made;
  const remedy = remedyOf(made, examination, made);
  const failed = allMade ? '' : 'Not every change could be made; the report says what the login is answered now.\n\n';
  const hint = made.undoFile === null ? '' : `\n${undoHint(made)}`;
  const code = await printOutcome(options, remedy, `${failed}${await reportText(options, terminal, remedy)}${hint}`);
  return allMade || code !== EXIT.healthy ? code : EXIT.causeFound;
}

/** Prints the document as JSON, or the text, and returns the exit code of the report. */
async function printOutcome(options: FixOptions, remedy: RemedyReport, text: string): Promise<number> {
  if (options.json === true) await printJson(remedy);
  else await print(text);
  return exitCodeOf(remedy.report, options);
}

async function reportText(options: FixOptions, terminal: Terminal, { report }: RemedyReport): Promise<string> {
  if (report.verdict === 'healthy') return 'The login works.\n';
  return toText(report, { ...(await layoutOf(terminal)), verbose: options.verbose === true });
}
