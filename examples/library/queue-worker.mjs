// A worker of a queue: each job is one login. The queue gives `work` the data of a job and keeps what it returns.
//   BullMQ:  new Worker('logins', work, { connection, concurrency: 8, limiter: { max: 12, duration: 1000 } })
//   pg-boss: await boss.work('logins', { batchSize: 1 }, ([job]) => work(job))
// Add jobs with `attempts: 1` (BullMQ) or `retryLimit: 0` (pg-boss): a refused login stays refused, and each try counts.
import { examineLogin, toReport } from 'sf-jwt-doctor';

const VERSION = '1';

/** Tries one login. `data`: instanceUrl, username, clientId, jwtKeyFile, and audience where the host is not its own. */
export async function work({ data }) {
  const { instanceUrl, username, clientId, jwtKeyFile, audience } = data;
  const login = { origin: instanceUrl, username, clientId, key: { kind: 'file', path: jwtKeyFile }, audience };
  const { verdict, diagnosis } = toReport(await examineLogin(login, { probe: 'one' }), { version: VERSION });
  return {
    username,
    verdict,
    cause: diagnosis.cause?.id,
    remedy: diagnosis.cause?.remedy.steps.map(({ text }) => text),
  };
}

// Run by itself it works through the jobs of a JSON Lines file: node queue-worker.mjs jobs.jsonl
if (process.argv[1] === import.meta.filename) {
  const { readFile } = await import('node:fs/promises');
  const lines = (await readFile(process.argv[2], 'utf8')).split('\n').filter((line) => line.trim() !== '');
  for (const line of lines) console.log(JSON.stringify(await work({ data: JSON.parse(line) })));
}
