import { SEQUENCE } from '../../../checks/index.js';
import type { Outline, Section } from '../../outline.js';
import { shownValue } from '../../words/sections.js';
import { badge, code, documented, html, section, table, type Markup, type Tone } from './markup.js';

type Check = Section<'checks'>['checks'][number];
type Facts = Section<'facts'>['facts'];

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
/** Our own checks have a page. A check of a plug-in has none. */
const OWN: ReadonlySet<string> = new Set(SEQUENCE.map(({ id }) => id));

/** The findings of a check, each sentence once, or the reason why it found nothing. */
function seen({ status, findings, reason, provedByAnswer, missing }: Check): Markup {
  const told = findings.filter(({ verdict }) => verdict !== 'open' || (missing.length === 0 && status === 'unknown'));
  const sentences = [
    ...(provedByAnswer ? ['Shown by the answer.'] : []),
    ...(reason === null ? [] : [reason]),
    ...new Set(told.map(({ summary }) => summary)),
  ];
  return html`${sentences.map((sentence) => html`<p>${sentence}</p>`)}
  ${missing.length === 0 ? undefined : html`<p class="quiet">Not known: ${missing.join(', ')}</p>`}`;
}

/** Every check with its status and its findings. */
export function checksSection({ heading, checks }: Section<'checks'>): Markup {
  return section(
    'checks',
    heading,
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

function factValue(name: string, fact: Facts[string]): Markup {
  if ('value' in fact) return code(shownValue(name, fact.value, LONGEST_FACT));
  return html`not known: ${fact.unknown}${fact.detail === undefined ? '' : ` (${fact.detail})`}`;
}

function counted(heading: string, count: number, thing: string): string {
  return `${heading}: ${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** The causes that are ruled out and every fact, folded. */
export function foldedSections({ sections: { ruledOut, facts: known } }: Outline): (Markup | undefined)[] {
  const { heading, facts } = known;
  const names = Object.keys(facts);
  return [
    ruledOut === undefined
      ? undefined
      : html`<details id="ruled-out">
          <summary>${counted(ruledOut.heading, ruledOut.causes.length, 'cause')}</summary>
          ${table(
            'Causes that it is not',
            ['Cause', 'Why not'],
            ruledOut.causes.map(({ id, why }) => [documented('causes', id), why]),
          )}
        </details>`,
    html`<details id="facts">
      <summary>${counted(heading, names.length, 'fact')}</summary>
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
