import type { Report } from '../schema.js';
import { valueHint } from '../words/questions.js';
import {
  alternativesOf,
  BASIS_WORDS,
  contradictedSentence,
  headings,
  MAY_FOLLOW,
  nothingNext,
  worthKnowing,
} from '../words/sections.js';
import { evidenceTable } from './cause.js';
import { code, copyBox, documented, html, link, section, type Markup } from './markup.js';

type Fault = Report['diagnosis']['alsoWrong'][number];

function commaList(words: readonly string[]): Markup {
  return html`${words.map((word, index) => html`${index === 0 ? '' : ', '}${code(word)}`)}`;
}

function expected({
  expect,
  or = [],
  basis,
}: {
  expect: { error: string; description: string } | null;
  or?: Report['diagnosis']['next'][number]['or'];
  basis: keyof typeof BASIS_WORDS;
}): Markup | undefined {
  const told = [expect, ...or]
    .filter((one) => one !== null)
    .map(({ error, description }) => [error, description].filter(Boolean).join(': '));
  const [first, ...others] = told;
  if (first === undefined) return undefined;
  return html`<p class="quiet">
    Expect ${code(first)}
    (${BASIS_WORDS[basis]})${others.length === 0 ? '' : html`; also reported: ${commaList(others)}`}
  </p>`;
}

/** What would stop the login next, in order, until a token is issued. */
export function nextSection(report: Report): Markup | undefined {
  const { next, mayFollow, alsoWrong } = report.diagnosis;
  const nothing = nothingNext(report);
  if (next.length === 0 && mayFollow.length === 0 && nothing === undefined) return undefined;
  return section(
    'next',
    headings(report).next,
    next.length === 0
      ? undefined
      : html`<ol class="faults">
          ${next.map((fault) => {
            const known = alsoWrong.find(({ id, contradicted }) => id === fault.id && !contradicted);
            return html`<li>
              <p><strong>${fault.title}</strong> ${documented('causes', fault.id)}</p>
              ${known === undefined ? undefined : html`<p>${known.summary}</p>`} ${expected(fault)}
            </li>`;
          })}
        </ol>`,
    nothing === undefined ? undefined : html`<p>${nothing}</p>`,
    mayFollow.length === 0
      ? undefined
      : html`<p>${MAY_FOLLOW}</p>
          <ul class="faults">
            ${mayFollow.map(
              (fault) =>
                html`<li>
                  <p>${fault.title} ${documented('causes', fault.id)}</p>
                  ${fault.missing.length === 0 ? undefined : html`<p class="quiet">Not known: ${commaList(fault.missing)}</p>`}
                  ${expected(fault)}
                </li>`,
            )}
          </ul>`,
  );
}

/** What else it can be, the likeliest first. */
export function alternativesSection(report: Report): Markup | undefined {
  const alternatives = alternativesOf(report);
  if (alternatives.length === 0) return undefined;
  return section(
    'alternatives',
    headings(report).alternatives,
    html`<ol class="faults">
      ${alternatives.map(
        ({ id, title, why, basis }) =>
          html`<li>
            <p><strong>${title}</strong> ${documented('causes', id)}</p>
            <p class="quiet">${why} (${BASIS_WORDS[basis]})</p>
          </li>`,
      )}
    </ol>`,
  );
}

/** The flag that states a fact, with an example; what else may stand there follows it. */
function givenAs(fact: string): Markup {
  const [, example = '', others = ''] = /^(.*?)( \(.*)?$/.exec(valueHint(fact)) ?? [];
  return html`${code(`--fact ${fact}=${example}`)}${others}`;
}

/** What to look at next, the most telling fact first. */
export function questionsSection(report: Report): Markup | undefined {
  const { questions } = report.diagnosis;
  if (questions.length === 0) return undefined;
  return section(
    'questions',
    headings(report).questions,
    html`<ol class="steps">
      ${questions.map(
        ({ fact, why, how, decides, link: url, command }) =>
          html`<li>
            <p><strong>${why}</strong></p>
            <p class="where">${how}</p>
            ${url === undefined ? undefined : html`<p>${link(url)}</p>`}
            ${command === undefined ? undefined : copyBox(command)}
            <p class="quiet">
              Then add: ${givenAs(fact)}${decides.length === 0 ? '' : html`. It decides about ${commaList(decides)}`}
            </p>
          </li>`,
      )}
    </ol>`,
  );
}

function fault(heading: string, faults: readonly Fault[], words: (one: Fault) => string): Markup | undefined {
  if (faults.length === 0) return undefined;
  return html`<h3>${heading}</h3>
    <ul class="faults">
      ${faults.map(
        (one) =>
          html`<li>
            <p>${documented('causes', one.id)}</p>
            <p>${words(one)}</p>
            ${evidenceTable(`The evidence for ${one.id}`, one.evidence)}
          </li>`,
      )}
    </ul>`;
}

/** Faults beside the cause: proven, suspected, and those that the answer disproves. */
export function alsoWrongSection({ diagnosis: { alsoWrong, next } }: Report): Markup | undefined {
  const foretold = new Set(next.map(({ id }) => id));
  const standing = alsoWrong.filter(({ contradicted }) => !contradicted);
  const parts = [
    fault(
      'Proven',
      standing.filter(({ id, certainty }) => certainty === 'proven' && !foretold.has(id)),
      ({ summary }) => summary,
    ),
    fault(
      'Looks wrong, without proof',
      standing.filter(({ certainty }) => certainty !== 'proven'),
      ({ summary }) => summary,
    ),
    fault(
      'Contradicted by the answer',
      alsoWrong.filter(({ contradicted }) => contradicted),
      contradictedSentence,
    ),
  ];
  return parts.every((part) => part === undefined) ? undefined : section('also', 'Also wrong, or looks so', parts);
}

/** Warnings, checks that crashed, and sources that disagree. */
export function notesSection(report: Report): Markup | undefined {
  const notes = worthKnowing(report);
  if (notes.length === 0) return undefined;
  return section(
    'notes',
    'Worth knowing',
    html`<ul class="notes">
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`,
  );
}
