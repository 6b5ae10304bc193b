import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { Change } from '../../remedies/change.js';
import { isRefusal } from '../../remedies/draft.js';
import { newJournal, readJournal, type Journal } from '../../remedies/journal.js';
import { at, withElement } from '../../remedies/metadata.js';
import type { OrgWriter, Wrote } from '../../remedies/org-writer.js';
import type { Plan } from '../../remedies/plan.js';
import { certificateInApp, type CertificatePlace } from '../../remedies/setup/certificate-in-app.js';
import { EXIT } from '../../report/exit-code.js';
import { setupPlanText } from '../../report/setup.js';
import { readCertificate } from '../../sources/key/read-certificate.js';
import type { FoundApp } from '../../sources/org/identify-app.js';
import { consents } from '../changes/changing.js';
import { print, tell } from '../terminal/output.js';
import { packageVersion } from '../package-root.js';
import { readTerminal } from '../terminal/terminal.js';
import { saver } from '../changes/undo-file.js';
import { UsageError } from '../usage-error.js';
import { conclude, setupReport, verifyLogin, type Shown } from './finish.js';
import { completeKeyFiles, generation, lastGeneration, readKeyFiles, type KeyFiles } from './keys.js';
import { filesOf, openingOf, type SetupOptions } from './options.js';
import { draftOf, loginAt, NOT_YET, openWorkplace, refuse, tryOnce, type Workplace } from './prepare.js';

/** What a rotation starts from. */
interface Rotation {
  readonly place: Workplace & { readonly app: FoundApp };
  readonly where: CertificatePlace;
  /** The certificate that is put back when no login works with the new key. */
  readonly old: string;
  /** The files of the key that is in use now, if it lies here. */
  readonly oldFiles: KeyFiles | undefined;
  readonly files: KeyFiles;
  /** Where the change is written down while it is not proved. */
  readonly pending: string;
  /** An earlier run stored the new certificate already. */
  readonly isStored: boolean;
}

function thumbprint(certificate: string): string | undefined {
  return readCertificate(Buffer.from(certificate)).certificate?.thumbprint;
}

/** The certificate in a file that an interrupted rotation left. */
function oldCertificateOf(pending: string): string | undefined {
  if (!existsSync(pending)) return undefined;
  const change = readJournal(readFileSync(pending, 'utf8'))?.steps[0]?.change;
  const before = change?.kind === 'edit-metadata' ? change.edits[0]?.before : undefined;
  return typeof before === 'string' ? before : undefined;
}

function givenCertificate(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    const text = readFileSync(file, 'utf8');
    if (thumbprint(text) !== undefined) return text;
  } catch {
    throw new UsageError(`--certificate ${file}: it cannot be read; check the path`);
  }
  throw new UsageError(`--certificate ${file}: this is no certificate in PEM format`);
}

/** Looks at what is there: which key is in use, and how far an earlier rotation came. */
async function look(options: SetupOptions): Promise<Rotation> {
  const place = await openWorkplace(options);
  const { app } = place;
  if (app === undefined) return refuse({ code: 'app-unknown', detail: `there is no app ${place.name}` });
  if (app.origin === 'installed') return refuse({ code: 'app-installed' });
  const where = await certificateInApp(draftOf(place, app)(undefined), app);
  if (isRefusal(where)) return refuse(where);
  const base = filesOf(options, app.name);
  const last = lastGeneration(base);
  const pendingOf = (files: KeyFiles) => `${files.key}.rotation.json`;
  const lastFiles = generation(base, Math.max(last, 1));
  const lastKey = last === 0 ? undefined : await readKeyFiles(lastFiles, openingOf(options));
  const shown = where.stored ?? givenCertificate(options.certificate);
  const resumed = last > 0 ? oldCertificateOf(pendingOf(lastFiles)) : undefined;
  const old = resumed ?? shown;
  if (old === undefined)
    throw new UsageError(
      `setup --rotate: the org does not show the certificate of ${app.name}, so that it could not be put back; give it with --certificate, or run setup without --rotate where there is none`,
    );
  const inUse = resumed === undefined && shown !== undefined ? thumbprint(shown) : undefined;
  const isNext = lastKey !== undefined && last > 1 && lastKey.thumbprint !== inUse;
  const number = resumed !== undefined || isNext ? last : last + 1;
  const before = number > 1 ? generation(base, number - 1) : undefined;
  const files = generation(base, number);
  return {
    place: { ...place, app },
    where,
    old,
    oldFiles: before,
    files,
    pending: pendingOf(files),
    isStored: where.thumbprint !== undefined && where.thumbprint === lastKey?.thumbprint && number === last,
  };
}

function planOf({ place: { app }, where, old }: Rotation, certificate: string): Plan {
  const about = { app: app.label ?? app.name };
  const { type, fullName } = where.part;
  const change: Change = {
    kind: 'edit-metadata',
    purpose: 'store-certificate',
    about,
    type,
    fullName,
    edits: [{ path: where.path, before: old, after: certificate }],
  };
  const effects = [
    { code: 'old-key-stops', about },
    { code: 'put-back-unless', about },
  ] as const;
  return { cures: [], changes: [change], effects, left: [] };
}

/** Writes a certificate into the app, unless somebody else put another one there meanwhile. */
async function store(
  writer: OrgWriter,
  { part, path }: CertificatePlace,
  certificate: string,
  instead: string,
): Promise<Wrote> {
  const { type, fullName } = part;
  const read = await writer.read(type, [fullName]);
  if (!read.ok) return { ok: false, code: 'NOT-READ', message: read.detail };
  const node = read.value.get(fullName);
  if (node === undefined) return { ok: false, code: 'NOT-READ', message: `${type} ${fullName} is not readable` };
  const now = at(node, path);
  if (typeof now === 'string' && ![certificate, instead].map(thumbprint).includes(thumbprint(now)))
    return { ok: false, code: 'CHANGED-SINCE', message: 'somebody else stored another certificate meanwhile' };
  return writer.updateMetadata({ type, fullName, node: withElement(node, path, certificate) });
}

/** `setup --rotate`: a new key and certificate for an app, proved by a login, and put back where none works. */
export async function rotate(options: SetupOptions): Promise<number> {
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  if (options.writeMetadata !== undefined)
    throw new UsageError(
      'setup --rotate proves the new key by a login, which metadata cannot: leave --write-metadata out',
    );
  const rotation = await look(options);
  const { place, files, oldFiles, pending, isStored } = rotation;
  const api = `/services/data/v${await place.writer.apiVersion()}.0`;
  const before = await readKeyFiles(files, openingOf(options));
  const fileStates = (made: boolean): Shown['files'] =>
    (
      [
        ['private-key', files.key, before],
        ['certificate', files.certificate, before?.certificate],
      ] as const
    ).map(([what, path, there]) => ({
      what,
      path,
      state: there !== undefined ? 'there' : made ? 'written' : 'to-write',
    }));
  const consumerKey = place.app.consumerKey ?? options.clientId ?? null;
  if (consumerKey === null)
    return refuse({ code: 'app-unknown', detail: 'its consumer key is not shown; give --client-id' });
  const shown: Shown = {
    plan: planOf(rotation, before?.certificate ?? NOT_YET),
    api,
    files: fileStates(false),
    consumerKey,
  };
  const layout = { palette: await terminal.palette(), width: terminal.width };
  if (!isStored && oldFiles !== undefined && existsSync(oldFiles.key)) {
    const now = await tryOnce(place, loginAt(place, oldFiles, consumerKey));
    if (now.diagnosis.verdict !== 'healthy')
      return conclude(place, terminal, setupReport(place, { ...shown, examination: now }), [
        'The login does not work with the present key, so that a new one could not be proved: repair it first.',
        'Nothing was changed.',
      ]);
  }
  if (options.apply !== true) {
    const report = setupReport(place, shown);
    await print(
      options.json === true
        ? `${JSON.stringify(report, null, 2)}\n`
        : `${setupPlanText(report, layout)}\nNothing was changed. --apply carries it out.\n`,
    );
    return EXIT.causeFound;
  }
  const plain = { ...layout, palette: await readTerminal({ toFile: true }).palette() };
  tell(setupPlanText(setupReport(place, shown), plain));
  if (!(await consents(options.yes, terminal, shown.plan.changes.length + 2))) {
    tell('Nothing was changed.');
    return EXIT.causeFound;
  }
  const material = await completeKeyFiles(files, before, {
    bits: options.keyBits,
    days: options.certificateDays,
    name: place.app.name,
    opening: openingOf(options),
  });
  const plan = planOf(rotation, material.certificate);
  const journal = newJournal(plan.changes, { version: packageVersion(), org: place.writer.origin, cures: [] });
  const made: Shown = { ...shown, plan, files: fileStates(true), applied: true };
  if (!isStored) {
    const wrote = await write(rotation, journal, material.certificate, rotation.old);
    if (!wrote.ok) {
      tell(`The certificate could not be stored (${wrote.code}: ${wrote.message}). Run the same command again.`);
      return EXIT.causeFound;
    }
  }
  const examination = await verifyLogin(place, terminal, files, consumerKey);
  if (examination.diagnosis.verdict === 'healthy') {
    const undoFile = options.undoFile ?? `${files.key}.undo.json`;
    renameSync(pending, undoFile);
    const after = [
      ...(oldFiles === undefined ? [] : [`The key in ${oldFiles.key} is of no use any more; delete it.`]),
      `To put the old certificate back: sf-jwt-doctor fix --undo ${undoFile}`,
    ];
    return conclude(
      place,
      terminal,
      setupReport(place, { ...made, undoFile, examination, events: eventsOf(plan, 'done') }),
      after,
    );
  }
  const back = await write(rotation, journal, rotation.old, material.certificate);
  if (back.ok) rmSync(pending, { force: true });
  const report = setupReport(place, { ...made, examination, events: eventsOf(plan, back.ok ? 'undone' : 'left') });
  await conclude(place, terminal, report, [
    back.ok
      ? 'No login worked with the new key, so the old certificate was put back; it counts again after some minutes.'
      : `No login worked with the new key, and the old certificate could NOT be put back (${back.message}): sf-jwt-doctor fix --undo ${pending}`,
  ]);
  return EXIT.causeFound;
}

function eventsOf({ changes }: Plan, state: 'done' | 'undone' | 'left'): NonNullable<Shown['events']> {
  return changes.map((change) => ({ change, state }));
}

/** Stores a certificate, and writes down before and after that it is done. */
async function write(
  { place, where, pending }: Rotation,
  journal: Journal,
  certificate: string,
  instead: string,
): Promise<Wrote> {
  const save = saver(pending);
  const [step] = journal.steps;
  step!.state = 'started';
  save(journal);
  const wrote = await store(place.writer, where, certificate, instead);
  if (wrote.ok) step!.state = 'done';
  save(journal);
  return wrote;
}
