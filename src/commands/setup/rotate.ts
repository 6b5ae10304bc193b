import { shellWord } from '../../salesforce/shell-word.js';
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import type { Examination } from '../../doctor.js';
import type { Change } from '../../remedies/change.js';
import { isRefusal } from '../../remedies/draft.js';
import { newJournal, readJournal, type Journal } from '../../remedies/journal.js';
import { at, withElement } from '../../remedies/metadata.js';
import type { OrgWriter, Wrote } from '../../remedies/org-writer.js';
import type { Plan } from '../../remedies/plan.js';
import { certificateInApp, type CertificatePlace } from '../../remedies/setup/certificate-in-app.js';
import { EXIT } from '../../report/exit-code.js';
import { readCertificate } from '../../sources/key/read-certificate.js';
import type { FoundApp } from '../../sources/org/identify-app.js';
import { carryOut } from '../changes/carry-out.js';
import { apiPath } from '../changes/open-writer.js';
import { freeUndoFile, saver } from '../changes/undo-file.js';
import { startWith } from '../host.js';
import { packageVersion } from '../package-root.js';
import { tell } from '../terminal/output.js';
import { readTerminal, type Terminal } from '../terminal/terminal.js';
import { requireOwnKey } from './own-key.js';
import { UsageError } from '../usage-error.js';
import { conclude, consentTo, setupReport, showPlan, verifySetup, type Shown } from './finish.js';
import {
  completeKeyFiles,
  filesShown,
  generation,
  lastGeneration,
  readKeyFiles,
  type KeyFiles,
  type KeyMaterial,
} from './keys.js';
import { filesOf, openingOf, type SetupOptions } from './options.js';
import { draftOf, keyWishes, loginAt, NOT_YET, openWorkplace, refuse, tryOnce, type Workplace } from './prepare.js';

/** The state before a rotation, or after an interrupted one. */
interface Rotation {
  readonly place: Workplace & { readonly app: FoundApp };
  readonly where: CertificatePlace;
  /** The certificate to restore if no login works with the new key. */
  readonly old: string;
  /** The files of the key in use, if they are on this machine. */
  readonly oldFiles: KeyFiles | undefined;
  readonly files: KeyFiles;
  /** The undo file until a login has proved the new key. */
  readonly pending: string;
  /** True if an earlier run already stored the new certificate. */
  readonly isStored: boolean;
}

function thumbprint(certificate: string): string | undefined {
  return readCertificate(Buffer.from(certificate)).certificate?.thumbprint;
}

/** The old certificate in the undo file of an interrupted rotation. */
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

/** Finds out which key is in use, and how far an earlier rotation came. */
async function look(options: SetupOptions): Promise<Rotation> {
  if (options.undoFile !== undefined) freeUndoFile(options.undoFile);
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

/** Stores a certificate in the app, unless somebody else stored another one in the meantime. */
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

/** A rotation whose new certificate is stored, before a login has proved it. */
interface Rotated {
  readonly rotation: Rotation;
  readonly journal: Journal;
  readonly certificate: string;
  readonly consumerKey: string;
  readonly shown: Shown;
}

/** `setup --rotate`: replaces key and certificate, proves them by a login, and puts the old ones back if none works. */
export async function rotate(options: SetupOptions): Promise<number> {
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  if (options.writeMetadata !== undefined)
    throw new UsageError(
      'setup --rotate proves the new key by a login, which metadata cannot: leave --write-metadata out',
    );
  return carryOut({
    options,
    terminal,
    plan: () => plan(options, terminal),
    show: ({ rotation, shown }) => showPlan(rotation.place, terminal, shown, '--apply carries it out.'),
    consent: ({ rotation, shown }) => consentTo(rotation.place, terminal, shown),
    apply,
    verify: ({ rotation: { place, files }, consumerKey }) => verifySetup(place, terminal, files, consumerKey),
    undo: (made, { examination }) => putBack(made, examination, terminal),
    conclude: (made, { examination }) => keep(made, examination, terminal),
  });
}

interface Planned {
  readonly rotation: Rotation;
  /** The new key, if an earlier run made it. */
  readonly before: KeyMaterial | undefined;
  readonly consumerKey: string;
  readonly shown: Shown;
}

async function plan(options: SetupOptions, terminal: Terminal): Promise<Planned | number> {
  const rotation = await look(options);
  const { place, files, oldFiles, isStored } = rotation;
  const api = await apiPath(place.writer);
  requireOwnKey(files.key);
  const before = await readKeyFiles(files, openingOf(options));
  const consumerKey = place.app.consumerKey ?? options.clientId;
  if (consumerKey === undefined)
    return refuse({ code: 'app-unknown', detail: 'its consumer key is not shown; give --client-id' });
  const plan = planOf(rotation, before?.certificate ?? NOT_YET);
  const shown = { plan, api, files: filesShown(files, before), consumerKey };
  if (!isStored && oldFiles !== undefined && existsSync(oldFiles.key)) {
    const now = await tryOnce(place, loginAt(place, oldFiles, consumerKey));
    if (now.diagnosis.verdict !== 'healthy')
      return conclude(place, terminal, setupReport(place, { ...shown, examination: now }), [
        'The login does not work with the present key, so that a new one could not be proved: repair it first.',
        'Nothing was changed.',
      ]);
  }
  return { rotation, before, consumerKey, shown };
}

/** Makes the new key and stores its certificate, unless an earlier run did. */
async function apply({ rotation, before, consumerKey, shown }: Planned): Promise<Rotated | number> {
  const { place, files, isStored, old } = rotation;
  const { certificate } = await completeKeyFiles(files, before, keyWishes(place));
  const plan = planOf(rotation, certificate);
  const journal = newJournal(plan.changes, { version: packageVersion(), org: place.writer.origin, cures: [] });
  if (!isStored) {
    const wrote = await write(rotation, journal, certificate, old);
    if (!wrote.ok) {
      tell(`The certificate could not be stored (${wrote.code}: ${wrote.message}). Run the same command again.`);
      return EXIT.causeFound;
    }
  }
  const made = { ...shown, plan, files: filesShown(files, before, true), applied: true };
  return { rotation, journal, certificate, consumerKey, shown: made };
}

/** Gives a file a name that is free; one whose name was taken meanwhile keeps its own. Returns its name. */
function moveToNew(file: string, name: string): string {
  try {
    linkSync(file, name);
  } catch {
    return file;
  }
  rmSync(file);
  return name;
}

/** Keeps the new certificate, and an undo file for the old one. */
function keep({ rotation, shown }: Rotated, examination: Examination, terminal: Terminal): Promise<number> {
  const { place, files, oldFiles, pending } = rotation;
  const undoFile = moveToNew(pending, place.options.undoFile ?? `${files.key}.undo.json`);
  const report = setupReport(place, { ...shown, undoFile, examination, events: eventsOf(shown.plan, 'done') });
  return conclude(place, terminal, report, [
    ...(oldFiles === undefined ? [] : [`The key in ${oldFiles.key} is of no use any more; delete it.`]),
    `To put the old certificate back: ${startWith(`fix --undo ${shellWord(undoFile)}`)}`,
  ]);
}

/** Puts the old certificate back. */
async function putBack(
  { rotation, journal, certificate, shown }: Rotated,
  examination: Examination,
  terminal: Terminal,
): Promise<number> {
  const { place, old, pending } = rotation;
  const back = await write(rotation, journal, old, certificate);
  if (back.ok) rmSync(pending, { force: true });
  const events = eventsOf(shown.plan, back.ok ? 'undone' : 'left');
  await conclude(place, terminal, setupReport(place, { ...shown, examination, events }), [
    back.ok
      ? 'No login worked with the new key, so the old certificate was put back; it counts again after some minutes.'
      : `No login worked with the new key, and the old certificate could NOT be put back (${back.message}): ${startWith(`fix --undo ${shellWord(pending)}`)}`,
  ]);
  return EXIT.causeFound;
}

function eventsOf({ changes }: Plan, state: 'done' | 'undone' | 'left'): NonNullable<Shown['events']> {
  return changes.map((change) => ({ change, state }));
}

/** Stores a certificate, and records it in the undo file before and after the call. */
async function write(
  { place, where, pending }: Rotation,
  journal: Journal,
  certificate: string,
  instead: string,
): Promise<Wrote> {
  const save = saver(pending, existsSync(pending));
  const [step] = journal.steps;
  step!.state = 'started';
  save(journal);
  const wrote = await store(place.writer, where, certificate, instead);
  if (wrote.ok) step!.state = 'done';
  save(journal);
  return wrote;
}
