import { OWN_CODE, tokenUrl, type Client, type TimedRun } from './client.js';

function answer({ run, at }: TimedRun): object {
  return {
    url: tokenUrl(run.host),
    status: run.status,
    at: new Date(at).toISOString(),
    ...(run.user !== undefined && { subject: run.user }),
    ...(run.error !== undefined && { error: run.error, description: run.description }),
  };
}

/** Somebody who writes the answers of the runs into an evidence file. */
export const answersAsFacts: Client = {
  id: 'answers-as-facts',
  makes: OWN_CODE,
  calls: 'nothing',
  shows: ['host', 'user', 'status', 'error', 'description'],
  showsOfSuccess: ['host', 'user', 'status'],
  print: () => [],
  document: (runs) => ({
    name: 'answers.json',
    text: JSON.stringify({ evidenceVersion: 1, facts: { 'token.answers': runs.map(answer) } }, null, 2),
  }),
};
