import { loadFormat, type FormatName } from './formats/index.js';
import { COLOURLESS } from './palette.js';
import type { Report } from './schema.js';

/** How a report is laid out. */
export interface RenderOptions {
  /** Columns, for the format text. */
  readonly width?: number;
  /** The format text shows everything. */
  readonly verbose?: boolean;
}

/** A report as text, without colours. The same report and options give the same text. */
export async function render(
  report: Report,
  format: FormatName,
  { width = 80, verbose = true }: RenderOptions = {},
): Promise<string> {
  return (await loadFormat(format))(report, { palette: COLOURLESS, width, verbose });
}
