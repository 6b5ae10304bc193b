import type { Report } from '../schema.js';

/** The report as JSON text: fixed order, no times; the same evidence gives the same bytes. */
export function toJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
