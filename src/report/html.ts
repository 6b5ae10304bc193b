import { alsoWrongSection, alternativesSection, nextSection, notesSection, questionsSection } from './html/beyond.js';
import { baselineParts } from './html/baseline.js';
import { evidenceSection, happenedSection, primer, remedySection, verdictCard } from './html/cause.js';
import { checksSection, foldedSections } from './html/checks.js';
import { html, verbatim } from './html/markup.js';
import { pathSection } from './html/path.js';
import { STYLE } from './html/style.js';
import { withoutControls } from './plain.js';
import type { Report } from './schema.js';
import { verdictWords } from './words/verdict.js';

/** Nothing but the style of the page itself: no script, no request, no form. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report as one page for a browser: it needs no script, asks for no other file, and prints. */
export function toHtml(told: Report): string {
  const report = withoutControls(told);
  const { label, sentences } = verdictWords(report);
  const body =
    report.outOfScope === null
      ? [
          baselineParts(report),
          primer(),
          happenedSection(report),
          pathSection(report),
          evidenceSection(report),
          remedySection(report),
          nextSection(report),
          alternativesSection(report),
          questionsSection(report),
          alsoWrongSection(report),
          notesSection(report),
          checksSection(report),
        ]
      : [];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${label}: ${sentences[0]} (${report.tool.name})</title>
        <style>
          ${verbatim(STYLE)}
        </style>
      </head>
      <body>
        <main>${verdictCard(report)} ${body} ${foldedSections(report)}</main>
        <footer>
          <p>
            Made by ${report.tool.name} ${report.tool.version}. This page is complete in itself: it loads nothing and
            sends nothing.
          </p>
        </footer>
      </body>
    </html> `.toString();
}
