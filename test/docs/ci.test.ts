import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, extname, join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Report } from '../../src/report/schema.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const ROOT = resolve('.');
const EXAMPLES = join(ROOT, 'examples', 'ci');
const scratch = scratchFolder();
afterEach(closeAll);
afterAll(closeAll);

interface Step {
  id?: string;
  name?: string;
  run?: string;
  bash?: string;
  shell?: string;
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, string | number>;
}
interface Action {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { env?: Record<string, string>; steps: Step[] }>;
}

const text = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const actionWorkflow = parse(text('github-action.yml')) as Workflow;
const stepWorkflow = parse(text('github-step.yml')) as Workflow;
const gitlab = parse(text('gitlab-ci.yml')) as Record<
  string,
  { variables: Record<string, string>; script: string[]; artifacts: { when: string; reports: { junit: string } } }
>;
const azure = parse(text('azure-pipelines.yml')) as { steps: (Step & { task?: string; inputs?: Step['with'] })[] };

/** Programs that stand for those of a runner: each writes its arguments down, and npx runs the built command line. */
const STUBS = {
  npx: `printf '%s\\n' "$@" >> "$ARGUMENTS"; shift 2; exec node "${ROOT}/dist/cli.js" "$@"`,
  sf: `printf '%s\\n' "$@" >> "$ARGUMENTS"; exit "\${SF_EXIT:-0}"`,
  record: `printf '%s\\n' "$@"; exit 0`,
};
const bin = join(scratch, 'bin');
mkdirSync(bin);
for (const [name, script] of Object.entries(STUBS)) {
  writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

interface Job {
  readonly folder: string;
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Everything that a runner keeps or shows, and every argument of a program. */
  readonly seen: string;
  /** What the runner was told to hide; it keeps and shows no line that says so. */
  readonly masks: readonly string[];
  readonly outputs: Record<string, string>;
  readonly summary: string;
  file(name: string): string;
}

const BASH = ['bash', '--noprofile', '--norc', '-eo', 'pipefail'];

/** Runs a script as a step of a job, in an empty folder and with a minimal environment. */
async function runJob(script: string, env: Record<string, string>, shell = BASH): Promise<Job> {
  const folder = mkdtempSync(join(scratch, 'job-'));
  const temporary = join(folder, 'runner-temp');
  mkdirSync(temporary);
  const kept = { ARGUMENTS: 'arguments', GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary' };
  const files = Object.entries(kept).map(([name, file]) => [name, join(folder, file)] as const);
  for (const [, file] of files) writeFileSync(file, '');
  const [program = '', ...flags] = shell;
  const child = spawn(program, [...flags, '-c', script], {
    cwd: folder,
    env: {
      PATH: [bin, dirname(process.execPath), process.env['PATH']].join(delimiter),
      CI: 'true',
      HOME: folder,
      TMPDIR: temporary,
      RUNNER_TEMP: temporary,
      GITHUB_ACTION_PATH: ROOT,
      ...Object.fromEntries(files),
      ...env,
    },
  });
  const shown = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (shown.out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (shown.err += chunk));
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const masks = Array.from(shown.out.matchAll(/^::add-mask::(.*)$/gm), (match) => match[1]!);
  shown.out = shown.out.replace(/^::add-mask::.*\n/gm, '');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'server.key')
    .map((entry) => join(entry.parentPath, entry.name));
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  const outputs = file('output')
    .split('\n')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return {
    folder,
    code,
    ...shown,
    masks,
    file,
    seen: [shown.out, shown.err, ...names.map((name) => readFileSync(name, 'utf8'))].join('\n'),
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    summary: file('summary'),
  };
}

/** What a runner fills in between the braces; a name that nobody gave is a mistake of the example. */
function fill(template: string | number, values: Record<string, string>): string {
  return String(template).replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing gives ${name}`);
    return value;
  });
}

function filled(map: Step['with'] = {}, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fill(value, values)]));
}

const [doctor] = action.runs.steps as [Step];

/** Runs the action with these inputs, and the defaults of the others, as a runner does. */
function runAction(inputs: Record<string, string>, env: Record<string, string> = {}): Promise<Job> {
  const unknown = Object.keys(inputs).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);
  const values = Object.entries(action.inputs).map(([name, { default: value = '' }]) => [
    `inputs.${name}`,
    inputs[name] ?? value,
  ]);
  return runJob(doctor.run!, {
    ...env,
    ...filled(doctor.env, Object.fromEntries(values) as Record<string, string>),
  });
}

/** The login of an embedded org as the inputs of the action, and the environment that leads to the org. */
function loginInputs(org: EmbeddedOrg): { inputs: Record<string, string>; env: Record<string, string> } {
  const { username, clientId, instanceUrl, key } = org.world.login;
  return {
    inputs: { username, 'client-id': clientId, 'instance-url': instanceUrl, 'jwt-key': key },
    env: loginOf(org, scratch).env,
  };
}

/** The variables of the examples for an embedded org; the login URL is that of all of them. */
function loginVariables(org: EmbeddedOrg): Record<string, string> {
  const { username, clientId, instanceUrl, key } = org.world.login;
  expect(instanceUrl).toBe('https://acme.my.salesforce.com');
  return {
    ...loginOf(org, scratch).env,
    SF_USERNAME: username,
    SF_CLIENT_ID: clientId,
    SF_LOGIN_URL: instanceUrl,
    SF_JWT_KEY: key,
  };
}

/** Every 24 characters of the key's body that a runner keeps or shows. */
function leaks(job: Job, key: string): string[] {
  const body = key.replace(/-----[^-]+-----|\s/g, '');
  const slices = Array.from({ length: Math.floor(body.length / 24) }, (_, at) => body.slice(at * 24, at * 24 + 24));
  expect(slices.length).toBeGreaterThan(20);
  return slices.filter((slice) => job.seen.includes(slice));
}

/** What the examples are held against: an org, the exit code, and the cause that is named. */
const ORGS = [
  ['healthy', 0, ''],
  ['user-not-preauthorized', 1, 'user-not-preauthorized'],
] as const;

function reportIn(job: Job, file = 'sf-jwt-doctor.json'): Report {
  return JSON.parse(job.file(file)) as Report;
}

/** A JUnit report: one suite, with a failure exactly where a cause was named. */
function expectJunit(job: Job, cause: string): void {
  const xml = job.file('sf-jwt-doctor.xml');
  expect(xml).toMatch(/^<\?xml[\s\S]*<testsuite/);
  expect(xml.includes('<failure')).toBe(cause !== '');
  expect(xml).toContain(cause);
}

describe('action.yml', () => {
  it('is a composite action of one step, whose script takes nothing but variables', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps).toHaveLength(1);
    expect(doctor.shell).toBe('bash');
    expect(doctor.run).toMatch(/^set -euo pipefail$/m);
    expect(doctor.run).not.toContain('${{');
  });

  it('hands every input to the script, once, and promises only outputs that the script writes', async () => {
    const handed = Object.values(doctor.env!).map((value) => /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1]);
    expect(handed.sort()).toEqual(Object.keys(action.inputs).sort());
    for (const name of Object.keys(doctor.env!)) expect(doctor.run).toContain(name);
    const written = Object.keys((await runAction({ command: 'record' })).outputs);
    expect(written.sort()).toEqual(Object.keys(action.outputs).sort());
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.doctor.outputs.${name} }}`);
  });

  it.each(ORGS)('says of the org %s by exit code %d and outputs what is wrong', async (world, code, cause) => {
    const org = await start(world);
    const { inputs, env } = loginInputs(org);
    const job = await runAction(inputs, env);
    expect([job.code, job.err]).toEqual([code, '']);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(job.file('arguments')).toMatch(new RegExp(`^--yes\nsf-jwt-doctor@${version.replaceAll('.', '\\.')}\n`));
    expect(job.outputs).toMatchObject({
      verdict: cause === '' ? 'healthy' : 'cause-found',
      cause,
      'exit-code': String(code),
      sarif: '',
    });
    expect((JSON.parse(readFileSync(job.outputs['report']!, 'utf8')) as Report).diagnosis.cause?.id ?? '').toBe(cause);
    expect(job.out).toMatch(cause === '' ? /^sf-jwt-doctor: healthy$/m : new RegExp(`^::error title=${cause}`));
    expect(job.summary).toMatch(cause === '' ? /^## Healthy/ : new RegExp(`^## ${cause}`));
    expect(leaks(job, inputs['jwt-key']!)).toEqual([]);
  });

  it('reads the org with a session that comes from a secret, and shows neither key nor token', async () => {
    const org = await start('certificate-mismatch');
    const { inputs, env } = loginInputs(org);
    const { SF_ACCESS_TOKEN: token = '' } = sessionOf(org);
    const job = await runAction({ ...inputs, 'access-token': token }, env);
    expect([job.code, job.outputs['cause'], job.outputs['confidence']]).toEqual([
      1,
      'certificate-mismatch',
      'confirmed',
    ]);
    expect(token.length).toBeGreaterThan(40);
    expect(job.seen).not.toContain(token);
    expect(job.masks).toContain(token);
    for (const line of inputs['jwt-key']!.split('\n').filter(({ length }) => length >= 8))
      expect(job.masks).toContain(line);
    expect(leaks(job, inputs['jwt-key']!)).toEqual([]);
  });

  it('counts inconclusive as 3, as 1 with strict, and as 0 with exit-zero', async () => {
    const org = await start('certificate-mismatch');
    const { inputs, env } = loginInputs(org);
    const codes = [];
    const wishes: Record<string, string>[] = [{}, { strict: 'true' }, { 'exit-zero': 'true' }];
    for (const extra of wishes) {
      const { code, outputs } = await runAction({ ...inputs, ...extra }, env);
      codes.push([code, outputs['verdict'], outputs['cause'], outputs['exit-code']]);
    }
    expect(codes).toEqual([
      [3, 'inconclusive', '', '3'],
      [1, 'inconclusive', '', '1'],
      [0, 'inconclusive', '', '0'],
    ]);
  });

  it('names an empty secret as the cause', async () => {
    const { inputs, env } = loginInputs(await start('healthy'));
    const job = await runAction({ ...inputs, 'jwt-key': '' }, env);
    expect([job.code, job.outputs['cause']]).toEqual([2, 'private-key-unreadable']);
    expect(job.err).toContain('the variable JWT_KEY: The key is empty.');
  });

  it('plays a pull request on a twin, without a key: annotation, outputs and SARIF name the line', async () => {
    const requests = join(ROOT, 'fixtures', 'pull-requests');
    const project = join(mkdtempSync(join(scratch, 'project-')), 'force-app');
    cpSync(join(requests, 'base', 'force-app'), project, { recursive: true });
    const app = join(project, 'connectedApps', 'Acme_CI.connectedApp-meta.xml');
    writeFileSync(app, readFileSync(app, 'utf8').replace(/ *<scopes>RefreshToken<\/scopes>\n/, ''));
    const job = await runAction({ deploy: project, from: join(requests, 'org.json'), 'sarif-file': 'rehearsal.sarif' });
    expect(job).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /^::error file=.*Acme_CI\.connectedApp-meta\.xml,line=\d+,title=refresh-scope-missing::/,
      ),
      outputs: { verdict: 'breaks', cause: 'refresh-scope-missing', 'exit-code': '1', sarif: 'rehearsal.sarif' },
    });
    expect(job.file('rehearsal.sarif')).toContain('"startLine"');
  });

  it('writes the reports where it is asked to, over what lay there before', async () => {
    const { inputs, env } = loginInputs(await start('user-not-preauthorized'));
    const files = {
      'sarif-file': 'reports/doctor.sarif',
      'json-file': 'reports/doctor.json',
      output: 'reports/doctor.md\nreports/doctor.txt\n',
    };
    const job = await runAction({ ...inputs, ...files }, env);
    expect([job.code, job.err]).toEqual([1, '']);
    expect(job.outputs).toMatchObject({ report: 'reports/doctor.json', sarif: 'reports/doctor.sarif' });
    expect(reportIn(job, 'reports/doctor.json').verdict).toBe('cause-found');
    expect(job.file('reports/doctor.md')).toMatch(/^## user-not-preauthorized/);
    expect(job.file('reports/doctor.txt')).toMatch(/^user-not-preauthorized\n/);
    expect(JSON.parse(job.file('reports/doctor.sarif'))).toMatchObject({ version: '2.1.0' });
  });

  it('does not say "cause found" where the tool could not run at all', async () => {
    const { inputs, env } = loginInputs(await start('healthy'));
    const job = await runAction({ ...inputs, command: 'false' }, env);
    expect([job.code, job.outputs['exit-code'], job.outputs['verdict']]).toEqual([70, '70', '']);
    expect(job.out).toContain('::error title=sf-jwt-doctor::false did not run');
  });

  it('tells of a run that made no report, and fails as the tool did', async () => {
    const { inputs, env } = loginInputs(await start('healthy'));
    const job = await runAction({ ...inputs, args: '--no-such-flag\n' }, env);
    expect(job.code).toBe(2);
    expect(job.outputs).toEqual({ verdict: '', cause: '', confidence: '', 'exit-code': '2', report: '', sarif: '' });
  });

  it('takes inputs as text, whatever stands in them', async () => {
    const odd = `"; touch pwned; echo $(touch pwned) \`touch pwned\` 'x' *`;
    const job = await runAction({
      username: odd,
      'client-id': '--help',
      'instance-url': odd,
      audience: odd,
      'target-org': odd,
      app: odd,
      probe: 'one',
      timeout: '7',
      'allow-host': 'a.example\n\nb.example',
      args: `--only=clock\n--fact=a=${odd}\n`,
      command: 'record',
    });
    expect([job.code, job.err]).toEqual([0, '']);
    expect(existsSync(join(job.folder, 'pwned'))).toBe(false);
    const [name, ...handed] = job.out.trimEnd().split('\n');
    expect(name).toBe('diagnose');
    expect(handed.filter((argument) => !/^--(format|output)=/.test(argument))).toEqual([
      `--username=${odd}`,
      '--client-id=--help',
      `--instance-url=${odd}`,
      `--audience=${odd}`,
      `--target-org=${odd}`,
      `--app=${odd}`,
      '--probe=one',
      '--timeout=7',
      '--allow-host=a.example',
      '--allow-host=b.example',
      '--only=clock',
      `--fact=a=${odd}`,
    ]);
  });

  it('leaves the key to the settings file of the repository, where there is one', async () => {
    const env = filled(
      doctor.env,
      Object.fromEntries(Object.keys(action.inputs).map((name) => [`inputs.${name}`, ''])),
    );
    const without = await runJob(doctor.run!, { ...env, INPUT_COMMAND: 'record' });
    const within = await runJob(`touch .sf-jwt-doctor.yaml\n${doctor.run!}`, { ...env, INPUT_COMMAND: 'record' });
    expect([without, within].map(({ out }) => out.includes('--jwt-key-env'))).toEqual([true, false]);
  });

  it('leaves a session of the job as it is, and asks for true or false', async () => {
    const org = await start('certificate-mismatch');
    const { inputs, env } = loginInputs(org);
    const job = await runAction(inputs, { ...env, ...sessionOf(org) });
    expect(job.outputs['cause']).toBe('certificate-mismatch');
    const refused = await runAction({ ...inputs, strict: 'yes' }, env);
    expect([refused.code, refused.out]).toEqual([
      2,
      '::error title=sf-jwt-doctor::The input strict is true or false.\n',
    ]);
  });
});

describe('github-action.yml', () => {
  const { deploy } = actionWorkflow.jobs;
  const [login, doctorStep] = ['login', 'doctor'].map((id) => deploy!.steps.find((step) => step.id === id)!);

  it.each(ORGS)('after a login that failed, says of the org %s why (%d)', async (world, code, cause) => {
    const org = await start(world);
    const { SF_USERNAME, SF_CLIENT_ID, SF_JWT_KEY, SF_LOGIN_URL, ...network } = loginVariables(org);
    const given: Record<string, string> = {
      'vars.SF_USERNAME': SF_USERNAME!,
      'secrets.SF_CLIENT_ID': SF_CLIENT_ID!,
      'secrets.SF_JWT_KEY': SF_JWT_KEY!,
    };
    const jobEnv = filled(deploy!.env, given);
    expect(jobEnv['SF_LOGIN_URL']).toBe(SF_LOGIN_URL);
    const attempt = await runJob(login!.run!, { ...jobEnv, ...filled(login!.env, given), SF_EXIT: '1' });
    expect(attempt.code).toBe(1);
    expect(attempt.file('runner-temp/server.key').trim()).toBe(SF_JWT_KEY!.trim());
    expect(leaks(attempt, SF_JWT_KEY!)).toEqual([]);

    for (const [name, value] of Object.entries(jobEnv)) given[`env.${name}`] = value;
    expect(doctorStep!.uses).toMatch(/^sf-jwt-doctor\/sf-jwt-doctor@/);
    const job = await runAction(filled(doctorStep!.with, given), { ...jobEnv, ...network });
    expect([job.code, job.outputs['cause']]).toEqual([code, cause]);
    expect(leaks(job, SF_JWT_KEY!)).toEqual([]);
  });
});

/** The scripts of the examples that try the login, as each system runs them, with the variables they are given. */
const CHECKS: [name: string, run: (env: Record<string, string>) => Promise<Job>, reports: string[]][] = [
  [
    'github-step.yml',
    (env) => {
      const step = stepWorkflow.jobs['check']!.steps.find(({ run }) => run !== undefined)!;
      const given = Object.entries(env).flatMap(([name, value]) => [
        [`vars.${name}`, value],
        [`secrets.${name}`, value],
      ]);
      return runJob(step.run!, {
        ...networkOf(env),
        ...filled(step.env, Object.fromEntries(given) as Record<string, string>),
      });
    },
    ['json', 'summary'],
  ],
  [
    'gitlab-ci.yml',
    (env) => {
      const job = gitlab['salesforce-login']!;
      // A variable of type File holds the path of a file with the value.
      return runJob(job.script.join('\n'), { ...job.variables, ...env, SF_JWT_KEY: keyFile(env) });
    },
    ['json', 'junit'],
  ],
  [
    'Jenkinsfile',
    (env) => {
      const given = [...text('Jenkinsfile').matchAll(/^ +(SF_\w+) = '([^']*)'$/gm)].map(([, name, value]) => [
        name!,
        value!,
      ]);
      expect(given.map(([name]) => name)).toEqual(['SF_USERNAME', 'SF_LOGIN_URL']);
      const [, script = ''] = /sh '''\n([\s\S]*?)'''/.exec(text('Jenkinsfile')) ?? [];
      expect(script).not.toBe('');
      return runJob(
        // Groovy takes a backslash and the line end behind it out of such a text.
        script.replaceAll('\\\n', ''),
        {
          ...networkOf(env),
          ...(Object.fromEntries(given) as Record<string, string>),
          SF_CLIENT_ID: env['SF_CLIENT_ID']!,
          SF_JWT_KEY_FILE: keyFile(env),
        },
        ['sh', '-xe'],
      );
    },
    ['json', 'junit'],
  ],
  [
    'azure-pipelines.yml',
    (env) => {
      const step = azure.steps.find(({ bash }) => bash !== undefined)!;
      const given: Record<string, string> = { ...env, 'jwtKey.secureFilePath': keyFile(env) };
      const own = Object.entries(step.env!).map(([name, value]) => [
        name,
        value.replace(/\$\(([\w.]+)\)/g, (whole, macro: string) => given[macro] ?? whole),
      ]);
      return runJob(step.bash!, { ...networkOf(env), ...(Object.fromEntries(own) as Record<string, string>) });
    },
    ['junit'],
  ],
];

function networkOf(env: Record<string, string>): Record<string, string> {
  return { HTTPS_PROXY: env['HTTPS_PROXY']!, NODE_EXTRA_CA_CERTS: env['NODE_EXTRA_CA_CERTS']! };
}

function keyFile(env: Record<string, string>): string {
  const file = join(mkdtempSync(join(scratch, 'secret-')), 'server.key');
  writeFileSync(file, env['SF_JWT_KEY']!);
  return file;
}

describe.each(CHECKS)('%s', (_, runCheck, reports) => {
  it.each(ORGS)('says of the org %s by exit code %d what is wrong', async (world, code, cause) => {
    const env = loginVariables(await start(world));
    const job = await runCheck(env);
    expect([job.code, job.err.replace(/^\+ .*\n/gm, '')]).toEqual([code, '']);
    if (!reports.includes('summary')) expect(job.out).toMatch(cause === '' ? /^healthy: / : new RegExp(`^${cause}: `));
    else if (cause !== '') expect(job.summary).toMatch(new RegExp(`^## ${cause}`));
    if (reports.includes('json')) expect(reportIn(job).diagnosis.cause?.id ?? '').toBe(cause);
    if (reports.includes('junit')) expectJunit(job, cause);
    expect(leaks(job, env['SF_JWT_KEY']!)).toEqual([]);
  });

  it('counts an inconclusive report as a failure', async () => {
    const job = await runCheck(loginVariables(await start('certificate-mismatch')));
    expect(job.code).toBe(1);
  });
});

describe('login.sh', () => {
  const script = text('login.sh');
  const doctorRan = (job: Job) => job.file('arguments').includes('sf-jwt-doctor@');

  it('does not call the doctor after a login that works', async () => {
    const env = loginVariables(await start('healthy'));
    const job = await runJob(script, env);
    expect([job.code, doctorRan(job)]).toEqual([0, false]);
    expect(job.file('arguments')).toMatch(/^org\nlogin\njwt\n/);
    expect(leaks(job, env['SF_JWT_KEY']!)).toEqual([]);
  });

  it.each([
    ['as it is', (key: string) => key],
    ['in base64', (key: string) => Buffer.from(key).toString('base64')],
  ])('names the cause after a login that failed; the key stands in the variable %s', async (_, store) => {
    const env = loginVariables(await start('user-not-preauthorized'));
    const key = env['SF_JWT_KEY']!;
    const job = await runJob(script, { ...env, SF_JWT_KEY: store(key), SF_EXIT: '1' });
    expect([job.code, job.err]).toEqual([1, '']);
    expect(reportIn(job).diagnosis.cause?.id).toBe('user-not-preauthorized');
    expectJunit(job, 'user-not-preauthorized');
    expect(leaks(job, key)).toEqual([]);
    expect(readdirSync(join(job.folder, 'runner-temp'))).toEqual([]);
  });

  it('names a damaged key as the cause, and stays failed where the doctor finds nothing', async () => {
    const env = loginVariables(await start('healthy'));
    const key = env['SF_JWT_KEY']!;
    const damaged = await runJob(script, { ...env, SF_JWT_KEY: key.replaceAll('\n', '\\n'), SF_EXIT: '1' });
    expect([damaged.code, reportIn(damaged).diagnosis.cause?.id]).toEqual([1, 'private-key-malformed']);
    const fine = await runJob(script, { ...env, SF_EXIT: '1' });
    expect([fine.code, reportIn(fine).verdict]).toEqual([1, 'healthy']);
    expect(fine.err).toContain('The same login works for the doctor');
    for (const job of [damaged, fine]) expect(leaks(job, key)).toEqual([]);
  });
});

describe('examples/ci', () => {
  const names = readdirSync(EXAMPLES).sort();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const LANGUAGES: Record<string, string> = { '.yml': 'yaml', '.sh': 'bash', '': 'groovy' };

  it.each(names)('%s stands in docs/ci.md word for word', (name) => {
    const page = readFileSync(join(ROOT, 'docs', 'ci.md'), 'utf8');
    expect(page).toContain(`\n\`\`\`${LANGUAGES[extname(name)]!}\n${text(name)}\`\`\`\n`);
    expect(page).toContain(`(../examples/ci/${name})`);
  });

  it.each([...names, '../../README.md'])('%s names the version of this package', (name) => {
    const named = [...text(name).matchAll(/sf-jwt-doctor@v?([\w.-]+)/g)].map(([, found]) => found);
    expect(named.length).toBeGreaterThan(0);
    expect(new Set(named)).toEqual(new Set([version]));
  });

  it.each(names)('%s uses flags that exist, and keeps values out of scripts', (name) => {
    const help = ['program', 'flags/login', 'flags/report']
      .map((file) => readFileSync(join(ROOT, `src/commands/${file}.ts`), 'utf8'))
      .join('');
    const [, command = ''] = /npx --yes sf-jwt-doctor@\S+ ((?:.*\\\n|\s+--.*\n)*.*)/.exec(text(name)) ?? [];
    for (const [flag] of command.matchAll(/--[a-z][a-z-]+/g)) expect(help).toContain(flag);
    const scripts = name.endsWith('.yml')
      ? [...text(name).matchAll(/(?:run|bash|script): ?[|>]?-?\n((?: {6,}.*\n)+)/g)].map(([, script]) => script!)
      : [];
    for (const script of scripts) expect(script).not.toMatch(/\$\{\{|\$\(SF_/);
  });

  it('ask for no more than reading on GitHub', () => {
    expect(actionWorkflow.permissions).toEqual({ contents: 'read' });
    expect(stepWorkflow.permissions).toEqual({});
  });

  it('publish what they write', () => {
    const job = gitlab['salesforce-login']!;
    expect([job.artifacts.when, job.artifacts.reports.junit]).toEqual(['always', 'sf-jwt-doctor.xml']);
    expect(azure.steps.at(-1)).toMatchObject({ inputs: { testResultsFiles: 'sf-jwt-doctor.xml' } });
    expect(text('Jenkinsfile')).toMatch(/junit testResults: 'sf-jwt-doctor\.xml'/);
  });
});
