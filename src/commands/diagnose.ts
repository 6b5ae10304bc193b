import { EXIT } from '../report/exit-code.js';
import { keyProblem } from './login/login.js';
import { missingFlags, tryLogin, type DiagnoseOptions } from './login/try-login.js';
import { requireSafeOutputs } from './reports/outputs.js';
import { loadTargets, printReport } from './reports/print-report.js';
import { givenFacts, loadBaseline } from './reports/report-options.js';
import { wantsJson } from './reports/targets.js';
import { canGoOn } from './reports/go-on.js';
import { maskSecrets } from './terminal/masks.js';
import { tellLine } from './terminal/output.js';
import { readTerminal } from './terminal/terminal.js';

/** `diagnose`: tries the login and names what makes it fail. */
export async function diagnose(options: DiagnoseOptions): Promise<number> {
  requireSafeOutputs(options);
  await loadTargets(options);
  await maskSecrets(options);
  const baseline = await loadBaseline(options);
  const facts = await givenFacts(options);
  const terminal = readTerminal({ json: wantsJson(options), input: options.input !== false });
  if (missingFlags(options, facts.length > 0).length > 0 && terminal.canAsk()) {
    const { converse } = await import('./conversation/converse.js');
    return converse(options);
  }
  const { examination, login, unusable } = await tryLogin(options, facts);
  const code = await printReport(examination, options, baseline);
  if (canGoOn(examination, options)) {
    const { continueConversation } = await import('./conversation/converse.js');
    return continueConversation(examination, options, true);
  }

  // A session that the user named and that can't be used is bad input. One from the environment is not.
  if (unusable !== undefined && options.targetOrg !== undefined) return EXIT.usage;
  const problem = keyProblem(examination, login);
  if (problem === undefined) return code;
  tellLine(`sf-jwt-doctor: ${problem}`);
  return EXIT.usage;
}
