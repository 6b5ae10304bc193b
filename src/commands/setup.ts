import { isRefusal } from '../remedies/draft.js';
import type { Plan } from '../remedies/plan.js';
import { EXIT } from '../report/exit-code.js';
import { showChange } from '../report/remedy.js';
import { setupPlanText, type SetupFile } from '../report/setup.js';
import { consents } from './changes/changing.js';
import { print, tell } from './terminal/output.js';
import { carryOut, conclude, setupReport, verifyLogin, type Shown } from './setup/finish.js';
import { completeKeyFiles, readKeyFiles, type KeyFiles, type KeyMaterial } from './setup/keys.js';
import { openingOf, type SetupOptions } from './setup/options.js';
import { consumerKeyNow, filesInUse, openWorkplace, planSetup, type Workplace } from './setup/prepare.js';
import { readTerminal, type Terminal } from './terminal/terminal.js';
import { freeUndoFile } from './changes/undo-file.js';
import { UsageError } from './usage-error.js';

/** The files of a run, and what becomes of them. */
function filesShown(files: KeyFiles, before: KeyMaterial | undefined, isMade = false): SetupFile[] {
  const state = (there: boolean) => (there ? 'there' : isMade ? 'written' : 'to-write');
  return [
    { what: 'private-key', path: files.key, state: state(before !== undefined) },
    { what: 'certificate', path: files.certificate, state: state(before?.certificate !== undefined) },
  ];
}

/** `setup`: from nothing to a login that works: shows what is to be done, and does it where that is asked for. */
export async function setup(options: SetupOptions): Promise<number> {
  if (options.rotate === true) return (await import('./setup/rotate.js')).rotate(options);
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  const place = await openWorkplace(options);
  const { files, stored } = await filesInUse(place);
  const before = await readKeyFiles(files, openingOf(options));
  // A new key would lock out whoever has the one of the certificate that is there: a rotation is asked for by name.
  if (before === undefined && stored !== undefined)
    throw new UsageError(
      `setup: the app ${place.app?.name ?? ''} has a certificate already, and ${files.key} is not there; give its private key with --jwt-key-file, or replace key and certificate with --rotate`,
    );
  const { plan, now } = await planSetup(place, files, before);
  const api = `/services/data/v${await place.writer.apiVersion()}.0`;
  const shown: Shown = {
    plan,
    api,
    files: filesShown(files, before),
    consumerKey: place.app?.consumerKey ?? null,
    examination: now,
  };
  const isDone = plan.changes.length === 0 && before?.certificate !== undefined;
  if (options.writeMetadata !== undefined) return writeMetadata(place, files, before, options.writeMetadata);
  if (isDone) return finish(place, terminal, files, { ...shown, applied: options.apply === true });
  if (options.apply !== true) return showPlan(place, terminal, shown);

  const plain = { palette: await readTerminal({ toFile: true }).palette(), width: terminal.width };
  tell(setupPlanText(setupReport(place, shown), plain));
  const undoFile = plan.changes.length === 0 ? null : freeUndoFile(options.undoFile);
  if (!(await consents(options.yes, terminal, plan.changes.length + filesToWrite(shown)))) {
    tell('Nothing was changed.');
    return EXIT.causeFound;
  }
  const material = await completeKeyFiles(files, before, pairWishes(place));
  // What was planned without the key is planned again with it.
  const final = before?.certificate === undefined ? (await planSetup(place, files, material)).plan : plan;
  const { allMade, events } =
    undoFile === null ? { allMade: true, events: [] } : await carryOut(place, { plan: final, api, undoFile });
  const written = { ...shown, plan: final, files: filesShown(files, before, true), applied: true, undoFile, events };
  if (!allMade) return stopped(place, written);
  return finish(place, terminal, files, written);
}

function filesToWrite({ files }: Shown): number {
  return files.filter(({ state }) => state !== 'there').length;
}

function pairWishes({ options, name, app }: Workplace): Parameters<typeof completeKeyFiles>[2] {
  return {
    bits: options.keyBits,
    days: options.certificateDays,
    name: app?.name ?? name,
    opening: openingOf(options),
  };
}

/** Proves that the login works, and tells how to use it. */
async function finish(place: Workplace, terminal: Terminal, files: KeyFiles, shown: Shown): Promise<number> {
  const clientId = await consumerKeyNow(place);
  if (isRefusal(clientId)) throw new UsageError(`setup: the app cannot be read back; run the same command again`);
  const isWorking = shown.examination?.diagnosis.verdict === 'healthy' && shown.events === undefined;
  const examination = isWorking ? shown.examination : await verifyLogin(place, terminal, files, clientId.key);
  const after = [
    ...(examination?.diagnosis.verdict === 'healthy'
      ? []
      : ['The set-up is made, and the login does not work yet. Run the same command again: it goes on from here.']),
    ...(shown.undoFile === undefined || shown.undoFile === null
      ? []
      : [`To put the changes back: sf-jwt-doctor fix --undo ${shown.undoFile}`]),
  ];
  return conclude(place, terminal, setupReport(place, { ...shown, consumerKey: clientId.key, examination }), after);
}

/** The plan, on standard output. */
async function showPlan(place: Workplace, terminal: Terminal, shown: Shown): Promise<number> {
  const report = setupReport(place, shown);
  if (place.options.json === true) await print(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const text = setupPlanText(report, { palette: await terminal.palette(), width: terminal.width });
    await print(`${text}\nNothing was changed. --apply carries it out; run it again after an interruption.\n`);
  }
  return EXIT.causeFound;
}

async function stopped(place: Workplace, shown: Shown): Promise<number> {
  if (place.options.json === true)
    await print(`${JSON.stringify(setupReport(place, { ...shown, examination: undefined }), null, 2)}\n`);
  tell('Not every change could be made. Run the same command again: it goes on from here.');
  return EXIT.causeFound;
}

/** Writes the files of the key and the plan as metadata; the org stays as it is. */
async function writeMetadata(
  place: Workplace,
  files: KeyFiles,
  before: KeyMaterial | undefined,
  folder: string,
): Promise<number> {
  const { metadataFiles, writeFiles } = await import('../remedies/metadata-files.js');
  const material = await completeKeyFiles(files, before, pairWishes(place));
  const { plan }: { plan: Plan } = await planSetup(place, files, material);
  const { files: metadata, byHand } = await metadataFiles(plan, place.writer);
  if (metadata.length === 0) throw new UsageError('--write-metadata: nothing that is left to do is metadata');
  writeFiles(folder, metadata);
  const api = `/services/data/v${await place.writer.apiVersion()}.0`;
  const shown = { plan, api, files: filesShown(files, before, true), consumerKey: place.app?.consumerKey ?? null };
  for (const { path } of metadata) tell(`${folder}/${path}`);
  if (place.options.json === true) await print(`${JSON.stringify(setupReport(place, shown), null, 2)}\n`);
  else
    await print(
      [
        `Deploy it: sf project deploy start --source-dir ${folder} --target-org <alias>`,
        ...byHand.map((change) => `Then, which metadata cannot do: ${showChange(change, api).title}`),
        'Then run setup again with --apply: it finds what is there, does what is left, and tries the login.',
        '',
      ].join('\n'),
    );
  return EXIT.causeFound;
}
