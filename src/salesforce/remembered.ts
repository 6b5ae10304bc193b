/** How many answers a function keeps; then it starts anew, so that memory stays bounded. */
const MOST = 500;
/** Longer texts are asked for once. */
const LONGEST = 300;

/** A pure function of a text that keeps its last answers. Callers share an answer, so they must not change it. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const answers = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.value;
    const value = of(text);
    if (answers.size >= MOST) answers.clear();
    if (text.length <= LONGEST) answers.set(text, { value });
    return value;
  };
}
