// Names the cause of a failing login from text that you have. Uses no network.
//   node triage.mjs error.txt
import { readFile } from 'node:fs/promises';
import { examine, exitCode, PasteError, readPaste } from 'sf-jwt-doctor';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node triage.mjs <file>');

try {
  const facts = await readPaste(await readFile(file, 'utf8'), file);
  const { diagnosis } = examine(facts);
  if (diagnosis.cause) {
    console.log(`${diagnosis.cause.id} (${diagnosis.cause.confidence})`);
  } else {
    for (const { id } of diagnosis.alternatives) console.log(`possible: ${id}`);
    for (const { fact } of diagnosis.questions.slice(0, 3)) console.log(`find out: ${fact}`);
  }
  process.exitCode = exitCode(diagnosis.verdict);
} catch (error) {
  // An empty or unreadable text is bad input, not a fault of the program.
  if (!(error instanceof PasteError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
