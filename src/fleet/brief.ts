import type { Report } from '../report/schema.js';
import type { Result } from './result.js';

const MOST_STEPS = 12;

/** What a manager and an administrator need of a report: the part of a result that comes from it. */
export function briefOf(
  report: Report,
): Pick<Result, 'status' | 'cause' | 'confidence' | 'sentence' | 'answer' | 'why' | 'steps' | 'candidates'> {
  const { verdict, symptom, diagnosis } = report;
  const { cause, alternatives } = diagnosis;
  const words = [symptom?.error, symptom?.description].filter((text) => typeof text === 'string' && text !== '');
  const answer = words.length > 0 ? words.join(': ') : (symptom?.shape ?? undefined);
  const status = { healthy: 'works', 'cause-found': 'broken', inconclusive: 'open' } as const;
  const known = { status: status[verdict], ...(answer !== undefined && { answer }) };
  if (cause === null)
    return {
      ...known,
      ...(verdict !== 'healthy' && {
        sentence: `Not enough information yet: ${alternatives.length === 1 ? '1 cause still fits' : `${alternatives.length} causes still fit`}.`,
        candidates: alternatives.map(({ id, title }) => `${id}: ${title}`),
      }),
    };
  return {
    ...known,
    cause: cause.id,
    confidence: cause.confidence,
    sentence: cause.summary,
    why: [cause.finding].filter((text) => text !== ''),
    steps: cause.remedy.steps.slice(0, MOST_STEPS).map(({ text, where, command }) => ({
      text,
      ...(where !== undefined && { where }),
      ...(command !== undefined && { command }),
    })),
  };
}
