import { outlineOf, printSections, type Outline, type Printers } from '../../outline.js';
import { withoutControls } from '../../plain.js';
import type { Report } from '../../schema.js';
import {
  alsoWrongSection,
  baselineParts,
  candidatesSection,
  nextSection,
  notesSection,
  questionsSection,
} from './beyond.js';
import { evidenceSection, happenedSection, primer, remedySection, verdictCard } from './cause.js';
import { checksSection, foldedSections } from './checks.js';
import { html, verbatim, type Markup } from './markup.js';
import { pathSection } from './path.js';
import { STYLE } from './style.js';

/** Nothing but the style of the page itself: no script, no request, no form. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const PRINTERS: Printers<undefined, Markup | undefined> = {
  happened: happenedSection,
  path: pathSection,
  why: evidenceSection,
  remedy: remedySection,
  next: nextSection,
  candidates: candidatesSection,
  questions: questionsSection,
  also: alsoWrongSection,
  notes: notesSection,
  checks: checksSection,
};

function body(outline: Outline): (Markup | undefined)[] {
  if (outline.outOfScope !== undefined) return [];
  return [...baselineParts(outline), primer(), ...printSections(outline, PRINTERS, undefined)];
}

/** The report as one page for a browser: it needs no script, asks for no other file, and prints. */
export function toHtml(report: Report): string {
  const outline = outlineOf(withoutControls(report));
  const { tool, headline } = outline;
  const { label, sentences } = headline;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${label}: ${sentences[0]} (${tool.name})</title>
        <style>
          ${verbatim(STYLE)}
        </style>
      </head>
      <body>
        <main>${verdictCard(outline)} ${body(outline)} ${foldedSections(outline)}</main>
        <footer>
          <p>
            Made by ${outline.tool.name} ${outline.tool.version}. This page is complete in itself: it loads nothing and
            sends nothing.
          </p>
        </footer>
      </body>
    </html> `.toString();
}
