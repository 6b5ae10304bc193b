import { outlineOf, printSections, type Outline, type Printers } from '../../outline.js';
import { withoutControls } from '../../plain.js';
import type { Report } from '../../schema.js';
import {
  alsoWrongSection,
  baselineParts,
  candidatesSection,
  earlierSection,
  nextSection,
  notesSection,
  questionsSection,
  storySection,
} from './beyond.js';
import { evidenceSection, happenedSection, primer, remedySection, verdictCard } from './cause.js';
import { checksSection, foldedSections } from './checks.js';
import { html, section, verbatim, type Markup } from './markup.js';
import { pathSection } from './path.js';
import { SCRIPT, SCRIPT_SOURCE } from './script.js';
import { STYLE } from './style.js';

/** The style and the one script of the page itself: no other script, no request, no form. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src ${SCRIPT_SOURCE}; base-uri 'none'; form-action 'none'`;

const PRINTERS = {
  why: evidenceSection,
  remedy: remedySection,
  candidates: candidatesSection,
  evidence: ({ heading, sentences }) =>
    section(
      'more',
      heading,
      sentences.map((text) => html`<p>${text}</p>`),
    ),
  questions: questionsSection,
  next: nextSection,
  path: pathSection,
  happened: happenedSection,
  story: storySection,
  earlier: earlierSection,
  also: alsoWrongSection,
  notes: notesSection,
  checks: checksSection,
} satisfies Printers<undefined, Markup | undefined>;

/** The anchors of the sections, by their ids in the outline. */
const ANCHORS: Readonly<Record<keyof typeof PRINTERS, string>> = {
  why: 'evidence',
  remedy: 'fix',
  candidates: 'alternatives',
  evidence: 'more',
  questions: 'questions',
  next: 'next',
  path: 'path',
  happened: 'happened',
  story: 'story',
  earlier: 'before',
  also: 'also',
  notes: 'notes',
  checks: 'checks',
};

/** A section of the page with the link that leads to it. */
interface Part {
  readonly link: Markup;
  readonly markup: Markup;
}

/** The printers again, each with the link to what it printed; undefined where it had nothing to print. */
const PARTS = Object.fromEntries(
  Object.entries(PRINTERS).map(([id, print]) => {
    const part = (section: { readonly heading: string }): Part | undefined => {
      const markup = (print as (section: unknown) => Markup | undefined)(section);
      return markup && { markup, link: html`<a href="#${ANCHORS[id as keyof typeof ANCHORS]}">${section.heading}</a>` };
    };
    return [id, part];
  }),
) as Printers<undefined, Part | undefined>;

/** Links to the sections of the page. */
function contents(parts: readonly Part[]): Markup {
  return html`<nav aria-label="On this page">
    <ul class="contents">
      ${parts.map(({ link }) => html`<li>${link}</li>`)}
    </ul>
  </nav>`;
}

function body(outline: Outline): (Markup | undefined)[] {
  if (outline.outOfScope !== undefined) return [];
  const parts = printSections(outline, PARTS, undefined).filter((part) => part !== undefined);
  return [...baselineParts(outline), contents(parts), ...parts.map(({ markup }) => markup), primer()];
}

/** The report as one page for a browser: it works without its script, asks for no other file, and prints. */
export function toHtml(report: Report): string {
  const plain = withoutControls(report);
  const outline = outlineOf(plain);
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
        <main>${verdictCard(outline, plain)} ${body(outline)} ${foldedSections(outline)}</main>
        <footer>
          <p>
            Made by ${outline.tool.name} ${outline.tool.version}. This page is complete in itself: it loads nothing and
            sends nothing.
          </p>
        </footer>
        ${verbatim(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `.toString();
}
