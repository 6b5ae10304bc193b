/** A map as YAML gives it. */
export type YamlMap = Readonly<Record<string, unknown>>;

/** The lists whose entries can be changed one by one, and the key that names an entry. */
const NAMED_LISTS = new Map([
  ['orgs', 'myDomain'],
  ['profiles', 'name'],
  ['permissionSets', 'name'],
  ['permissionSetGroups', 'name'],
  ['users', 'username'],
  ['apps', 'name'],
]);

/** These describe one world and are not inherited: a changed world has another title and other expectations. */
const NOT_INHERITED = new Set(['title', 'summary', 'expect']);

/** True for a map of YAML. */
export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changeMap(base: YamlMap, changes: YamlMap): YamlMap {
  const merged = new Map(Object.entries(base));
  for (const [key, change] of Object.entries(changes)) {
    if (change === null && merged.has(key)) merged.delete(key);
    else merged.set(key, changeValue(merged.get(key), change, NAMED_LISTS.get(key)));
  }
  return Object.fromEntries(merged);
}

function changeList(base: readonly unknown[], changes: YamlMap, nameKey: string): unknown[] {
  const nameOf = (entry: unknown): unknown => (isMap(entry) ? entry[nameKey] : undefined);
  const added = new Map(Object.entries(changes));
  const kept = base.flatMap((entry) => {
    const name = String(nameOf(entry));
    if (!Object.hasOwn(changes, name)) return [entry];
    added.delete(name);
    return changes[name] === null ? [] : [changeValue(entry, changes[name])];
  });
  return [...kept, ...[...added].map(([name, entry]) => (isMap(entry) ? { [nameKey]: name, ...entry } : entry))];
}

function changeValue(base: unknown, change: unknown, nameKey?: string): unknown {
  if (!isMap(change)) return change;
  if (isMap(base)) return changeMap(base, change);
  return Array.isArray(base) && nameKey !== undefined ? changeList(base, change, nameKey) : change;
}

/**
 * The base world with the changes of a world that extends it. Maps are merged, other values replace those of the base,
 * and `null` removes a key that the base has. A list replaces the list of the base; a map in its place changes single
 * entries of a list of `NAMED_LISTS` by their name, adds those that the base lacks, and removes those set to `null`.
 */
export function extendWorld(base: YamlMap, changes: YamlMap): YamlMap {
  const inherited = Object.entries(base).filter(([key]) => !NOT_INHERITED.has(key));
  return changeMap(Object.fromEntries(inherited), changes);
}
