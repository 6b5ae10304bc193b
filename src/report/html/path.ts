import type { Report } from '../schema.js';
import { capital } from '../../causes/steps.js';
import { gateQuestion } from '../words/gates.js';
import { PROVED_BY_ANSWER } from '../words/sections.js';
import { code, html, icon, section, type Markup, type Tone } from './markup.js';

type Step = Report['path'][number];

const STATUS: Readonly<Record<Step['status'], { readonly tone: Tone; readonly words: string }>> = {
  passed: { tone: 'good', words: 'Passed' },
  'proved-by-answer': { tone: 'good', words: 'Passed, as the answer shows' },
  failed: { tone: 'bad', words: 'Stopped here' },
  unknown: { tone: 'unknown', words: 'Not known' },
  'not-reached': { tone: 'off', words: 'Not reached' },
};

function reason({ status, cause }: Step, { diagnosis }: Report): Markup | undefined {
  if (cause === undefined) return undefined;
  const title = [diagnosis.cause, ...diagnosis.next].find((known) => known?.id === cause)?.title;
  return html`<p class="reason">
    ${status === 'failed' ? '' : 'Would stop here next: '}${title === undefined ? code(cause) : title}
  </p>`;
}

function gate(step: Step, report: Report): Markup {
  const { tone, words } = STATUS[step.status];
  return html`<li class="gate ${step.status}">
    ${icon(tone)}
    <div class="gate-words">
      <p class="gate-title">${capital(step.title)}</p>
      <p class="gate-question">${gateQuestion(step.gate)}</p>
      ${reason(step, report)}
    </div>
    <p class="gate-status ${tone}">${words}</p>
  </li>`;
}

/** The way of the login through the hurdles, drawn as a line that ends where the login stopped. */
export function pathSection(report: Report): Markup | undefined {
  if (report.path.length === 0 || (report.symptom === null && report.diagnosis.cause === null)) return undefined;
  const failed = report.path.findIndex(({ status }) => status === 'failed');
  const where =
    failed >= 0
      ? `It stopped${report.diagnosis.cause?.confidence === 'likely' ? ', most likely,' : ''} at hurdle ${failed + 1} of ${report.path.length}: ${report.path[failed]?.title ?? ''}.`
      : report.verdict === 'healthy'
        ? 'It passed every hurdle up to the token.'
        : 'It is not known yet at which of these hurdles it stopped.';
  return section(
    'path',
    'How far the login got',
    html`<p class="lead">
        A login meets these hurdles one after the other, and the first one that is not in order ends it. ${where}
      </p>
      <ol class="path">
        ${report.path.map((step) => gate(step, report))}
      </ol>
      ${
        report.path.some(({ status }) => status === 'proved-by-answer')
          ? html`<p class="note">“As the answer shows”: ${PROVED_BY_ANSWER}.</p>`
          : undefined
      }`,
  );
}
