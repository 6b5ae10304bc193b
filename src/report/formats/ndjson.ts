import type { Report } from '../schema.js';

/** An event of a run, as one line of JSON. */
export function toEventLine(type: string, fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ type, ...fields })}\n`;
}

/** The report as lines of JSON: each check, then the verdict, then the whole report. The steps before it were printed as events. */
export function toNdjson(report: Report): string {
  const { cause } = report.diagnosis;
  return [
    ...report.checks.map(({ id, title, status }) => toEventLine('check', { id, title, status })),
    toEventLine('verdict', {
      verdict: report.verdict,
      cause: cause?.id ?? null,
      confidence: cause?.confidence ?? null,
    }),
    toEventLine('report', { report }),
  ].join('');
}
