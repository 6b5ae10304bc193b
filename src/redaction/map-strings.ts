/**
 * A JSON-like value with every string changed, and its names by `changeName`. Parts in which nothing changes are not copied,
 * because an export of the Login History has 20,000 rows.
 */
export function mapStrings<T>(
  value: T,
  change: (text: string) => string,
  changeName: (name: string) => string = (name) => name,
): T {
  if (typeof value === 'string') return change(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    value.forEach((item: unknown, index) => {
      const changed = mapStrings(item, change, changeName);
      if (changed !== item) (copy ??= [...(value as unknown[])])[index] = changed;
    });
    return (copy ?? value) as T;
  }
  const record = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(record);
  // Each part once: a part that is looked at twice on every level would take for ever in a deep value.
  const parts = names.map((name) => mapStrings(record[name], change, changeName));
  if (names.every((name, index) => changeName(name) === name && parts[index] === record[name])) return value;
  return Object.fromEntries(names.map((name, index) => [changeName(name), parts[index]])) as T;
}
