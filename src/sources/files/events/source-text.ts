// Lines that a program has, and other texts have, too.
const CODE =
  /^[ \t]*(?:\/\/|#|\*|\/\*|--|"""|''')|[;{}()[\],:>]\s*(?:\/\/.*|#.*)?$|^[ \t]*[\w.$@[\]"']+\s*(?::|=|\+=|=>|:=)\s*\S|^[ \t]*["'+.|?&)]/;
// Lines that only a program has.
const STATEMENT =
  /^\s*(?:import\s.+\bfrom\b|from\s+[\w.]+\s+import\b|(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b|(?:export\s+)?(?:const|let|var)\s+[\w{[]|def\s+\w+|(?:public|private|protected|internal|global)\s+[\w<][\w<>, [\]]{0,80}(?:[={(]|;\s*$)|(?:export\s+)?(?:abstract\s+|data\s+)?(?:class|enum|interface|object|struct)\s+\w+|package\s+\w|#include\b|using\s+[\w.]+;|func\s+\w|fn\s+\w|(?:it|describe|test|context|beforeEach)\(["'`]|(?:try|except\b.*|finally|else):?\s*\{?$|@(?:Test|Override|pytest)\b|app\.(?:get|post|use)\(|module\.exports|<\?php|return\b.*;?$|if\s*\(|if\s.+:$)/;
// Lines of a run.
const OUTPUT =
  /^[ \t]*(?:at \S+ ?\(|Traceback \(most|HTTP\/[\d.]+ \d{3}|\{\\?"error"|\[?\d{4}-\d\d-\d\d[T ]\d|\d{1,2}:\d\d:\d\d[.:,]\d|(?:Caused by|Uncaught|Exception in|panic)\b|[\w.$]*(?:Exception|Error)(?: \([^)\n]*\))?:\s|[$>] \S)/;
const LONGEST = 3000;

/** True for the text of a program, without words around it and without the output of a run. */
export function isSource(lines: readonly string[]): boolean {
  if (lines.length > LONGEST) return false;
  const all = lines.filter((line) => line.trim() !== '');
  if (all.length < 2) return false;
  const statements = all.filter((line) => STATEMENT.test(line)).length;
  if (statements < (all.length <= 8 ? 1 : 2) || all.some((line) => OUTPUT.test(line))) return false;
  return all.filter((line) => CODE.test(line) || STATEMENT.test(line)).length > all.length * 0.8;
}
