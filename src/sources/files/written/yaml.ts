import type { Document, LineCounter, Pair, Scalar } from 'yaml';
import { loginsOfCommands } from '../login-commands.js';
import type { WrittenLogin } from './login.js';
import { loginsOfSettings, type Entry } from './settings.js';
import { variablesOf, type Variables } from './values.js';

const VARIABLE_MAPS = /^(?:env|variables|environment|vars|parameters|inputs)$/i;
const COMMAND = /\b(?:org[ :]login[ :]jwt|auth:jwt:grant)\b/;
const MOST_DOCUMENTS = 50;

interface Found {
  readonly entries: Entry[];
  readonly scripts: { readonly text: string; readonly line: number }[];
  readonly variables: (readonly [string, string])[];
}

function textOf(node: unknown): string | undefined {
  const value = (node as { value?: unknown } | null)?.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** All settings of a document, and its scripts. */
async function contents(document: Document, lines: LineCounter): Promise<Found> {
  const { visit, isScalar } = await import('yaml');
  const found: Found = { entries: [], scripts: [], variables: [] };
  const lineOf = (node: unknown) => {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    return range == null ? 1 : lines.linePos(range[0]!).line;
  };
  const paths = new Map<unknown, string>();
  visit(document, {
    Pair(_, pair: Pair, path) {
      const name = textOf(pair.key);
      if (name === undefined) return;
      const parents = path.filter((node) => paths.has(node)).map((node) => paths.get(node)!);
      paths.set(pair, name);
      const value = textOf(pair.value);
      if (value === undefined) return;
      // A block of its own: two steps of a job have the same names above them.
      const map = path.at(-1);
      found.entries.push({ within: `${parents.join('/')}:${lineOf(map)}`, name, value, line: lineOf(pair.key) });
      if (VARIABLE_MAPS.test(parents.at(-1) ?? '')) found.variables.push([name, value]);
    },
    // Lists of variables: a name and a value each.
    Map(_, map, path) {
      const [name, value] = [textOf(map.get('name', true)), textOf(map.get('value', true))];
      if (name === undefined || value === undefined) return;
      const parents = path.filter((node) => paths.has(node)).map((node) => paths.get(node)!);
      found.entries.push({ within: `${parents.join('/')}:list`, name, value, line: lineOf(map) });
      found.variables.push([name, value]);
    },
    Scalar(_, node: Scalar) {
      if (!isScalar(node) || typeof node.value !== 'string' || !COMMAND.test(node.value)) return;
      // The text of a block begins on the line after its sign.
      const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
      found.scripts.push({ text: node.value, line: lineOf(node) + (isBlock ? 1 : 0) });
    },
  });
  return found;
}

/** The logins of a YAML file: its blocks of settings, and the commands of its scripts. Templates stay unknown. */
export async function loginsOfYaml(text: string): Promise<WrittenLogin[]> {
  const { LineCounter, parseAllDocuments } = await import('yaml');
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    strict: false,
    uniqueKeys: false,
    // To show the place of an error, the parser would look through the whole text for each of them.
    prettyErrors: false,
    logLevel: 'silent',
  });
  const all = Array.isArray(documents) ? (documents as readonly Document[]).slice(0, MOST_DOCUMENTS) : [];
  const found = await Promise.all(all.map((document) => contents(document, counter)));
  const variables: Variables = variablesOf(found.flatMap((one) => one.variables));
  return found.flatMap(({ entries, scripts }) => [
    ...scripts.flatMap(({ text: script, line }) => loginsOfCommands(script.split('\n'), variables, line - 1)),
    ...loginsOfSettings(entries, variables),
  ]);
}
