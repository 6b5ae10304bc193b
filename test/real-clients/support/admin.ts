import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { App, EmbeddedOrg } from '../../../src/simulator/index.js';
import { loginJwt, machineFor, type Answer, type Machine } from './sf.js';

/** What the CLI reports of a retrieval or a deployment. */
export interface Transfer {
  readonly status: string;
  readonly files: readonly { readonly fullName: string; readonly type: string; readonly state: string }[];
  readonly details?: { readonly componentFailures: readonly { readonly problem: string }[] };
}

/** What the CLI reports of a query. */
export interface Records {
  readonly totalSize: number;
  readonly records: readonly Record<string, unknown>[];
}

/** Makes the machine's folder a project of the CLI. */
export function makeProject({ folder }: Machine): void {
  mkdirSync(join(folder, 'force-app'));
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify(project));
}

/** The files that the CLI wrote to the project, by path below `force-app/main/default`. */
export function projectFiles({ folder }: Machine): string[] {
  const at = join(folder, 'force-app/main/default');
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.xml'))
    .sort();
}

/** Changes a file of the project; what it held comes back. */
export function edit({ folder }: Machine, path: string, change: (text: string) => string): string {
  const file = join(folder, 'force-app/main/default', path);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, change(text));
  return text;
}

/** Deploys components of the project as the administrator. */
export function deploy({ sf }: Machine, component: string): Promise<Answer<Transfer>> {
  return sf<Transfer>(['project', 'deploy', 'start', '--target-org', 'admin', '--metadata', component]);
}

/** Retrieves components into the project as the administrator. */
export function retrieve({ sf }: Machine, ...components: string[]): Promise<Answer<Transfer>> {
  const wanted = components.flatMap((component) => ['--metadata', component]);
  return sf<Transfer>(['project', 'retrieve', 'start', '--target-org', 'admin', ...wanted]);
}

/** Queries as the administrator. */
export function query({ sf }: Machine, soql: string, ...flags: string[]): Promise<Answer<Records>> {
  return sf<Records>(['data', 'query', '--target-org', 'admin', '--query', soql, ...flags]);
}

/** Hands the CLI a session of the administrator. */
export function loginWithToken({ sf }: Machine, org: EmbeddedOrg): Promise<Answer> {
  const { accessToken } = org.openSession('admin@acme.example.com');
  const flags = ['--instance-url', org.world.login.instanceUrl, '--alias', 'admin', '--no-prompt'];
  return sf(['org', 'login', 'access-token', ...flags], { SF_ACCESS_TOKEN: accessToken });
}

/** What the first attempt of the world's own login is answered now. */
export async function answerNow(org: EmbeddedOrg): Promise<string | undefined> {
  const before = org.attempts.length;
  await loginJwt(machineFor(org), org);
  return org.attempts[before]?.answer;
}

/** The only app of the embedded org. */
export function appOf({ world }: EmbeddedOrg): App {
  return world.orgs[0]!.apps[0]!;
}
