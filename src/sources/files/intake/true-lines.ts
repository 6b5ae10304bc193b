import type { SourceFact } from '../../../facts/store.js';
import type { Paste } from '../shape.js';

/** Corrects line numbers in the facts of a partly kept paste to those of the whole input. */
export function withTrueLines(facts: readonly SourceFact[], { name, lines }: Paste): SourceFact[] {
  if (lines === undefined) return [...facts];
  const trueLine = (line: string) => String(lines[Number(line) - 1] ?? line);
  return facts.map((fact) =>
    fact.source.startsWith(name)
      ? {
          ...fact,
          source:
            name +
            fact.source
              .slice(name.length)
              .replace(
                /(\blines? )(\d+)(?:([-–])(\d+))?/g,
                (_, word: string, from: string, to: string | undefined, until: string | undefined) =>
                  `${word}${trueLine(from)}${to === undefined ? '' : to + trueLine(until!)}`,
              ),
        }
      : fact,
  );
}
