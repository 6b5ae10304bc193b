import { meantAnswer, readAnswer } from '../facts/answers.js';
import type { FactStore, SourceFact } from '../facts/store.js';
import { matchAnswer } from '../answers/match-answer.js';
import type { AnswerId } from '../answers/index.js';

// Answers that are given under one policy only (two faces of one gate: observed by users, not documented).
const ADMIN_APPROVED: readonly AnswerId[] = ['notAdminApproved', 'refreshScopeRequired', 'accessDeniedByAdmin'];

/** Facts that the words of the answer tell, beside the refusal: under which policy the app stands. */
export function impliedByAnswer(store: FactStore): SourceFact[] {
  const meant = meantAnswer(store.value('token.answers') ?? []);
  const page = store.value('authorize.answer');
  const answers = [meant && readAnswer(meant).answer, page && matchAnswer(page.error, page.description)];
  if (!answers.some((answer) => answer !== undefined && ADMIN_APPROVED.includes(answer))) return [];
  return [
    {
      name: 'app.permittedUsers',
      value: 'admin-approved',
      source: 'the words of the answer (reported)',
      rank: 'stated',
    },
  ];
}
