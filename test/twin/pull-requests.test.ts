import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { examine } from '../../src/doctor.js';
import { readEvidence } from '../../src/facts/evidence.js';
import { causeOfBroken } from '../../src/report/words/rehearsal.js';
import { buildTwin } from '../../src/twin/build.js';
import { readDeployment, type DeployFile } from '../../src/twin/deploy-files.js';
import { rehearseDeploy } from '../../src/twin/deploy.js';
import { works } from '../../src/twin/rehearse.js';
import { fixturesDir } from '../simulator/support/client.js';
import { standIns } from './support.js';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const folder = join(fixturesDir, 'pull-requests');

/** An edit of a file of the base project: a replacement, or a new file. */
type Edit = { file: string } & ({ replace: string; by: string } | { text: string });
interface PullRequest {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly breaks?: {
    readonly cause: string;
    readonly users: readonly string[];
    readonly file: string;
    readonly line: string;
  };
}

function filesBelow(root: string, below = ''): DeployFile[] {
  return readdirSync(join(root, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    return statSync(join(root, path)).isDirectory()
      ? filesBelow(root, path)
      : [{ path, text: readFileSync(join(root, path), 'utf8') }];
  });
}

const base = filesBelow(join(folder, 'base/force-app'));
const cases = parse(readFileSync(join(folder, 'cases.yaml'), 'utf8')) as PullRequest[];
const { facts } = examine(readEvidence(JSON.parse(readFileSync(join(folder, 'org.json'), 'utf8')), 'org.json'));
const twin = buildTwin(facts, { standIns, now: NOW });

function apply(edits: readonly Edit[]): DeployFile[] {
  const files = new Map(base.map(({ path, text }) => [path, text]));
  for (const edit of edits) {
    if ('text' in edit) files.set(edit.file, edit.text);
    else {
      const before = files.get(edit.file)!;
      if (!before.includes(edit.replace)) throw new Error(`${edit.file} does not hold ${edit.replace}`);
      files.set(edit.file, before.replace(edit.replace, edit.by));
    }
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

const rehearsed = async (edits: readonly Edit[]) => rehearseDeploy(twin, await readDeployment(apply(edits)), NOW);

describe('pull requests', () => {
  it('are forty, half of them harmless', () => {
    expect([cases.length, cases.filter(({ breaks }) => breaks === undefined).length]).toEqual([40, 20]);
  });

  it('leave the logins alone where nothing changes', async () => {
    const { before, after, refused } = await rehearsed([]);
    expect(before.filter(works).map(({ username, app }) => `${username} ${app}`)).toEqual([
      'ci@acme.example.com Acme_CI',
      'ci@acme.example.com Acme_Sync',
      'sync@acme.example.com Acme_Sync',
      'desk@acme.example.com Acme_Desk',
    ]);
    expect(after.map(({ played }) => played)).toEqual(before.map(({ played }) => played));
    expect(refused).toEqual([]);
  });

  it.each(cases)('$title', async ({ edits, breaks }) => {
    const { broken } = await rehearsed(edits);
    const found = broken.map((one) => {
      const { file, line } = one.place;
      const text = apply(edits)
        .find(({ path }) => path === file)!
        .text.split('\n')[line - 1]!;
      return { cause: causeOfBroken(one), user: one.login.username, file, text: text.trim() };
    });
    if (breaks === undefined) {
      expect(found).toEqual([]);
      return;
    }
    expect([...new Set(found.map(({ user }) => user))].sort()).toEqual([...breaks.users].sort());
    for (const one of found) {
      expect(one).toMatchObject({ cause: breaks.cause, file: breaks.file });
      expect(one.text).toContain(breaks.line);
    }
  });
});
