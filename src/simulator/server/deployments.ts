import { recordId } from '../ids.js';
import { deployPackage, retrievePackage, type Outcome } from '../metadata/package.js';
import type { Node } from '../metadata/xml.js';
import type { Viewer } from '../records/viewer.js';
import { randomText } from './context.js';

/** A deployment: carried out at once, reported as done when its status is asked for the second time. */
export interface Deployment {
  readonly id: string;
  readonly checkOnly: boolean;
  readonly outcomes: readonly Outcome[];
  readonly startedAt: number;
  polls: number;
}

/** A retrieval. */
export interface Retrieval {
  readonly id: string;
  readonly result: ReturnType<typeof retrievePackage>;
  polls: number;
}

/** The asynchronous jobs of one embedded org. */
export class Jobs {
  readonly #deployments = new Map<string, Deployment>();
  readonly #retrievals = new Map<string, Retrieval>();

  async deploy(viewer: Viewer, zip: Uint8Array, checkOnly: boolean): Promise<Deployment> {
    const outcomes = await deployPackage(viewer, zip, checkOnly);
    const id = recordId('0Af', randomText());
    const deployment = { id, checkOnly, outcomes, startedAt: viewer.now, polls: 0 };
    this.#deployments.set(id, deployment);
    return deployment;
  }

  retrieve(viewer: Viewer, unpackaged: Node | undefined): Retrieval {
    const id = recordId('09S', randomText());
    const retrieval = { id, result: retrievePackage(viewer, unpackaged), polls: 0 };
    this.#retrievals.set(id, retrieval);
    return retrieval;
  }

  /** The job with this id. Each call counts as one request for its status. */
  pollDeployment(id: string): Deployment | undefined {
    const found = this.#deployments.get(id.slice(0, 18));
    if (found) found.polls += 1;
    return found;
  }

  pollRetrieval(id: string): Retrieval | undefined {
    const found = this.#retrievals.get(id.slice(0, 18));
    if (found) found.polls += 1;
    return found;
  }
}

/** True when a job's status was requested often enough for it to be done. */
export function isDone({ polls }: { readonly polls: number }): boolean {
  return polls >= 2;
}

function message(
  { type, fullName, fileName, created, deleted, problem }: Outcome,
  createdDate: string,
): Record<string, unknown> {
  return {
    changed: problem === undefined,
    componentType: type,
    created,
    createdDate,
    deleted,
    fileName,
    fullName,
    success: problem === undefined,
    ...(problem !== undefined && { problem, problemType: 'Error' }),
  };
}

/** A deployment as `checkDeployStatus` and REST report it. */
export function deployResult(deployment: Deployment, detailed: boolean): Record<string, unknown> {
  const done = isDone(deployment);
  const failed = deployment.outcomes.filter(({ problem }) => problem !== undefined);
  const succeeded = deployment.outcomes.length - failed.length;
  const time = new Date(deployment.startedAt).toISOString();
  return {
    checkOnly: deployment.checkOnly,
    completedDate: done ? time : undefined,
    createdBy: '005000000000000AAA',
    createdByName: 'Admin',
    createdDate: time,
    ...(detailed &&
      done && {
        details: {
          componentFailures: failed.map((outcome) => message(outcome, time)),
          componentSuccesses: deployment.outcomes
            .filter(({ problem }) => problem === undefined)
            .map((outcome) => message(outcome, time)),
          runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
        },
      }),
    done,
    id: deployment.id,
    ignoreWarnings: false,
    lastModifiedDate: time,
    numberComponentErrors: done ? failed.length : 0,
    numberComponentsDeployed: done && failed.length === 0 ? succeeded : 0,
    numberComponentsTotal: deployment.outcomes.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: true,
    runTestsEnabled: false,
    startDate: time,
    status: !done ? 'InProgress' : failed.length > 0 ? 'Failed' : 'Succeeded',
    success: done && failed.length === 0,
  };
}
