import type { Report } from '../schema.js';
import { baselineSections } from '../words/comparison.js';
import { html, section, type Markup } from './markup.js';

/** What is new since the baseline, and what is gone. */
export function baselineParts(report: Report): readonly Markup[] {
  return baselineSections(report).map(({ heading, lines }, index) =>
    section(
      `baseline-${index + 1}`,
      heading,
      html`<ul class="faults">
        ${lines.map((line) => html`<li><p>${line}</p></li>`)}
      </ul>`,
    ),
  );
}
