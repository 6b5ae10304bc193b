import { examine } from '../doctor.js';
import { requireSafeOutputs } from './reports/outputs.js';
import { loadTargets, printReport } from './reports/print-report.js';
import { startWith } from './host.js';
import { readFiles, tellNotes } from './input/read-files.js';
import { examineOptions, givenFacts, loadBaseline } from './reports/report-options.js';
import { canGoOn } from './reports/go-on.js';
import { LOGIN_DEFAULTS } from './flags/login.js';
import type { TriageOptions } from './triage/options.js';
import { UsageError } from './usage-error.js';

/** `triage <file…|->`: the diagnosis from evidence alone. No network, no process, no clock. */
export async function triage(files: readonly string[], options: TriageOptions): Promise<number> {
  const isEmpty = files.length === 0 && options.fact.length === 0 && options.evidence.length === 0;
  if (options.questions === true)
    return (await import('./triage/questions.js')).askFor(isEmpty ? undefined : files, options);
  if (isEmpty)
    throw new UsageError(`triage: name a file with the error, or - to paste it: ${startWith('triage error.txt')}`);
  if (options.against !== undefined)
    return (await import('./triage/against.js')).against(files, options.against, options);
  requireSafeOutputs(options, files);
  await loadTargets(options);
  const baseline = await loadBaseline(options);
  const run = await examineOptions(options);
  const { facts, notes, account } = await readFiles(files, await givenFacts(options), options.readTimeout);
  tellNotes(notes);
  const examination = examine(facts, run);
  const code = await printReport(examination, { ...options, ...(account && { inputs: account }) }, baseline);
  if (!canGoOn(examination, options)) return code;
  const { continueConversation } = await import('./conversation/converse.js');
  return continueConversation(examination, { ...LOGIN_DEFAULTS, allowHost: [], ...options }, false);
}
