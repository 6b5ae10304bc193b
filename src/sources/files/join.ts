import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import type { OfApp, OfLogin, OfProfile, Reading } from './shape.js';
import { inStoryOrder } from './story-order.js';

/** Facts from elsewhere that identify the app or the profile. */
function told(facts: readonly SourceFact[], ...names: readonly FactName[]): string[] {
  return facts.flatMap((fact) =>
    names.includes(fact.name) && 'value' in fact && typeof fact.value === 'string' ? fact.value.toLowerCase() : [],
  );
}

/** Groups parts of several files by app: by a shared name or consumer key. */
function grouped(parts: readonly OfApp[]): OfApp[][] {
  const groups: OfApp[][] = [];
  for (const part of parts) {
    const own = groups.find((group) =>
      group.some(
        ({ name, consumerKey }) =>
          (name !== undefined && name.toLowerCase() === part.name?.toLowerCase()) ||
          (consumerKey !== undefined && consumerKey === part.consumerKey),
      ),
    );
    if (own === undefined) groups.push([part]);
    else own.push(part);
  }
  return groups;
}

const namesOf = (group: readonly OfApp[]) => group.flatMap(({ name }) => name ?? []);

function isMeant(group: readonly OfApp[], keys: readonly string[], names: readonly string[]): boolean {
  return group.some(
    ({ name = '', consumerKey = '' }) => keys.includes(consumerKey.toLowerCase()) || names.includes(name.toLowerCase()),
  );
}

function shownNames(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 5).join(', ');
  return names.length > 5 ? `${shown}, …` : shown;
}

/** The app of this login: the one that other evidence names, or the only one. Undefined when it can't be told. */
function meantApp(groups: readonly OfApp[][], others: readonly SourceFact[]): OfApp[] | undefined {
  const keys = told(others, 'assertion.issuer', 'app.consumerKey');
  const names = told(others, 'app.name');
  const meant = groups.filter((group) => isMeant(group, keys, names));
  if (meant.length === 1) return meant[0];
  const apps = groups.filter((group) => namesOf(group).length > 0);
  return apps.length === 1 ? apps[0] : undefined;
}

function openApp(groups: readonly OfApp[][]): SourceFact[] {
  const names = groups.flatMap(namesOf);
  if (names.length === 0) return [];
  const detail = `apps in the metadata: ${shownNames(names)}; say which one is meant with --fact app.name=<name>`;
  return [{ name: 'app.name', unknown: 'absent-in-reply', source: 'the metadata files', detail }];
}

/** The facts of the user's profile: the one that other evidence names, or the only one. */
function profileFacts(profiles: readonly OfProfile[], others: readonly SourceFact[]): SourceFact[] {
  const names = told(others, 'user.profile');
  const chosen =
    profiles.find(({ name }) => names.includes(name.toLowerCase())) ??
    (profiles.length === 1 ? profiles[0] : undefined);
  if (chosen !== undefined) return [...chosen.facts];
  if (profiles.length === 0) return [];
  const detail = `several profiles are in the metadata (${shownNames(profiles.map(({ name }) => name))}); say which one the user has with --fact user.profile=<name>`;
  return [{ name: 'user.profile', unknown: 'absent-in-reply', source: 'the metadata files', detail }];
}

/** The texts by which a login is told from another: its user, its app and its host. */
function marksOf(facts: readonly SourceFact[]): string[] {
  const answers = facts.flatMap((fact) => (fact.name === 'token.answers' && 'value' in fact ? fact.value : []));
  return [
    ...told(facts, 'assertion.subject', 'assertion.issuer', 'request.url', 'app.consumerKey', 'user.username'),
    ...answers.flatMap(({ subject, consumerKey, url }) => [subject, consumerKey, url || undefined]),
  ].flatMap((mark) => mark?.toLowerCase() ?? []);
}

/**
 * The facts of the login that files set up: of several, the one with the user, the app or the host of the other evidence.
 * A value on which the remaining ones disagree is unknown.
 */
function loginFacts(logins: readonly OfLogin[], others: readonly SourceFact[]): SourceFact[] {
  const marks = new Set(marksOf(others));
  const score = (login: OfLogin) => new Set(marksOf(login.facts).filter((mark) => marks.has(mark))).size;
  const best = Math.max(0, ...logins.map(score));
  const chosen = best === 0 ? logins : logins.filter((login) => score(login) === best);
  const names = [...new Set(chosen.flatMap(({ facts }) => facts.map(({ name }) => name)))];
  return names.flatMap((name): SourceFact[] => {
    const facts = chosen.flatMap((login) => login.facts.filter((fact) => fact.name === name));
    const known = facts.filter((fact) => 'value' in fact);
    const values = new Set(known.map((fact) => JSON.stringify(fact.value)));
    if (values.size === 1 && known.length >= chosen.length) return [known[0]!];
    if (values.size === 0) return [facts[0]!];
    const detail = `several logins are set up in the files: ${shownNames([...values].map((value) => JSON.parse(value) as string))}`;
    return [{ name, unknown: 'absent-in-reply', source: known[0]!.source, detail } as SourceFact];
  });
}

/** The facts of the permission sets that other evidence gives the user. */
function setFacts(sets: readonly OfProfile[], others: readonly SourceFact[]): SourceFact[] {
  const own = others.flatMap((fact) =>
    fact.name === 'user.permissionSets' && 'value' in fact ? fact.value.map((name) => name.toLowerCase()) : [],
  );
  return sets.filter(({ name }) => own.includes(name.toLowerCase())).flatMap(({ facts }) => facts);
}

// Profiles have another name in metadata than on the screen (documented).
const PROFILE_NAMES: Readonly<Record<string, string>> = { admin: 'system administrator', standard: 'standard user' };

/** Whether a profile or a permission set of the user is one of those that are selected on the app. */
function assignedFacts(facts: readonly SourceFact[]): SourceFact[] {
  const known = <N extends FactName>(name: N) =>
    facts.findLast(
      (fact): fact is SourceFact & { name: N; value: FactValue<N> } => fact.name === name && 'value' in fact,
    );
  if (known('user.assigned') !== undefined) return [];
  const [assignments, profile, sets] = [known('app.assignments'), known('user.profile'), known('user.permissionSets')];
  if (assignments === undefined || assignments.value.length === 0) return [];
  const plain = (name: string) => PROFILE_NAMES[name.toLowerCase()] ?? name.toLowerCase();
  const has = ({ via, name }: FactValue<'app.assignments'>[number]) =>
    via === 'profile'
      ? profile !== undefined && plain(profile.value) === plain(name)
      : sets?.value.some((set) => plain(set) === plain(name)) === true;
  const matched = assignments.value.some((one) => one.usable && has(one));
  const isWhole = (via: 'profile' | 'permission-set', known: unknown) =>
    known !== undefined || assignments.value.every((one) => one.via !== via);
  if (!matched && !(isWhole('profile', profile) && isWhole('permission-set', sets))) return [];
  const sources = [assignments, profile, sets].flatMap((fact) => fact?.source ?? []);
  return [{ name: 'user.assigned', value: matched, source: [...new Set(sources)].join('; '), rank: 'stated' }];
}

async function signatureFacts(readings: readonly Reading[], app: readonly OfApp[]): Promise<SourceFact[]> {
  const assertions = readings.flatMap((reading) => reading.assertions ?? []);
  const certificates = [...readings, ...app].flatMap((part) => part.certificates ?? []);
  if (assertions.length === 0 || certificates.length === 0) return [];
  const { judgeSignature } = await import('../assertion/signature.js');
  const { publicKeyOf } = await import('../key/read-certificate.js');
  const keys = certificates.flatMap((text) => publicKeyOf(Buffer.from(text)) ?? []);
  return assertions.flatMap((compact) => judgeSignature(compact, keys, 'the signature of the assertion'));
}

/**
 * Joins the facts of several readings and adds those that need more than one reading: the app and the profile of this
 * login, and whether a certificate verifies an assertion. `given` are facts from elsewhere, such as the command line; the
 * result doesn't repeat them.
 */
export async function joinReadings(
  readings: readonly Reading[],
  given: readonly SourceFact[] = [],
): Promise<SourceFact[]> {
  const facts = inStoryOrder(readings);
  const others = [...given, ...facts];
  const groups = grouped(readings.flatMap(({ apps = [] }) => apps));
  const app = meantApp(groups, others);
  const profiles = readings.flatMap((reading) => reading.profiles ?? []);
  const sets = readings.flatMap((reading) => reading.permissionSets ?? []);
  const logins = readings.flatMap((reading) => reading.logins ?? []);
  const found = [
    ...facts,
    ...loginFacts(logins, others),
    ...(app?.flatMap((part) => part.facts) ?? openApp(groups)),
    ...profileFacts(profiles, others),
    ...setFacts(sets, others),
  ];
  return [...found, ...assignedFacts([...given, ...found]), ...(await signatureFacts(readings, app ?? []))];
}
