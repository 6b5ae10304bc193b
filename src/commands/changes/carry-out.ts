import { capital } from '../../causes/steps.js';
import { confirm } from '../terminal/ask.js';
import { tell } from '../terminal/output.js';
import type { Terminal } from '../terminal/terminal.js';

/** The text that a person reads before consenting, and the result without consent. */
export interface ConsentRequest {
  readonly text: string;
  /** The number of changes in the org, as the text says it. */
  readonly changes: number;
  /** The number of files that are written on this machine. */
  readonly files?: number;
  /** The exit code when the person says no. */
  readonly declined: number;
}

/**
 * A command that changes something, as the steps it consists of. `plan` and `apply` may end the command early: they then
 * return its exit code.
 */
export interface Steps<Plan extends object, Made extends object, Proof extends { readonly works: boolean }> {
  readonly options: { readonly apply?: boolean; readonly yes?: boolean };
  readonly terminal: Terminal;
  /** Reads what is there and plans the changes. Writes nothing. */
  readonly plan: () => Promise<Plan | number>;
  /** Prints the plan, when the command was called without --apply. */
  readonly show: (plan: Plan) => Promise<number>;
  readonly consent: (plan: Plan) => ConsentRequest;
  readonly apply: (plan: Plan) => Promise<Made | number>;
  /** Finds out whether the changes had the intended effect. */
  readonly verify: (made: Made) => Promise<Proof>;
  /** Reverses the changes if they had no effect, for commands that must not leave them in place. */
  readonly undo?: (made: Made, proof: Proof) => Promise<number>;
  /** Prints the outcome. */
  readonly conclude: (made: Made, proof: Proof) => Promise<number>;
}

/** Plan, show, consent, apply, verify, undo: the order of every command that changes something. Returns the exit code. */
export async function carryOut<Plan extends object, Made extends object, Proof extends { readonly works: boolean }>(
  steps: Steps<Plan, Made, Proof>,
): Promise<number> {
  const plan = await steps.plan();
  if (typeof plan === 'number') return plan;
  if (steps.options.apply !== true) return steps.show(plan);
  const { text, changes, files = 0, declined } = steps.consent(plan);
  tell(text);
  if (!(await consents(steps.options.yes === true, steps.terminal, consentQuestion(changes, files)))) {
    tell('Nothing was changed.');
    return declined;
  }
  const made = await steps.apply(plan);
  if (typeof made === 'number') return made;
  const proof = await steps.verify(made);
  return proof.works || steps.undo === undefined ? steps.conclude(made, proof) : steps.undo(made, proof);
}

/** Asks before changes are made. Without a person to ask, --apply is the consent. */
async function consents(yes: boolean, terminal: Terminal, question: string | undefined): Promise<boolean> {
  if (yes || question === undefined || !terminal.canAsk()) return true;
  return confirm(question, false);
}

/** The question before changes, with the numbers of the plan. Undefined if there is nothing to consent to. */
export function consentQuestion(changes: number, files: number): string | undefined {
  const write = files === 1 ? 'write this file' : `write these ${files} files`;
  const make = changes === 1 ? 'make this change' : `make these ${changes} changes`;
  const parts = [...(files === 0 ? [] : [write]), ...(changes === 0 ? [] : [make])];
  if (parts.length === 0) return undefined;
  return `${capital(parts.join(' and '))}?`;
}
