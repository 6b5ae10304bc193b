import { isAnswer, type Outline, type Section } from '../../outline.js';
import { pageUrl } from '../../repository.js';
import type { Report } from '../../schema.js';
import { capital } from '../../../causes/steps.js';
import { GLOSSARY, PRIMER } from '../../words/glossary.js';
import { BASIS_WORDS } from '../../words/sections.js';
import { badge, code, documented, html, icon, link, section, withLines, table, type Markup } from './markup.js';

const CONFIDENCE = {
  confirmed: 'Confirmed: facts prove it',
  likely: 'Likely: the answer and what is known single it out',
} as const;

/** The question to answer first, where no cause is named. */
function firstQuestion({ sections: { questions }, outOfScope }: Outline): Markup | undefined {
  const [first] = outOfScope === undefined ? (questions?.questions ?? []) : [];
  return first && html`<p class="short"><strong>${questions!.heading}:</strong> ${first.why}</p>`;
}

/** The first step of the best way, where a cause is named. */
function firstStep({ sections: { remedy } }: Outline): Markup | undefined {
  const [best] = remedy?.ways ?? [];
  const [step] = withLines(best?.steps.slice(0, 1) ?? []);
  if (best === undefined || step === undefined) return undefined;
  const [where, , command] = step.lines;
  return html`<div class="first-step">
    <p><strong>Do this first:</strong> ${best.mark === '' ? step.text : `${best.title}. ${step.text}`}</p>
    ${where} ${command}
    <p class="note"><a href="#fix">All steps</a></p>
  </div>`;
}

function valueOf({ facts }: Report, ...names: readonly string[]): string | undefined {
  const values = names.map((name) => facts[name]).flatMap((fact) => (fact && 'value' in fact ? [fact.value] : []));
  return values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}

/** When the attempt was made that is explained, where the evidence tells. */
function timeOf({ facts }: Report): string | undefined {
  const answers = facts['token.answers'];
  const list = answers && 'value' in answers && Array.isArray(answers.value) ? answers.value : [];
  const { at } = (list.at(-1) ?? {}) as { at?: unknown };
  return typeof at === 'string' ? at : undefined;
}

/** Which login the report is about, and when it was tried. */
function about(report: Report): Markup {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Login', valueOf(report, 'assertion.subject', 'user.username')],
    ['Org', valueOf(report, 'org.myDomain') ?? report.symptom?.url?.replace(/\/services\/.*/, '')],
    ['Tried', timeOf(report)],
    ['Made by', `${report.tool.name} ${report.tool.version}`],
  ];
  return html`<dl class="about">
    ${rows.map(
      ([term, value]) =>
        value &&
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The verdict in one card: what it is, why, and the first step. */
export function verdictCard(outline: Outline, report: Report): Markup {
  const { tool, cause, headline } = outline;
  const { label, tone, sentences } = headline;
  const heading = cause ? cause.title : capital(label);
  const told = cause ? [cause.summary] : sentences;
  return html`<header class="verdict ${tone}">
    <p class="kicker">${tool.name} · a Salesforce login with the OAuth 2.0 JWT bearer flow</p>
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
    ${cause ? html`<p class="short"><strong>Why:</strong> ${cause.finding}</p>` : firstQuestion(outline)}
    ${firstStep(outline)} ${about(report)}
  </header>`;
}

/** The words of the flow, for readers who are new to it. */
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

/** The answer, and each attempt where there were several. */
export function happenedSection({ heading, answer, where, besides, attempts, isError }: Section<'happened'>): Markup {
  return section(
    'happened',
    heading,
    html`<div class="answer">
      <p>${answer}</p>
      ${where.map((line) => html`<p class="quiet">${line}</p>`)}
    </div>`,
    besides.map((sentence) => html`<p>${sentence}</p>`),
    attempts.length === 0
      ? undefined
      : html`<h3>Each attempt</h3>
          <ol class="attempts">
            ${attempts.map(
              ({ place, answer: got, worked }) =>
                html`<li>
                  ${icon(worked ? 'good' : 'bad')}
                  <div>
                    <p class="place">${place}</p>
                    <p>${worked ? '' : 'no token: '}${got}</p>
                  </div>
                </li>`,
            )}
          </ol>`,
    isError
      ? html`<p class="note">What each answer proves, and what it can mean: ${link(pageUrl('docs/errors.md'))}</p>`
      : undefined,
  );
}

/** Facts that speak for something, as a table. */
export function evidenceTable(caption: string, evidence: Section<'why'>['evidence']): Markup | undefined {
  if (evidence.length === 0) return undefined;
  return table(
    caption,
    ['Fact', 'Value', 'Source'],
    evidence.map(({ fact, value, source }) => [
      code(fact),
      isAnswer(fact) ? html`see “What happened”` : code(value),
      source,
    ]),
  );
}

/** Why it is this cause: the finding, its evidence, and what that rests on. */
export function evidenceSection({ heading, finding, evidence, basis, basisSentence }: Section<'why'>): Markup {
  return section(
    'evidence',
    heading,
    html`<p class="lead">${finding}</p>`,
    evidenceTable('The evidence', evidence),
    html`<p class="basis"><span class="tag">${capital(BASIS_WORDS[basis])}</span> ${basisSentence}</p>`,
  );
}

/** One way of a remedy. */
function waySection({ mark, title, steps }: Section<'remedy'>['ways'][number]): Markup {
  return html`${mark === '' ? undefined : html`<h3>${mark}. ${title}</h3>`}
    <ol class="steps">
      ${withLines(steps).map(
        ({ text, lines: [where, address, command] }) =>
          // prettier-ignore
          html`<li>
            <p>${text}</p>
            ${where}
            ${address}
            ${command}
          </li>`,
      )}
    </ol>`;
}

/** The steps that cure the cause. */
export function remedySection({ heading, explain, page, ...remedy }: Section<'remedy'>): Markup {
  return section(
    'fix',
    heading,
    html`<p class="lead">${remedy.summary}</p>
      ${remedy.ways.map(waySection)}
      <p class="note">More: ${code(explain)}, or ${link(page)}</p>`,
  );
}
