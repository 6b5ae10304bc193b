import { html as tagged, raw } from 'hono/html';
import { pageUrl } from '../../repository.js';
import { underStep } from '../../steps.js';
import type { Step } from '../../../causes/steps.js';

/** HTML in which every value was escaped. */
export type Markup = Awaited<ReturnType<typeof tagged>>;

/** A value in a template: text is escaped, markup is not. */
type Part = string | number | Markup | undefined | readonly Part[];

/** A template of HTML: text is escaped, and an undefined value is left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return tagged(strings, ...parts) as Markup;
}

/** Our own text, unescaped, such as a style sheet. Never pass text from a report. */
export function verbatim(text: string): Markup {
  return raw(text);
}

/** A fact, an id or an answer, set in a typeface of its own. */
export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

function isSafeLink(url: string): boolean {
  return /^https:\/\/[a-z0-9.-]+(:\d+)?([/?#][^\s<>"'`\\]*)?$/i.test(url) && URL.canParse(url);
}

/** A link where the address is a plain https one; else the address as text, which nobody can click. */
export function link(url: string): Markup {
  return isSafeLink(url)
    ? html`<a class="address" href="${url}" rel="noopener noreferrer">${url}</a>`
    : html`<code class="address">${url}</code>`;
}

/** The id of a cause or of a check, with a link to its page in the documentation. */
export function documented(folder: 'causes' | 'checks', id: string): Markup {
  return html`<a href="${pageUrl(`docs/${folder}/${id}.md`)}" rel="noopener noreferrer">${code(id)}</a>`;
}

/** A line to copy: one click selects it whole. */
function copyBox(text: string): Markup {
  return html`<div class="copy">
    <span class="copy-label">To copy</span>
    <pre><code>${text}</code></pre>
  </div>`;
}

/** Steps, each with the lines under it: the place, the link, the line to copy. */
export function withLines<S extends Omit<Step, 'text'>>(steps: readonly S[]) {
  const print = { where: (place: string) => html`<p class="where">${place}</p>`, link: linkLine, command: copyBox };
  return steps.map((step) => ({ ...step, lines: underStep(step, print) }));
}

function linkLine(url: string): Markup {
  return html`<p>${link(url)}</p>`;
}

const SHAPES = {
  good: 'M5 10.5l3.2 3.2L15 7',
  bad: 'M6.5 6.5l7 7M13.5 6.5l-7 7',
  doubtful: 'M10 5.5v5.5M10 14.2v.3',
  unknown: 'M7.6 7.8a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M10 14.2v.3',
  off: 'M6.5 10h7',
} as const;

/** How good something is. Colour alone never shows it: each tone has its own shape. */
export type Tone = keyof typeof SHAPES;

/** The symbol of a tone. Screen readers skip it, because the words beside it say the same. */
export function icon(tone: Tone): Markup {
  return html`<svg class="icon ${tone}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="9" />
    <path d="${SHAPES[tone]}" />
  </svg>`;
}

/** A word with its sign. */
export function badge(tone: Tone, words: string): Markup {
  return html`<span class="badge ${tone}">${icon(tone)}<span>${words}</span></span>`;
}

/** A part of the page under its own heading. */
export function section(id: string, heading: string, ...body: readonly Part[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}</h2>
    ${body}
  </section>`;
}

/** A table; on a phone each row becomes a card, and the roles keep it a table for a screen reader. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Part[])[]): Markup {
  return html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells.map((cell, index) => html`<td role="cell" data-label="${columns[index]}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
