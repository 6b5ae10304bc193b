import { shellWord } from '../salesforce/shell-word.js';
import { isRefusal } from '../remedies/draft.js';
import { EXIT } from '../report/exit-code.js';
import { carryOut } from './changes/carry-out.js';
import { startWith } from './host.js';
import { makeChanges } from './changes/make-changes.js';
import { freeUndoFile } from './changes/undo-file.js';
import type { LoginProof } from './changes/verify-login.js';
import { conclude, consentTo, setupReport, showPlan, verifySetup, type Shown } from './setup/finish.js';
import { completeKeyFiles, filesShown, readKeyFiles, type KeyFiles, type KeyMaterial } from './setup/keys.js';
import { openingOf, type SetupOptions } from './setup/options.js';
import { consumerKeyNow, filesInUse, keyWishes, openWorkplace, planSetup, type Workplace } from './setup/prepare.js';
import { writeMetadata } from './setup/write-metadata.js';
import { apiPath } from './changes/open-writer.js';
import { printJson, tell } from './terminal/output.js';
import { readTerminal, type Terminal } from './terminal/terminal.js';
import { requireOwnKey } from './setup/own-key.js';
import { UsageError } from './usage-error.js';

/** A set-up that was looked at, and the plan to complete it. */
interface Planned {
  readonly place: Workplace;
  readonly files: KeyFiles;
  /** The key before the run, if there is one. */
  readonly before: KeyMaterial | undefined;
  readonly undoFile: string | null;
  readonly shown: Shown;
}

/** `setup`: shows the changes that make a login work, from nothing if need be, and makes them with --apply. */
export async function setup(options: SetupOptions): Promise<number> {
  if (options.rotate === true) return (await import('./setup/rotate.js')).rotate(options);
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  return carryOut({
    options,
    terminal,
    plan: () => plan(options, terminal),
    show: ({ place, shown }) =>
      showPlan(place, terminal, shown, '--apply carries it out; run it again after an interruption.'),
    consent: ({ place, shown }) => consentTo(place, terminal, shown),
    apply,
    verify: (made) => verify(made, terminal),
    conclude: (made, proof) => finish(made, proof, terminal),
  });
}

async function plan(options: SetupOptions, terminal: Terminal): Promise<Planned | number> {
  const place = await openWorkplace(options);
  const { files, stored } = await filesInUse(place);
  requireOwnKey(files.key);
  const before = await readKeyFiles(files, openingOf(options));
  // A new key would lock out everybody who uses the key of the stored certificate: only --rotate may do that.
  if (before === undefined && stored !== undefined)
    throw new UsageError(
      `setup: the app ${place.app?.name ?? ''} has a certificate already, and ${files.key} is not there; give its private key with --jwt-key-file, or replace key and certificate with --rotate`,
    );
  const { plan, now } = await planSetup(place, files, before);
  if (options.writeMetadata !== undefined) return writeMetadata(place, files, before, options.writeMetadata);
  const shown: Shown = {
    plan,
    api: await apiPath(place.writer),
    files: filesShown(files, before),
    consumerKey: place.app?.consumerKey ?? null,
    examination: now,
  };
  const isDone = plan.changes.length === 0 && before?.certificate !== undefined;
  if (isDone) {
    const done = { place, files, shown: { ...shown, applied: options.apply === true } };
    return finish(done, await verify(done, terminal), terminal);
  }
  const makesChanges = options.apply === true && plan.changes.length > 0;
  return { place, files, before, shown, undoFile: makesChanges ? freeUndoFile(options.undoFile) : null };
}

/** Writes the missing key files, then changes the org. */
async function apply({ place, files, before, shown, undoFile }: Planned): Promise<Made | number> {
  const { api } = shown;
  const material = await completeKeyFiles(files, before, keyWishes(place));
  // A plan without the certificate holds a placeholder for it.
  const plan = before?.certificate === undefined ? (await planSetup(place, files, material)).plan : shown.plan;
  const { allMade, events } = await makeChanges({ writer: place.writer, plan, api, undoFile });
  const made = { ...shown, plan, files: filesShown(files, before, true), applied: true, undoFile, events };
  if (allMade) return { place, files, shown: made };
  if (place.options.json === true) await printJson(setupReport(place, { ...made, examination: undefined }));
  tell('Not every change could be made. Run the same command again: it goes on from here.');
  return EXIT.causeFound;
}

/** A set-up whose files and changes are all there. */
type Made = Pick<Planned, 'place' | 'files' | 'shown'>;

/** Tries the login, unless this run changed nothing and saw it work already. */
async function verify(
  { place, files, shown }: Made,
  terminal: Terminal,
): Promise<LoginProof & { consumerKey: string }> {
  const now = await consumerKeyNow(place);
  if (isRefusal(now)) throw new UsageError(`setup: the app cannot be read back; run the same command again`);
  const { examination, events } = shown;
  const proof =
    events === undefined && examination?.diagnosis.verdict === 'healthy'
      ? { works: true, examination }
      : await verifySetup(place, terminal, files, now.key);
  return { ...proof, consumerKey: now.key };
}

function finish(
  { place, shown }: Made,
  { works, examination, consumerKey }: LoginProof & { consumerKey: string },
  terminal: Terminal,
): Promise<number> {
  const { undoFile = null } = shown;
  return conclude(place, terminal, setupReport(place, { ...shown, consumerKey, examination }), [
    ...(works
      ? []
      : ['The set-up is made, and the login does not work yet. Run the same command again: it goes on from here.']),
    ...(undoFile === null ? [] : [`To put the changes back: ${startWith(`fix --undo ${shellWord(undoFile)}`)}`]),
  ]);
}
