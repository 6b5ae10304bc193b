import { inertJson, onlyGithubCommands, withoutCiCommands, withoutInnerCommands } from '../../redaction/plain-log.js';
import type { Palette } from '../palette.js';
import type { Report } from '../schema.js';

/** How a report is laid out, where a format cares. */
interface FormatOptions {
  readonly palette: Palette;
  /** Columns of the terminal. */
  readonly width: number;
  readonly verbose: boolean;
}

/** A format: a report as text. */
export type Formatter = (report: Report, options: FormatOptions) => string | Promise<string>;

/** Every format by its name, with the endings of file names that ask for it. Each loads when it is asked for. */
export const FORMATS = {
  text: { endings: ['txt'], load: async () => (await import('./text.js')).toText },
  json: { endings: ['json'], load: async () => (await import('./json.js')).toJson },
  ndjson: { endings: ['ndjson', 'jsonl'], load: async () => (await import('./ndjson.js')).toNdjson },
  junit: { endings: ['xml'], load: async () => (await import('./junit.js')).toJunit },
  sarif: { endings: ['sarif'], load: async () => (await import('./sarif/index.js')).toSarif },
  github: { endings: [], load: async () => (await import('./github.js')).toGithub },
  markdown: { endings: ['md', 'markdown'], load: async () => (await import('./markdown/index.js')).toMarkdown },
  html: { endings: ['html', 'htm'], load: async () => (await import('./html/index.js')).toHtml },
} as const satisfies Record<string, { readonly endings: readonly string[]; readonly load: () => Promise<Formatter> }>;

/** The name of a format. */
export type FormatName = keyof typeof FORMATS;

/** The names of all formats, in the order of the help text. */
export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/** True for the name of a format. */
export function isFormat(name: string): name is FormatName {
  return (FORMAT_NAMES as string[]).includes(name);
}

/** The format that the ending of a file name asks for; undefined where it asks for none. */
export function formatOfFile(file: string): FormatName | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  return FORMAT_NAMES.find((name) => (FORMATS[name].endings as readonly string[]).includes(ending ?? ''));
}

/** Every format may end in the log of a CI system, which obeys lines of certain forms: all but its own are neutral. */
const INERT: Readonly<Record<FormatName, (text: string) => string>> = {
  text: withoutCiCommands,
  json: inertJson,
  ndjson: inertJson,
  junit: withoutCiCommands,
  sarif: inertJson,
  github: onlyGithubCommands,
  markdown: withoutCiCommands,
  html: withoutInnerCommands,
};

/** The function of a format; a terminal and a CI system only show what it writes. */
export async function loadFormat(name: FormatName): Promise<Formatter> {
  const format: Formatter = await FORMATS[name].load();
  return async (report, options) => INERT[name](await format(report, options));
}
