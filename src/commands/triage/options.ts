import type { ReportOptions } from '../flags/report.js';

/** Options of `triage`. */
export interface TriageOptions extends ReportOptions {
  /** Time limit for reading one input, in seconds. */
  readonly readTimeout?: number;
  /** Print the questions for the customer instead of the report. */
  readonly questions?: boolean;
  /** Evidence of a login that works, to compare with the failing one. */
  readonly against?: string;
}
