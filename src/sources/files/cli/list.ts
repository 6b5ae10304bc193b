/** One entry of the list of errors that the Salesforce CLI prints: one failed attempt. */
export interface ListEntry {
  readonly text: string;
  /** The end of the entry that names host and audience, as printed, with masks. */
  readonly suffix?: { readonly audience: string; readonly login: string };
}

const HEADLINE = /Errors encountered:[ \t]*\r?\n/g;
const END =
  /^\s*(?:at\s|"|}|\]|;|Try this|Error \(|\*{3} |Here|code:|name:|exitCode|[#$+>]\s+\w|sf(?:dx)?\s|ERROR running|Errors encountered|\w+Error\b(?!:))/;
const SUFFIX = /(?<!\s)\s*\[audience=(\S*)\s+login=(\S*)\]\s*$/;
// Messages of runners after a failed step.
const RUNNER =
  /exit code|exit status|script returned|^\s*(?:Cleaning up|npm ERR|Command failed|Finished:|Post job|Error: The process)/i;
const LENGTHS: readonly number[] = [2, 3, 4, 5, 7, 8, 11];
const AFTER_LAST = /;\s*exitC\S*.*$|["'],?\s*$/;
const LONGEST_LIST = 11;

function entryOf(line: string): ListEntry {
  const suffix = line.includes('[audience=') ? SUFFIX.exec(line) : null;
  const text = line.slice(0, suffix?.index).replace(AFTER_LAST, '').trim();
  return suffix ? { text, suffix: { audience: suffix[1]!, login: suffix[2]! } } : { text };
}

/** The lines of a list, with each HTML page joined into one line. */
function joinPages(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let page: string | undefined;
  for (const line of lines) {
    if (page !== undefined) page += `\n${line}`;
    else if (/^\s*<(?:!doctype|html)/i.test(line)) page = line;
    else joined.push(line);
    if (page !== undefined && /<\/html>\s*(?:\[|$)/i.test(page)) {
      joined.push(page);
      page = undefined;
    }
  }
  return page === undefined ? joined : [...joined, page];
}

/** The entries after a headline. An empty line is the entry of an empty answer when another entry follows it. */
function entriesAfter(text: string, isEntry: (entry: string) => boolean): ListEntry[] {
  const entries: ListEntry[] = [];
  let empty = 0;
  for (const line of joinPages(text.split(/\r?\n/, 400))) {
    if (END.test(line) || RUNNER.test(line) || entries.length + empty >= LONGEST_LIST) break;
    if (line.trim() === '') empty += 1;
    else {
      const entry = entryOf(line);
      if (empty > 0 && entry.suffix === undefined && !isEntry(entry.text)) break;
      for (; empty > 0; empty -= 1) entries.push({ text: '' });
      entries.push(entry);
      if (AFTER_LAST.test(line)) break;
    }
  }
  // A list has one of a few lengths, so later lines of a log don't belong to it.
  const known = entries.findLastIndex((entry) => isKnown(entry, isEntry)) + 1;
  if (LENGTHS.includes(known)) return entries.slice(0, known);
  while (!LENGTHS.includes(entries.length) && entries.length > 1 && !isKnown(entries.at(-1)!, isEntry)) entries.pop();
  return entries;
}

function isKnown({ text, suffix }: ListEntry, isEntry: (entry: string) => boolean): boolean {
  return suffix !== undefined || isEntry(text);
}

/**
 * The lists of errors in a text, without repetitions: `--dev-debug` prints the same list three times. Joins suffixes that
 * are broken over two lines, and reads lists in escaped JSON, too.
 */
export function listsIn(text: string, isEntry: (entry: string) => boolean): ListEntry[][] {
  const unescaped = /Errors encountered:\\n/.test(text) ? text.replace(/\\r?\\n/g, '\n') : text;
  const joined = unescaped.replace(/(?<![\t ])[\t ]*\r?\n(?=[\t ]*login=)/g, ' ');
  const lists = new Map<string, ListEntry[]>();
  const headlines = [...joined.matchAll(HEADLINE)];
  for (const [number, { index, 0: headline }] of headlines.entries()) {
    // A list ends at the next headline at the latest.
    const from = index + headline.length;
    const to = Math.min(from + 500_000, headlines[number + 1]?.index ?? joined.length);
    const entries = entriesAfter(joined.slice(from, to), isEntry);
    if (entries.length > 0) lists.set(JSON.stringify(entries), entries);
  }
  return [...lists.values()];
}

/** A list and the lines it covers, counted from 0, with the sentence before it; `to` is exclusive. */
export interface ListBlock {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly ListEntry[];
}

const SENTENCE =
  /We encountered a JSON web token error|Error authenticating with JWT|Error \(JwtGrantError\)|ERROR running/;

const isHeadline = (line: string): boolean => line.length <= 20_000 && /Errors encountered:[ \t]*$/.test(line);

/** The lists in the lines of a text, each at its place. */
export function listBlocks(lines: readonly string[], isEntry: (entry: string) => boolean): ListBlock[] {
  const blocks: ListBlock[] = [];
  const headlines = [...lines.keys()].filter((index) => isHeadline(lines[index]!));
  headlines.forEach((index, number) => {
    const rest = lines.slice(index + 1, Math.min(index + 400, headlines[number + 1] ?? lines.length));
    const entries = listsIn(`Errors encountered:\n${rest.join('\n')}`, isEntry).at(0);
    if (entries === undefined) return;
    const last =
      entries
        .findLast(({ text }) => text !== '')
        ?.text.split('\n')
        .at(-1) ?? '';
    const least = entries.reduce((sum, { text }) => sum + text.split('\n').length, 0);
    const end = rest.findIndex(
      (one, at) => at >= least - 1 && at < LONGEST_LIST * 12 && last !== '' && one.includes(last.slice(0, 60)),
    );
    const until = rest.findIndex((one) => END.test(one) || RUNNER.test(one));
    const length = Math.min(end === -1 ? entries.length : end + 1, until === -1 ? rest.length : until);
    const from = SENTENCE.test(lines[index - 1] ?? '') ? index - 1 : index;
    blocks.push({ from, to: index + 1 + Math.max(length, 1), entries });
  });
  return blocks;
}

/** The entry in a line without the sentence around it, in which a person quotes it. */
function quotedEntry(line: string): ListEntry | undefined {
  const end = line.indexOf(']', line.indexOf('[audience='));
  const quoted = line.slice(0, end + 1);
  if (!SUFFIX.test(quoted)) return undefined;
  const entry = entryOf(quoted);
  return { ...entry, text: entry.text.replace(/^.*["'`“](?=\w)/s, '') };
}

/** Entries with a suffix outside a list: single lines that a person quoted. */
export function quotedEntries(text: string): ListEntry[] {
  const joined = text.replace(/(?<![\t ])[\t ]*\r?\n(?=[\t ]*login=)/g, ' ');
  return joined
    .split(/\r?\n/)
    .filter((line) => line.includes('[audience='))
    .map(quotedEntry)
    .filter((entry) => entry !== undefined);
}
