import type { Picture } from '../picture.js';

/** A format of the merged picture. */
export type FleetFormatter = (picture: Picture) => string;

/** Every format by its name, with the endings of file names that ask for it. Each loads when it is asked for. */
export const FLEET_FORMATS = {
  text: { endings: ['txt'], load: async () => (await import('./text.js')).fleetText },
  jsonl: { endings: ['jsonl', 'ndjson'], load: async () => (await import('./json-lines.js')).fleetJsonLines },
  junit: { endings: ['xml'], load: async () => (await import('./junit.js')).fleetJunit },
  html: { endings: ['html', 'htm'], load: async () => (await import('./html.js')).fleetHtml },
  github: { endings: ['md'], load: async () => (await import('./github.js')).fleetGithub },
  openmetrics: { endings: ['prom', 'om'], load: async () => (await import('./open-metrics.js')).fleetOpenMetrics },
} as const satisfies Record<
  string,
  { readonly endings: readonly string[]; readonly load: () => Promise<FleetFormatter> }
>;

/** The name of a format. */
export type FleetFormatName = keyof typeof FLEET_FORMATS;

/** The names of all formats, in the order of the help text. */
export const FLEET_FORMAT_NAMES = Object.keys(FLEET_FORMATS) as FleetFormatName[];

/** The format that the ending of a file name asks for; undefined where it asks for none. */
export function fleetFormatOf(file: string): FleetFormatName | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  return FLEET_FORMAT_NAMES.find((name) => (FLEET_FORMATS[name].endings as readonly string[]).includes(ending ?? ''));
}
