import type { Examination } from '../../doctor.js';
import type { ReportOptions } from '../flags/report.js';
import { readTerminal } from '../terminal/terminal.js';
import { formatOnOutput } from './targets.js';

/**
 * True when a run may go on with questions and offers after its report: a person reads the text report at a terminal,
 * the login does not work, and nobody asked for --no-input. Pipes and CI are asked nothing.
 */
export function canGoOn({ diagnosis }: Examination, options: ReportOptions): boolean {
  if (diagnosis.verdict === 'healthy' || diagnosis.outOfScope !== null) return false;
  if (formatOnOutput(options) !== 'text' || process.stdout.isTTY !== true) return false;
  return readTerminal({ input: options.input !== false }).canAsk();
}
