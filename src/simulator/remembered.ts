/** A pure function that keeps its last results: an org parses the same few keys again and again. */
export function remembered<T>(compute: (text: string) => T, atMost = 100): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    if (results.has(text)) return results.get(text)!;
    const result = compute(text);
    if (results.size >= atMost) results.clear();
    results.set(text, result);
    return result;
  };
}
