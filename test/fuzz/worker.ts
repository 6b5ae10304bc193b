// Reads one input after the other as `triage` does and holds what comes out against what must always be true. Every input
// lies in a file before it is read, so that it is there when reading it never ends.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { triage } from '../../src/commands/triage.js';
import { InputError } from '../../src/facts/input-error.js';
import { publishedReportSchema } from '../../src/report/schema.js';
import { inputs, type Input } from './inputs.js';

const [folder = '', fixtures = '', seed = '1'] = process.argv.slice(2);
const FORMATS = ['json', 'json', 'text', 'html', 'markdown', 'sarif', 'junit'];
mkdirSync(folder, { recursive: true });

let said = '';
process.stderr.write = (text: string) => {
  said += text;
  return true;
};

async function read(file: string, format: string): Promise<{ code: number; out: string }> {
  const output = join(folder, 'report');
  rmSync(output, { force: true });
  try {
    const code = await triage([file], {
      fact: [],
      evidence: [],
      plugin: [],
      format: [format],
      output: [output],
      verbose: true,
    });
    return { code, out: readFileSync(output, 'utf8') };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: 2, out: error.message };
  }
}

function judge({ secrets }: Input, format: string, { code, out }: { code: number; out: string }): void {
  if (![0, 1, 2, 3].includes(code)) throw new Error(`exit code ${code}`);
  if (code === 2 && out.trim().split('\n').length !== 1) throw new Error(`not one sentence: ${out.slice(0, 300)}`);
  if (code !== 2 && format === 'json') publishedReportSchema.parse(JSON.parse(out));
  for (const secret of secrets)
    for (const text of [out, said])
      for (let at = 0; at + 16 <= secret.length; at += 8)
        if (text.includes(secret.slice(at, at + 16)))
          throw new Error(
            `a secret is in the output: ${text.slice(Math.max(0, text.indexOf(secret.slice(at, at + 16)) - 200)).slice(0, 400)}`,
          );
}

const all = inputs(fixtures);
for (let index = 0; ; index += 1) {
  const [input] = fc.sample(all, { seed: Number(seed) + index, numRuns: 1 }) as [Input];
  const file = join(folder, input.name);
  writeFileSync(file, input.bytes);
  process.send?.({ file, index });
  said = '';
  const format = FORMATS[index % FORMATS.length]!;
  const started = performance.now();
  try {
    judge(input, format, await read(file, format));
  } catch (error) {
    process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    break;
  }
  process.send?.({ done: index, ms: performance.now() - started, rss: process.memoryUsage().rss });
}
