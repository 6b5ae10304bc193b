import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../support/cli.js';

const read = (path: string) => readFileSync(root + path, 'utf8');
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };

describe('docs/decisions', () => {
  const pages = readdirSync(`${root}docs/decisions`).filter((name) => name !== 'README.md');

  it('are all in the index, each under its own title', () => {
    const titles = pages.map((name) => `- [${/^# (.*)\n/.exec(read(`docs/decisions/${name}`))?.[1]}](${name})`);
    expect(
      read('docs/decisions/README.md')
        .split('\n')
        .filter((line) => line.startsWith('- '))
        .sort(),
    ).toEqual(titles.sort());
  });

  it('name every runtime dependency with its job, and no other', () => {
    const rows = [...read('docs/decisions/dependencies.md').matchAll(/^\| (`[^|]*`) \|(?: [^|]+ \|){4}$/gm)];
    const named = rows.flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
    expect(named.sort()).toEqual(Object.keys(dependencies).sort());
  });
});

describe('.github', () => {
  interface Workflow {
    permissions: object;
    jobs: Record<string, { permissions: Record<string, string>; steps: { uses?: string; run?: string }[] }>;
  }
  const workflowOf = (name: string) => parse(read(`.github/workflows/${name}`)) as Workflow;
  const jobs = Object.values(workflowOf('ci.yml').jobs);
  const workflows = readdirSync(`${root}.github/workflows`);

  it.each(workflows)('%s gives every job its own rights, and the least of them', (name) => {
    const { permissions, jobs: all } = workflowOf(name);
    expect(permissions).toEqual({});
    for (const job of Object.values(all))
      expect(job.permissions).toMatchObject({ contents: expect.stringMatching(/^(read|write)$/) });
  });

  it('runs the gates with the right to read the repository and no other', () => {
    for (const { permissions } of jobs) expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.flatMap(({ steps }) => steps.map(({ run }) => run))).toContain('.ci/run');
  });

  it('publishes from a tag only, with provenance and a bill of materials, and with no token of npm', () => {
    const { jobs: release } = workflowOf('release.yml');
    const { permissions, steps } = release['publish']!;
    expect(permissions).toMatchObject({ 'id-token': 'write' });
    const runs = steps.map(({ run }) => run ?? '').join('\n');
    expect(runs).toContain('npm publish --provenance');
    expect(runs).toContain('npm sbom --omit=dev');
    expect(runs).toContain('.ci/run');
    expect(read('.github/workflows/release.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
  });

  it.each(workflows)('%s pins every action to a commit, with its version beside it', (name) => {
    const uses = read(`.github/workflows/${name}`).match(/uses: .*/g)!;
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  const forms = readdirSync(`${root}.github/ISSUE_TEMPLATE`).filter((name) => name !== 'config.yml');

  it.each(forms)('%s is a form that asks to remove secrets', (name) => {
    interface Field {
      type: string;
      id?: string;
      attributes: { options?: { required?: boolean }[] };
    }
    const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as { name: string; description: string; body: Field[] };
    expect(form.name).toMatch(/\S/);
    expect(form.description).toMatch(/\S/);
    const ids = form.body.filter(({ type }) => type !== 'markdown').map(({ id }) => id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(form.body.find(({ id }) => id === 'clean')?.attributes.options?.[0]?.required).toBe(true);
  });
});
