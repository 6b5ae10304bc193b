import type { Report } from '../schema.js';
import { BASIS_WORDS, basisSentence, headings, shownValue } from '../words/sections.js';
import { attemptWords, symptomSentences } from '../words/symptom.js';
import { verdictWords } from '../words/verdict.js';
import { GLOSSARY, PRIMER } from '../words/glossary.js';
import { capital } from '../../causes/steps.js';
import { pageUrl } from '../repository.js';
import { badge, code, copyBox, documented, html, icon, link, section, table, type Markup } from './markup.js';

const CONFIDENCE = {
  confirmed: 'Confirmed: facts prove it',
  likely: 'Likely: the answer and what is known single it out',
} as const;

/** Where no cause is named: what to look at first. */
function firstQuestion(report: Report): Markup | undefined {
  const [first] = report.outOfScope === null ? report.diagnosis.questions : [];
  return first && html`<p class="short"><strong>${headings(report).questions}:</strong> ${first.why}</p>`;
}

/** What was found, in one card. */
export function verdictCard(report: Report): Markup {
  const cause = report.outOfScope === null ? report.diagnosis.cause : null;
  const { label, tone, sentences } = verdictWords(report);
  const heading = cause ? cause.title : capital(label);
  const told = cause ? [cause.summary] : sentences;
  return html`<header class="verdict ${tone}">
    <p class="kicker">${report.tool.name} · a Salesforce login with the OAuth 2.0 JWT bearer flow</p>
    <h1>${icon(tone)}<span>${heading}</span></h1>
    ${
      cause
        ? html`<p class="tags">
            ${badge(tone, CONFIDENCE[cause.confidence])}
            <span class="tag">cause ${documented('causes', cause.id)}</span>
          </p>`
        : undefined
    }
    ${told.map((sentence) => html`<p class="summary">${sentence}</p>`)}
    ${cause ? html`<p class="short"><strong>What to do:</strong> ${cause.remedy.summary}</p>` : firstQuestion(report)}
  </header>`;
}

/** The words of the flow, for who meets them for the first time. */
export function primer(): Markup {
  return html`<details class="primer">
    <summary>New to this kind of login? What it is, and the words used here</summary>
    <p>${PRIMER}</p>
    <dl>
      ${GLOSSARY.map(
        ([term, meaning]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

/** What was answered, and each attempt where there were several. */
export function happenedSection(report: Report): Markup {
  const [said = '', ...where] = symptomSentences(report);
  const attempts = attemptWords(report);
  return section(
    'happened',
    'What happened',
    html`<div class="answer">
      <p>${said}</p>
      ${where.map((line) => html`<p class="quiet">${line}</p>`)}
    </div>`,
    attempts.length === 0
      ? undefined
      : html`<h3>Each attempt</h3>
          <ol class="attempts">
            ${attempts.map(
              ({ place, answer, worked }) =>
                html`<li>
                  ${icon(worked ? 'good' : 'bad')}
                  <div>
                    <p class="place">${place}</p>
                    <p>${worked ? '' : 'no token: '}${answer}</p>
                  </div>
                </li>`,
            )}
          </ol>`,
    report.symptom === null || report.symptom.kind === 'token'
      ? undefined
      : html`<p class="note">What each answer proves, and what it can mean: ${link(pageUrl('docs/errors.md'))}</p>`,
  );
}

const ANSWERS_SHOWN_ABOVE = ['token.answers', 'api.answers'];

/** What a piece of evidence holds; answers stand above already. */
function evidenceValue(fact: string, value: unknown): Markup {
  return ANSWERS_SHOWN_ABOVE.includes(fact) ? html`see “What happened”` : code(shownValue(fact, value));
}

/** Facts that speak for something, as a table. */
export function evidenceTable(
  caption: string,
  evidence: readonly { readonly fact: string; readonly value?: unknown; readonly source: string }[],
): Markup | undefined {
  if (evidence.length === 0) return undefined;
  return table(
    caption,
    ['Fact', 'Value', 'Source'],
    evidence.map(({ fact, value, source }) => [code(fact), evidenceValue(fact, value), source]),
  );
}

/** Why it is this cause: the finding, its evidence, and how it is known that the one gives the other. */
export function evidenceSection({ diagnosis: { cause } }: Report): Markup | undefined {
  if (cause === null) return undefined;
  return section(
    'evidence',
    'Why it is this',
    html`<p class="lead">${cause.finding}</p>`,
    evidenceTable('The evidence', cause.evidence),
    html`<p class="basis"><span class="tag">${capital(BASIS_WORDS[cause.basis])}</span> ${basisSentence(cause)}</p>`,
  );
}

/** The steps that cure the cause. */
export function remedySection({ diagnosis: { cause } }: Report): Markup | undefined {
  if (cause === null) return undefined;
  return section(
    'fix',
    'What to do',
    html`<p class="lead">${cause.remedy.summary}</p>
      <ol class="steps">
        ${cause.remedy.steps.map(
          ({ text, where, link: url, command }) =>
            html`<li>
              <p>${text}</p>
              ${where === undefined ? undefined : html`<p class="where">${where}</p>`}
              ${url === undefined ? undefined : html`<p>${link(url)}</p>`}
              ${command === undefined ? undefined : copyBox(command)}
            </li>`,
        )}
      </ol>
      <p class="note">More: ${code(`sf-jwt-doctor explain ${cause.id}`)}, or ${link(pageUrl(cause.docs))}</p>`,
  );
}
