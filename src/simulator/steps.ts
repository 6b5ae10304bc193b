import type { Gate } from '../salesforce/gates.js';

/**
 * The steps of the simulated token endpoint in their usual order, each with the gate that the doctor knows it by. They
 * are a list of their own because the simulator is an independent witness: a gate that is added or moved changes no
 * answer here. The order is that of the gates. Three switches of a world's `behaviour` leave it on purpose, because the
 * known facts conflict: `timeBeforeAudience`, `ipBeforeApproval` and `installedBeforeSignature`.
 */
export const GATE_OF_STEP = {
  transport: 'transport',
  form: 'form',
  shape: 'shape',
  client: 'client-id',
  capability: 'capability',
  signature: 'signature',
  time: 'time',
  audience: 'audience',
  subject: 'user-known',
  installed: 'app-in-org',
  standing: 'state',
  'admin-approval': 'admin-approval',
  'self-approval': 'self-approval',
  scopes: 'scopes',
  network: 'login-policy',
  rate: 'rate',
  token: 'issue',
} as const satisfies Record<string, Gate>;

/** A step of the simulated token endpoint. */
export type StepId = keyof typeof GATE_OF_STEP;

/** The ids of the steps in their usual order. */
export const STEP_IDS = Object.keys(GATE_OF_STEP) as [StepId, ...StepId[]];
