import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import type { OfApp, OfProfile, Reading } from './shape.js';
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
  return [
    ...facts,
    ...(app?.flatMap((part) => part.facts) ?? openApp(groups)),
    ...profileFacts(profiles, others),
    ...(await signatureFacts(readings, app ?? [])),
  ];
}
