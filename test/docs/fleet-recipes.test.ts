import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loginAudience, type EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { root } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const scratch = scratchFolder();
const recipe = (name: string) => readFileSync(`${root}examples/fleet/${name}`, 'utf8');
let folder: string;
let org: EmbeddedOrg;

beforeEach(async () => {
  folder = mkdtempSync(join(scratch, 'recipe-'));
  org = await start('healthy');
  const { login } = org.world;
  writeFileSync(join(folder, 'server.key'), login.key);
  const logins = Array.from({ length: 16 }, (_, index) => ({
    id: `org-${index}`,
    username: login.username,
    clientId: login.clientId,
    jwtKeyFile: 'server.key',
    instanceUrl: org.loopback[login.instanceUrl],
    audience: loginAudience(login),
  }));
  // JSON is YAML.
  writeFileSync(join(folder, 'orgs.yaml'), JSON.stringify(logins));
  // The published package is this build here.
  for (const [name, drop] of [
    ['npx', 'shift;'],
    ['sf-jwt-doctor', ''],
  ] as const) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${drop} exec "${process.execPath}" "${root}dist/cli.js" "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(closeAll);

/** Runs a command of a recipe in a shell, as its engine does. */
async function shell(command: string, env: Record<string, string> = {}): Promise<{ code: number; out: string }> {
  const options = { cwd: folder, env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...env } };
  try {
    const { stdout } = await promisify(execFile)('sh', ['-ec', command], options);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout };
  }
}

const shards = Array.from({ length: 8 }, (_, index) => index);

describe('the recipe for', () => {
  it('GitHub tries all shards and writes the summary', async () => {
    const { jobs } = parse(recipe('github.yml')) as {
      jobs: Record<string, { steps: { run?: string }[]; strategy?: object }>;
    };
    const [tryShard] = jobs['shard']!.steps.flatMap(({ run }) => run ?? []);
    const [merge] = jobs['picture']!.steps.flatMap(({ run }) => run ?? []);
    expect(jobs['shard']!.strategy).toMatchObject({ matrix: { shard: shards.map((shard) => shard + 1) } });
    for (const shard of shards)
      expect((await shell(tryShard!.replace(/\$\{\{ matrix\.shard \}\}/, String(shard + 1)))).code).toBe(0);
    const summary = join(folder, 'summary.md');
    expect((await shell(merge!, { GITHUB_STEP_SUMMARY: summary })).code).toBe(0);
    expect(readFileSync(summary, 'utf8')).toContain('16 of 16 logins work.');
    expect(org.attempts).toHaveLength(16);
  });

  it('GitLab needs no shard of its own', async () => {
    const jobs = parse(recipe('gitlab-ci.yml')) as Record<string, { script: string[]; parallel: number }>;
    expect(jobs['shards']!.parallel).toBe(8);
    for (const shard of shards) {
      const env = { CI_NODE_INDEX: String(shard + 1), CI_NODE_TOTAL: '8' };
      for (const line of jobs['shards']!.script) expect((await shell(line, env)).code).toBe(0);
    }
    for (const line of jobs['picture']!.script) expect((await shell(line)).code).toBe(0);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['fleet.html', 'fleet.xml']));
  });

  it.each([
    [
      'Kubernetes',
      () => {
        const { spec } = parse(recipe('kubernetes.yaml')) as {
          spec: {
            jobTemplate: {
              spec: {
                completions: number;
                template: { spec: { containers: { command: string[]; env: { name: string; value: string }[] }[] } };
              };
            };
          };
        };
        const { completions, template } = spec.jobTemplate.spec;
        const [container] = template.spec.containers;
        const own = Object.fromEntries(container!.env.map(({ name, value }) => [name, value]));
        expect(own['JOB_COMPLETIONS']).toBe(String(completions));
        return {
          command: container!.command,
          env: (index: number) => ({ ...own, JOB_COMPLETION_INDEX: String(index) }),
        };
      },
    ],
    [
      'AWS Batch',
      () => {
        const { containerOverrides, arrayProperties } = JSON.parse(recipe('aws-batch.json')) as {
          containerOverrides: { command: string[] };
          arrayProperties: { size: number };
        };
        const size = String(arrayProperties.size);
        return {
          command: containerOverrides.command,
          env: (index: number) => ({ AWS_BATCH_JOB_ARRAY_INDEX: String(index), AWS_BATCH_JOB_ARRAY_SIZE: size }),
        };
      },
    ],
  ])('%s shares the logins out, and a second start goes on', async (_, read) => {
    const { command, env } = read();
    // The shared folder of the engine is the folder of the test.
    const line = (command[0] === 'sh' ? command[2]! : command.join(' '))
      .replaceAll(/(\/mnt)?\/fleet\/results/g, '.')
      .replaceAll(/(\/mnt)?\/fleet\/orgs\.yaml/g, 'orgs.yaml');
    for (const shard of [...shards, 0, 3]) expect((await shell(line, env(shard))).code).toBe(0);
    expect(org.attempts).toHaveLength(16);
    expect((await shell('npx x fleet merge fleet-*.jsonl --inventory orgs.yaml')).code).toBe(0);
  });

  it('Jenkins runs its commands', async () => {
    const lines = [...recipe('Jenkinsfile').matchAll(/sh '(npx [^']+)'/g)].map(([, line]) => line!);
    expect(lines).toHaveLength(2);
    for (const shard of shards) expect((await shell(lines[0]!, { SHARD: String(shard + 1) })).code).toBe(0);
    expect((await shell(lines[1]!)).code).toBe(0);
  });

  it('cron keeps a file a day, compares with the last one, and feeds Prometheus', async () => {
    writeFileSync(join(folder, 'cron.sh'), recipe('cron.sh'));
    expect((await shell('sh ./cron.sh')).code).toBe(0);
    const [today] = readdirSync(folder).filter((name) => /^fleet-\d{4}/.test(name));
    const older = 'fleet-2020-01-01.jsonl';
    writeFileSync(join(folder, older), readFileSync(join(folder, today!)));
    await shell(`rm ${today!}`);
    expect((await shell('sh ./cron.sh')).code).toBe(0);
    expect(readFileSync(join(folder, 'fleet.prom'), 'utf8')).toContain('sf_jwt_fleet_logins{state="works"} 16');
  });
});

describe('alerts and the dashboard', () => {
  it('ask only for metrics that a picture has', async () => {
    await shell('npx x fleet run orgs.yaml --output fleet.prom');
    const metrics = new Set(readFileSync(join(folder, 'fleet.prom'), 'utf8').match(/(?<=# TYPE )\w+/g));
    const { groups } = parse(recipe('alerts.yml')) as { groups: { rules: { expr: string }[] }[] };
    const panels = JSON.parse(recipe('dashboard.json')) as { panels: { targets: { expr: string }[] }[] };
    const asked = [...groups.flatMap(({ rules }) => rules), ...panels.panels.flatMap(({ targets }) => targets)];
    for (const { expr } of asked) for (const name of expr.match(/sf_jwt_\w+/g)!) expect(metrics).toContain(name);
  });
});
