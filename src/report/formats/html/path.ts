import type { Section } from '../../outline.js';
import { capital } from '../../../causes/steps.js';
import { gateQuestion } from '../../words/gates.js';
import { PROVED_BY_ANSWER } from '../../words/sections.js';
import { code, html, icon, section, type Markup, type Tone } from './markup.js';

type Gate = Section<'path'>['gates'][number];

const TONES: Readonly<Record<Gate['status'], Tone>> = {
  passed: 'good',
  'proved-by-answer': 'good',
  failed: 'bad',
  unknown: 'unknown',
  'not-reached': 'off',
};

function reason({ status, cause, causeTitle }: Gate): Markup | undefined {
  if (cause === undefined) return undefined;
  return html`<p class="reason">
    ${status === 'failed' ? '' : 'Would stop here next: '}${causeTitle === undefined ? code(cause) : causeTitle}
  </p>`;
}

function gateItem(gate: Gate): Markup {
  const tone = TONES[gate.status];
  return html`<li class="gate ${gate.status}">
    ${icon(tone)}
    <div class="gate-words">
      <p class="gate-title">${capital(gate.title)}</p>
      <p class="gate-question">${gateQuestion(gate.gate)}</p>
      ${reason(gate)}
    </div>
    <p class="gate-status ${tone}">${capital(gate.words)}</p>
  </li>`;
}

/** The way of the login through the gates, drawn as a line that ends where the login stopped. */
export function pathSection({ heading, gates, isProved, stoppedAt }: Section<'path'>): Markup {
  return section(
    'path',
    heading,
    html`<p class="lead">
        A login meets these hurdles one after the other, and the first one that is not in order ends it. ${stoppedAt}
      </p>
      <ol class="path">
        ${gates.map(gateItem)}
      </ol>
      ${isProved ? html`<p class="note">“As the answer shows”: ${PROVED_BY_ANSWER}.</p>` : undefined}`,
  );
}
