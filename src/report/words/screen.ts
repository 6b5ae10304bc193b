import type { Outline, Section } from '../outline.js';

/** Where everything else stands. */
export const VERBOSE_HINT = 'add --verbose for all checks, facts and questions.';

/** Where to read on about a cause. */
export function explainHint({ explain }: Section<'remedy'>): string {
  return `add --verbose for all steps and checks, or run: ${explain}`;
}

/** The next failure in one line; undefined if none can be predicted. */
export function nextLine({ sections: { next } }: Outline): string | undefined {
  if (next === undefined) return undefined;
  const [first, ...others] = next.faults;
  if (first === undefined) return next.nothing;
  const [answer] = first.answers;
  const expected = answer === undefined ? '' : ` Expect "${answer.words}" (${first.basis}).`;
  const then = others.length === 0 ? '' : ` Then ${others.map(({ id }) => id).join(', ')}.`;
  return `${first.title} (${first.id}).${expected}${then}`;
}

/** How far the login got, in one line; undefined if unknown. */
export function pathLine({ sections: { path } }: Outline): string | undefined {
  if (path === undefined) return undefined;
  const passed = path.gates.filter(({ status }) => status === 'passed' || status === 'proved-by-answer').length;
  const stop = path.gates.find(({ status }) => status === 'failed');
  const end = stop === undefined ? 'where it stopped is not known yet' : `stopped at: ${stop.title}`;
  return `${passed} of ${path.gates.length} hurdles passed; ${end}.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Other faults and warnings, counted; undefined where there are none. */
export function alsoLine({ sections: { also, notes, next } }: Outline): string | undefined {
  const foretold = new Set<string>(next?.faults.map(({ id }) => id));
  const faults = (also?.faults ?? []).filter(
    ({ id, state }) => (state === 'suspected' || state === 'proven') && !foretold.has(id),
  );
  const parts = [
    ...(faults.length === 0 ? [] : [`${faults.map(({ id }) => id).join(', ')} may be wrong too`]),
    ...(notes === undefined ? [] : [counted(notes.sentences.length, 'warning', 'warnings')]),
  ];
  return parts.length === 0 ? undefined : `${parts.join('; ')}.`;
}

/** The way to settle an open verdict with an administrator's session; undefined where it would not help. */
export function settleLine({ orgCommand }: Outline): string | undefined {
  return orgCommand && "let an administrator's session settle it. This command only reads:";
}
