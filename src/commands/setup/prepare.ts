import { randomBytes } from 'node:crypto';
import { examineLogin, type Examination, type Login } from '../../doctor.js';
import type { FactStore } from '../../facts/store.js';
import { ScrubbedStore } from '../../redaction/scrubbed-store.js';
import { Draft, isRefusal, type Refusal } from '../../remedies/draft.js';
import type { OrgWriter } from '../../remedies/org-writer.js';
import type { Plan } from '../../remedies/plan.js';
import { certificateInApp } from '../../remedies/setup/certificate-in-app.js';
import { findAppByName } from '../../remedies/setup/find-app.js';
import { planExistingApp, planNewApp } from '../../remedies/setup/plan-setup.js';
import { REFUSAL_WORDS } from '../../report/words/changes.js';
import { identifyApp, type FoundApp } from '../../sources/org/identify-app.js';
import { OrgReading, textColumn, type UserRow } from '../../sources/org/reading.js';
import { quote } from '../../sources/org/client.js';
import type { OrgSession } from '../../sources/org/session.js';
import { openWriter } from '../changes/open-writer.js';
import { UsageError } from '../usage-error.js';
import { generation, lastGeneration, readKeyFiles, type KeyFiles, type KeyMaterial, type KeyWishes } from './keys.js';
import { filesOf, loginOrigin, openingOf, requireAppName, requireUsername, type SetupOptions } from './options.js';
import { networkOf } from '../login/network.js';

/** The org, the user and the app of a set-up. */
export interface Workplace {
  readonly options: SetupOptions;
  readonly username: string;
  readonly name: string;
  readonly label: string;
  readonly writer: OrgWriter;
  readonly session: OrgSession;
  /** The host to log in at. */
  readonly origin: string;
  readonly user: UserRow;
  /** The app, if it exists already. */
  readonly app: FoundApp | undefined;
  /** The consumer key to propose for a new app. */
  readonly consumerKey: string;
  readonly contactEmail: string;
}

/** Ends the command with a refusal in one sentence. */
export function refuse({ code, detail }: Refusal): never {
  throw new UsageError(`setup: ${REFUSAL_WORDS[code](detail).replace(/\.$/, '')}`);
}

/** The permissions that a set-up needs, as Setup calls them. For External Client Apps only the calls themselves show them. */
const RIGHTS = [
  [['ModifyMetadata', 'ModifyAllData'], 'Modify Metadata Through Metadata API Functions'],
  [['ManageProfilesPermissionsets'], 'Manage Profiles and Permission Sets'],
  [['AssignPermissionSets'], 'Assign Permission Sets'],
] as const;

/** Refuses a session without these permissions, and names them. If they can't be read, the set-up goes on. */
async function requireRights(writer: OrgWriter): Promise<void> {
  const columns = RIGHTS.flatMap(([rights]) => rights.map((right) => `Permissions${right}`));
  const read = await writer.query(`SELECT ${columns.join(', ')} FROM UserPermissionAccess LIMIT 1`);
  if (!read.ok) {
    if (read.reason === 'denied' || writer.ended) throw new UsageError(`setup: ${writer.origin}: ${read.detail}`);
    return;
  }
  const [row = {}] = read.value;
  const missing = RIGHTS.filter(([rights]) => rights.every((right) => row[`Permissions${right}`] === false));
  if (missing.length > 0)
    throw new UsageError(
      `setup: the session lacks ${missing.length === 1 ? 'the permission' : 'the permissions'} ${missing.map(([, label]) => `"${label}"`).join(', ')}; use the session of an administrator`,
    );
}

async function emailOf(writer: OrgWriter, user: UserRow): Promise<string> {
  const read = await writer.query(`SELECT Email FROM User WHERE Id = ${quote(user.id)} LIMIT 1`);
  return (read.ok ? textColumn(read.value[0], 'Email') : undefined) ?? user.username;
}

/** Starts a draft of changes in the org, for the certificate to store. */
export function draftOf(
  place: Pick<Workplace, 'writer' | 'options' | 'username'>,
  app?: FoundApp,
  facts: FactStore = new ScrubbedStore(),
) {
  return (certificate: string | undefined): Draft => {
    const { writer, options, username } = place;
    return new Draft({
      writer,
      reading: new OrgReading(
        writer,
        {
          loginOrigin: loginOrigin(options, writer.origin),
          username,
          ...(app?.consumerKey !== undefined && { consumerKey: app.consumerKey }),
        },
        () => Promise.resolve(),
      ),
      facts,
      certificate: () => Promise.resolve(certificate),
      now: Date.now(),
      ...(app !== undefined && { app }),
      ...(options.permissionSet !== undefined && { permissionSet: options.permissionSet }),
      ...(options.writeMetadata !== undefined && { asMetadata: true }),
    });
  };
}

/** The app that the flags name: by a consumer key, which must exist, or by an API name, which may be new. */
async function appOf(
  place: Pick<Workplace, 'writer' | 'options' | 'username' | 'name'>,
): Promise<FoundApp | Refusal | undefined> {
  const { clientId } = place.options;
  const draft = draftOf(place)(undefined);
  if (clientId === undefined) return findAppByName(draft, place.name);
  const { writer, username } = place;
  const reading = new OrgReading(writer, { username, consumerKey: clientId }, () => Promise.resolve());
  const known = await identifyApp(reading, Date.now);
  if ('found' in known && known.found.consumerKey === clientId) return known.found;
  return {
    code: 'app-unknown',
    detail: 'unclear' in known ? known.unclear.detail : 'it has no app with this consumer key',
  };
}

/** Opens the session and reads the permissions, the user and the app. Throws a usage error if nothing can be set up. */
export async function openWorkplace(options: SetupOptions): Promise<Workplace> {
  const username = requireUsername(options);
  const { name, label } = requireAppName(options);
  const { writer, session } = await openWriter('setup', options);
  const origin = loginOrigin(options, writer.origin);
  await requireRights(writer);
  const base = { options, username, name, label, writer, session, origin };
  const user = await draftOf(base)(undefined).user();
  if (isRefusal(user)) return refuse(user);
  if (!user.active)
    throw new UsageError(`setup: ${username} is not active; activate the user first (Setup > Users), or name another`);
  const app = await appOf(base);
  if (app !== undefined && isRefusal(app)) return refuse(app);
  const contactEmail = options.contactEmail ?? (await emailOf(writer, user));
  return { ...base, user, app, contactEmail, consumerKey: randomBytes(32).toString('hex') };
}

/** The consumer key that the app has now. The one we proposed is used only if the org accepted it. */
export async function consumerKeyNow(place: Workplace): Promise<{ readonly key: string } | Refusal> {
  if (place.app?.consumerKey !== undefined) return { key: place.app.consumerKey };
  const found = await findAppByName(draftOf(place)(undefined), place.name);
  if (found === undefined) return { code: 'app-unknown' };
  return isRefusal(found) ? found : { key: found.consumerKey ?? place.consumerKey };
}

/**
 * The files of the key in use. After a rotation it is not the first key of its name: if the org shows the certificate, it is
 * the key of that certificate, else the newest key in the folder.
 */
export async function filesInUse(
  place: Workplace,
): Promise<{ readonly files: KeyFiles; readonly stored: string | undefined }> {
  const { app, options, name } = place;
  const base = filesOf(options, app?.name ?? name);
  if (app === undefined) return { files: base, stored: undefined };
  const where = await certificateInApp(draftOf(place, app)(undefined), app);
  const last = lastGeneration(base);
  const stored = isRefusal(where) ? undefined : where.stored;
  if (isRefusal(where) || where.thumbprint === undefined) return { files: generation(base, Math.max(last, 1)), stored };
  for (let number = last; number > 1; number -= 1) {
    const files = generation(base, number);
    if ((await readKeyFiles(files, openingOf(options)))?.thumbprint === where.thumbprint) return { files, stored };
  }
  return { files: base, stored };
}

/** The login to set up. */
export function loginAt(place: Workplace, files: KeyFiles, clientId: string): Login {
  const { options, username, origin, session } = place;
  return {
    username,
    clientId,
    origin,
    key: { kind: 'file', path: files.key },
    opening: openingOf(options),
    allowHosts: options.allowHost,
    openSession: () => Promise.resolve(session),
    ...(options.audience !== undefined && { audience: options.audience }),
  };
}

/** Tries the login once, and reads the org. */
export function tryOnce(place: Workplace, login: Login, probe: 'one' | 'none' = 'one'): Promise<Examination> {
  return examineLogin(login, { probe, network: networkOf(place.options) });
}

/** True when the answer of the endpoint shows that the app has the certificate of the key. */
function showsCertificate({ checks, diagnosis }: Examination): boolean {
  return diagnosis.verdict === 'healthy' || checks.some(({ id, status }) => id === 'certificate' && status === 'pass');
}

/** The placeholder in a plan for values that exist only after the key is made. */
export const NOT_YET = 'made together with the key';

/** The plan of a set-up. */
export interface PlannedSetup {
  readonly plan: Plan;
  /** The login before any change, if the app exists already. */
  readonly now: Examination | undefined;
}

/** Plans the changes after which the user can log in with the key. */
export async function planSetup(
  place: Workplace,
  files: KeyFiles,
  material: KeyMaterial | undefined,
): Promise<PlannedSetup> {
  const { app, name, label, contactEmail } = place;
  const isComplete = material?.certificate !== undefined;
  const consumerKey = material === undefined ? NOT_YET : place.consumerKey;
  const wishes = { name, label, contactEmail, consumerKey, thumbprint: material?.thumbprint, certificateSeen: false };
  const certificate = isComplete ? material.certificate : NOT_YET;
  if (app === undefined) {
    const draft = draftOf(place)(certificate);
    const refusal = await planNewApp(draft, wishes);
    return refusal ? refuse(refusal) : { plan: planOf(draft), now: undefined };
  }
  const { key, ...keyless } = loginAt(place, files, app.consumerKey ?? '');
  const now = await (material === undefined
    ? tryOnce(place, keyless, 'none')
    : tryOnce(place, { ...keyless, ...(key && { key }) }));
  const draft = draftOf(place, app, now.facts)(certificate);
  const refusal = await planExistingApp(draft, app, {
    ...wishes,
    certificateSeen: material !== undefined && showsCertificate(now),
  });
  return refusal ? refuse(refusal) : { plan: planOf(draft), now };
}

function planOf({ changes, effects }: Draft): Plan {
  return { cures: [], changes, effects: changes.length === 0 ? [] : effects, left: [] };
}

/** The properties of a new key and certificate for the app. */
export function keyWishes({ options, name, app }: Workplace): KeyWishes {
  return {
    bits: options.keyBits,
    days: options.certificateDays,
    name: app?.name ?? name,
    opening: openingOf(options),
  };
}
