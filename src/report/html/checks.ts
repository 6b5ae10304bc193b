import { SEQUENCE } from '../../checks/index.js';
import type { Report } from '../schema.js';
import { missingFacts, shownValue } from '../words/sections.js';
import { badge, code, documented, html, section, table, type Markup, type Tone } from './markup.js';

type Check = Report['checks'][number];

const STATUS: Readonly<Record<Check['status'], { readonly tone: Tone; readonly words: string }>> = {
  pass: { tone: 'good', words: 'In order' },
  fail: { tone: 'bad', words: 'Fails' },
  warn: { tone: 'doubtful', words: 'Warning' },
  unknown: { tone: 'unknown', words: 'Not known' },
  'not-applicable': { tone: 'off', words: 'Does not apply' },
  skipped: { tone: 'off', words: 'Left out' },
  error: { tone: 'bad', words: 'Crashed' },
};
const LONGEST_FACT = 4000;
/** The checks that have a page; one that somebody else made has none. */
const OWN: ReadonlySet<string> = new Set(SEQUENCE.map(({ id }) => id));

/** What a check saw, each sentence once; where it saw nothing, why not. */
function seen({ status, findings, reason, provedByAnswer }: Check): Markup {
  const missing = missingFacts({ findings });
  const told = findings.filter(({ verdict }) => verdict !== 'open' || (missing.length === 0 && status === 'unknown'));
  const sentences = [
    ...(provedByAnswer ? ['Shown by the answer.'] : []),
    ...(reason === null ? [] : [reason]),
    ...new Set(told.map(({ summary }) => summary)),
  ];
  return html`${sentences.map((sentence) => html`<p>${sentence}</p>`)}
  ${missing.length === 0 ? undefined : html`<p class="quiet">Not known: ${missing.join(', ')}</p>`}`;
}

/** Every check with its status and what it saw. */
export function checksSection({ checks }: Report): Markup | undefined {
  if (checks.length === 0) return undefined;
  return section(
    'checks',
    'Checks',
    table(
      'In the order in which a login meets them',
      ['Check', 'Status', 'What was seen'],
      checks.map((check) => [
        html`${check.title}
          <span class="quiet">${OWN.has(check.id) ? documented('checks', check.id) : code(check.id)}</span>`,
        badge(STATUS[check.status].tone, STATUS[check.status].words),
        seen(check),
      ]),
    ),
  );
}

function factValue(name: string, fact: Report['facts'][string]): Markup {
  if ('value' in fact) return code(shownValue(name, fact.value, LONGEST_FACT));
  return html`not known: ${fact.unknown}${fact.detail === undefined ? '' : ` (${fact.detail})`}`;
}

/** The causes that are ruled out and every fact, folded. */
export function foldedSections({ diagnosis: { ruledOut }, facts }: Report): (Markup | undefined)[] {
  const names = Object.keys(facts);
  return [
    ruledOut.length === 0
      ? undefined
      : html`<details id="ruled-out">
          <summary>Ruled out: ${ruledOut.length} ${ruledOut.length === 1 ? 'cause' : 'causes'}</summary>
          ${table(
            'Causes that it is not',
            ['Cause', 'Why not'],
            ruledOut.map(({ id, why }) => [documented('causes', id), why]),
          )}
        </details>`,
    html`<details id="facts">
      <summary>Facts: ${names.length} ${names.length === 1 ? 'fact' : 'facts'}</summary>
      ${
        names.length === 0
          ? html`<p>None is known.</p>`
          : table(
              'Everything this report is made from',
              ['Fact', 'Value', 'Source'],
              names.map((name) => {
                const fact = facts[name]!;
                return [
                  code(name),
                  factValue(name, fact),
                  'at' in fact && fact.at !== undefined ? `${fact.source}, ${fact.at}` : fact.source,
                ];
              }),
            )
      }
    </details>`,
  ];
}
