import type { Outline, Section } from '../../outline.js';
import { BASIS_WORDS, MAY_FOLLOW } from '../../words/sections.js';
import { evidenceTable } from './cause.js';
import { code, documented, html, section, withLines, type Markup } from './markup.js';

type Fault = Section<'also'>['faults'][number];
type Predicted = Pick<Section<'next'>['faults'][number], 'answers' | 'basis'>;

/** The news since the baseline. */
export function baselineParts({ baseline }: Outline): readonly Markup[] {
  return (baseline?.lists ?? []).map(({ heading, lines }, index) =>
    section(
      `baseline-${index + 1}`,
      heading,
      html`<ul class="faults">
        ${lines.map((line) => html`<li><p>${line}</p></li>`)}
      </ul>`,
    ),
  );
}

function commaList(words: readonly string[]): Markup {
  return html`${words.map((word, index) => html`${index === 0 ? '' : ', '}${code(word)}`)}`;
}

function expected({ answers, basis }: Predicted): Markup | undefined {
  const [first, ...others] = answers.map(({ words }) => words);
  if (first === undefined) return undefined;
  return html`<p class="quiet">
    Expect ${code(first)}
    (${BASIS_WORDS[basis]})${others.length === 0 ? '' : html`; also reported: ${commaList(others)}`}
  </p>`;
}

/** The faults that would stop the login next, in order, until a token is issued. */
export function nextSection({ heading, faults, nothing, mayFollow }: Section<'next'>): Markup {
  return section(
    'next',
    heading,
    faults.length === 0
      ? undefined
      : html`<ol class="faults">
          ${faults.map(({ id, title, finding, ...predicted }) => {
            return html`<li>
              <p><strong>${title}</strong> ${documented('causes', id)}</p>
              ${finding === undefined ? undefined : html`<p>${finding}</p>`} ${expected(predicted)}
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

/** Other causes that fit, the likeliest first. */
export function candidatesSection({ heading, causes }: Section<'candidates'>): Markup {
  return section(
    'alternatives',
    heading,
    html`<ol class="faults">
      ${causes.map(
        ({ id, title, why, basis }) =>
          html`<li>
            <p><strong>${title}</strong> ${documented('causes', id)}</p>
            <p class="quiet">${why} (${BASIS_WORDS[basis]})</p>
          </li>`,
      )}
    </ol>`,
  );
}

/** The flag that states a fact, with an example. Other values that fit follow the example in brackets. */
function givenAs(fact: string, hint: string): Markup {
  const [, example = '', others = ''] = /^(.*?)( \(.*)?$/.exec(hint) ?? [];
  return html`${code(`--fact ${fact}=${example}`)}${others}`;
}

/** The facts to look at next, the most telling first. */
export function questionsSection({ heading, questions }: Section<'questions'>): Markup {
  return section(
    'questions',
    heading,
    html`<ol class="steps">
      ${withLines(questions.map((question) => ({ where: question.how, ...question }))).map(
        ({ fact, why, decides, hint, lines: [where, address, command] }) =>
          // prettier-ignore
          html`<li>
            <p><strong>${why}</strong></p>
            ${where}
            ${address}
            ${command}
            <p class="quiet">
              Then add: ${givenAs(fact, hint)}${decides.length === 0 ? '' : html`. It decides about ${commaList(decides)}`}
            </p>
          </li>`,
      )}
    </ol>`,
  );
}

function group(heading: string, faults: readonly Fault[]): Markup | undefined {
  if (faults.length === 0) return undefined;
  return html`<h3>${heading}</h3>
    <ul class="faults">
      ${faults.map(
        (one) =>
          html`<li>
            <p>${documented('causes', one.id)}</p>
            <p>${one.sentence}</p>
            ${evidenceTable(`The evidence for ${one.id}`, one.evidence)}
          </li>`,
      )}
    </ul>`;
}

/** Faults beside the cause. The faults that are foretold have their own section. */
export function alsoWrongSection({ heading, faults }: Section<'also'>): Markup | undefined {
  const state = (one: Fault['state']) => faults.filter((fault) => fault.state === one);
  const parts = [
    group('Proven', state('proven')),
    group('Looks wrong, without proof', state('suspected')),
    group('Contradicted by the answer', state('contradicted')),
  ];
  return parts.every((part) => part === undefined) ? undefined : section('also', heading, parts);
}

/** The story of the attempts and changes, in order. */
export function storySection({ heading, sentences }: Section<'story'>): Markup {
  return section(
    'story',
    heading,
    html`<ol class="notes">
      ${sentences.map((line) => html`<li>${line}</li>`)}
    </ol>`,
  );
}

/** The events before those of the story, folded. */
export function earlierSection({ heading, sentences }: Section<'earlier'>): Markup {
  return section(
    'before',
    heading,
    html`<details>
      <summary>${sentences.length} more</summary>
      <ol class="notes">
        ${sentences.map((line) => html`<li>${line}</li>`)}
      </ol>
    </details>`,
  );
}

/** Warnings, checks that crashed, and sources that disagree. */
export function notesSection({ heading, sentences }: Section<'notes'>): Markup {
  return section(
    'notes',
    heading,
    html`<ul class="notes">
      ${sentences.map((note) => html`<li>${note}</li>`)}
    </ul>`,
  );
}
