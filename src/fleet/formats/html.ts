import { html, verbatim, type Markup } from '../../report/formats/html/markup.js';
import { STYLE } from '../../report/formats/html/style.js';
import { withoutControls } from '../../report/plain.js';
import { urgent, type Picture, type Row, type State } from '../picture.js';
import { FLEET_SCRIPT, FLEET_SCRIPT_SOURCE } from './html-script.js';
import { byCause, CHANGE_WORDS, headline, sentenceOf, STATE_WORDS } from './words.js';

/** The data of the page is a script element that never runs, so only the one script is allowed. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src ${FLEET_SCRIPT_SOURCE}; base-uri 'none'; form-action 'none'`;

const KINDS: Readonly<Record<State, string>> = {
  works: 'good',
  broken: 'bad',
  open: 'doubtful',
  'not-tried': 'unknown',
};

const OWN_STYLE = `
main,footer{max-width:84rem}
.totals{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;padding:0;margin:1rem 0 0}
.totals li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.6rem 1.1rem}
.totals strong{display:block;font-size:1.6rem;line-height:1.2}
.filters{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end;margin-bottom:1rem}
label{display:grid;gap:.2rem;font-size:.85rem;color:var(--quiet)}
select,input,button{font:inherit;color:var(--text);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.3rem .6rem}
select:focus-visible,input:focus-visible,button:focus-visible{outline:2px solid var(--link);outline-offset:1px}
table{width:100%;border-collapse:collapse;font-size:.92rem}
td,th{text-align:left;vertical-align:top;padding:.45rem .6rem;border-top:1px solid var(--line)}
th button{border:0;padding:0;background:none;text-align:left;color:var(--link);cursor:pointer;font-weight:600}
thead button{color:var(--quiet)}
td pre{white-space:pre-wrap;background:var(--inset);border-radius:6px;padding:.4rem .6rem;margin-top:.3rem}
.scroll{overflow-x:auto}
#more{margin-top:1rem;cursor:pointer}
@media print{.filters,#more{display:none}}
`;

function dataOf(row: Row) {
  const { id, tags, state, change, result, warnings } = row;
  return {
    id,
    tags,
    state,
    word: STATE_WORDS[state],
    kind: KINDS[state],
    change: CHANGE_WORDS[change],
    cause: result?.cause ?? '',
    says: state === 'works' ? warnings.map(({ text }) => text).join(' ') : sentenceOf(row),
    why: result?.why ?? [],
    steps: result?.steps ?? [],
    candidates: result?.candidates ?? [],
    warnings: warnings.map(({ text }) => text),
    host: result?.host ?? '',
    at: result?.at ?? '',
    ms: result?.ms ?? 0,
  };
}

/** Data inside a script element: no text in it can end the element or begin a comment. */
function inertData(value: unknown): Markup {
  return verbatim(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

function options(values: readonly (readonly [value: string, label: string])[]): readonly Markup[] {
  return values.map(([value, label]) => html`<option value="${value}">${label}</option>`);
}

const COLUMNS = [
  ['id', 'Login'],
  ['word', 'State'],
  ['change', 'Since last time'],
  ['cause', 'Cause'],
  ['says', 'Explanation'],
] as const;

/** The picture as one page for a manager: totals, what is new, causes, and a table to filter and sort. */
export function fleetHtml(picture: Picture): string {
  const plain = withoutControls(picture);
  const { rows, totals, changes, at } = plain;
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort();
  const states = Object.keys(totals) as State[];
  const title = headline(plain);
  const causes = byCause(plain);
  const soon = urgent(plain).length;
  const total = (kind: string, count: number, words: string) =>
    html`<li class="${kind}"><strong>${count}</strong>${words}</li>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${title} (sf-jwt-doctor fleet)</title>
        <style>
          ${verbatim(STYLE)} ${verbatim(OWN_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="quiet">${at === undefined ? 'No login was tried.' : `Newest result: ${at}`}</p>
          <ul class="totals">
            ${states.map((state) => total(KINDS[state], totals[state], STATE_WORDS[state]))}
            ${changes['newly-broken'] > 0 ? total('bad', changes['newly-broken'], 'newly broken') : undefined}
            ${soon > 0 ? total('doubtful', soon, 'end within 7 days') : undefined}
            ${changes.repaired > 0 ? total('good', changes.repaired, 'repaired') : undefined}
          </ul>
          ${
            causes.length === 0
              ? undefined
              : html`<section>
                  <h2>Causes</h2>
                  <ul>
                    ${causes.map((one) => html`<li><code>${one.cause}</code>: ${one.rows.length}</li>`)}
                  </ul>
                </section>`
          }
          <section>
            <h2>Logins</h2>
            <div class="filters">
              <label
                >State
                <select id="state">
                  ${options([
                    ['', 'all'],
                    ...states.map((state) => [state, STATE_WORDS[state]] as const),
                    ['warned', 'with a warning'],
                  ])}
                </select></label
              >
              <label
                >Tag
                <select id="tag">
                  ${options([['', 'all'], ...tags.map((tag) => [tag, tag] as const)])}
                </select></label
              >
              <label>Text <input id="text" type="search" autocomplete="off" /></label>
              <span id="shown" class="quiet" role="status"></span>
            </div>
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    ${COLUMNS.map(
                      ([id, label]) =>
                        html`<th scope="col"><button type="button" data-column="${id}">${label}</button></th>`,
                    )}
                  </tr>
                </thead>
                <tbody></tbody>
              </table>
            </div>
            <button id="more" type="button" hidden>Show more</button>
            <noscript><p>The table needs JavaScript; the same results are in the JSON Lines format.</p></noscript>
          </section>
        </main>
        <footer>
          <p>Made by sf-jwt-doctor. This page is complete in itself: it loads nothing and sends nothing.</p>
        </footer>
        <script type="application/json" id="rows">
          ${inertData(rows.map(dataOf))}
        </script>
        ${verbatim(`<script>${FLEET_SCRIPT}</script>`)}
      </body>
    </html> `.toString();
}
