import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'shell-quote';
import { CAUSE_IDS, remedyOf } from '../../src/causes/index.js';
import { stepsOf } from '../../src/causes/steps.js';
import { FACTS, type FactName } from '../../src/facts/names.js';
import { shellWord } from '../../src/salesforce/shell-word.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { loadFormat } from '../../src/report/formats/index.js';
import { COLOURLESS } from '../../src/report/palette.js';
import type { Report } from '../../src/report/schema.js';
import { questionWords } from '../../src/report/words/questions.js';
import { subjectOf, type Invocation } from '../../src/report/words/subject.js';
import { root } from '../support/cli.js';
import { goldenReport, goldenReports } from '../support/reports.js';

/** Names that a shell would take apart, expand or run. */
const HOSTILE = 'ci\'; touch /tmp/owned; $(id) `id` "x" & | < > * ~@acme.example.com';

const facts = (user: string): SourceFact[] => [
  { name: 'assertion.subject', value: user, source: 'test' },
  { name: 'assertion.issuer', value: '3MVG9ci.example.consumer.key.of.the.app', source: 'test' },
  { name: 'request.url', value: 'https://acme.my.salesforce.com/services/oauth2/token', source: 'test' },
];

const situations: readonly (readonly [string, readonly SourceFact[], Invocation])[] = [
  ['nothing known', [], {}],
  ['a login', facts('ci@acme.example.com'), { jwtKeyFile: 'keys/ci.key', targetOrg: 'admin' }],
  ['a key in a variable', facts('ci@acme.example.com'), { jwtKeyEnv: 'SFKEY' }],
  ['hostile names', facts(HOSTILE), { jwtKeyFile: HOSTILE, targetOrg: HOSTILE }],
];

/** All lines to copy that remedies and questions hold. */
function commandsFor(known: readonly SourceFact[], invocation: Invocation): string[] {
  const subject = subjectOf(new ScrubbedStore(known), invocation);
  const remedies = CAUSE_IDS.flatMap((id) => stepsOf(remedyOf(id, subject)));
  const questions = (Object.keys(FACTS) as FactName[]).map((name) => questionWords(name, subject));
  return [...remedies, ...questions].flatMap(({ command }) => (command === undefined ? [] : [command]));
}

function commandsOf({ diagnosis: { cause, questions, orgCommand } }: Report): string[] {
  const lines = [...(cause?.remedy.steps ?? []), ...questions].map(({ command }) => command);
  return [...lines, orgCommand].filter((line) => line !== undefined);
}

function complaintsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => spawnSync('bash', ['-n'], { input: `${line}\n`, encoding: 'utf8' }).stderr || []);
}

/** Redirections that no step means: into anything but /dev/null, or out of a placeholder such as `<admin>`. */
function redirections(line: string): string[] {
  const words = parse(line.replace(/ {3}# .*/, ''));
  const isMeant = (op: string, target: unknown) =>
    target === '/dev/null' || (op === '<' && typeof target === 'string' && target.includes('.'));
  return words.flatMap((word, index) =>
    typeof word === 'object' && 'op' in word && /[<>]/.test(word.op) && !isMeant(word.op, words[index + 1])
      ? [line]
      : [],
  );
}

describe.each(situations)('with %s', (_, known, invocation) => {
  const lines = [...new Set(commandsFor(known, invocation))];

  it('every line to copy is one line that a shell can read', () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
    expect(complaintsOf(lines)).toEqual([]);
  });

  it('no placeholder is a redirection', () => {
    expect(lines.flatMap(redirections)).toEqual([]);
  });
});

it('the lines of golden reports are read by a shell', () => {
  const lines = [...new Set(goldenReports().flatMap(([, report]) => commandsOf(report)))];
  expect(lines.length).toBeGreaterThan(10);
  expect(complaintsOf(lines)).toEqual([]);
  expect(lines.flatMap(redirections)).toEqual([]);
});

it('hostile names reach the program as they are, and run nothing', () => {
  const [, known, invocation] = situations.at(-1)!;
  const fix = commandsFor(known, invocation).find((line) => line.startsWith('sf-jwt-doctor fix '))!;
  const { stdout } = spawnSync('bash', ['-c', `sf-jwt-doctor() { printf '%s\\n' "$@"; }\n${fix}`], {
    encoding: 'utf8',
  });
  expect(stdout.split('\n')).toEqual(expect.arrayContaining([HOSTILE]));
});

it.each([
  ['plain', 'plain'],
  ['', "''"],
  ["it's", `"it's"`],
  ['~/key', '"~/key"'],
  ['$HOME', "'$HOME'"],
  ['a\nb', '"a b"'],
])('%j is quoted as %s', (text, quoted) => {
  expect(shellWord(text)).toBe(quoted);
});

/** A text without the marks of HTML and of workflow commands. */
function unmarked(text: string): string {
  return text
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}

describe.each(['text', 'markdown', 'github', 'html'] as const)('a subject in lines to copy of %s', (name) => {
  it.each([
    'ci@acme.com;touch /tmp/owned',
    'ci$(id)@acme.com',
    'ci`id`@acme.com',
    "ci'&&id&&'@acme.com",
    'ci"|id|"@acme.com',
    "o'neil@acme.com",
  ])('is quoted: %s', async (user) => {
    const report = goldenReport('two-clients.txt');
    const subject = subjectOf(new ScrubbedStore(facts(user)));
    const steps = CAUSE_IDS.flatMap((id) => stepsOf(remedyOf(id, subject)));
    const cause = { ...report.diagnosis.cause!, remedy: { summary: user, steps } };
    const spoiled = { ...report, diagnosis: { ...report.diagnosis, cause } };
    const format = await loadFormat(name);
    const text = await format(spoiled, { palette: COLOURLESS, width: 100, verbose: true });
    const lines = (name === 'html' || name === 'github' ? unmarked(text) : text)
      .split('\n')
      .filter((line) => /\s(?:-o(?! \/dev\/null)|--username) /.test(line));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !line.includes(` ${shellWord(user)} `))).toEqual([]);
  });
});

describe('the sources of reports', () => {
  const sources = ['src/report', 'src/causes', 'src/commands', 'src/fleet'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file): [string, string] => [`${folder}/${file}`, readFileSync(`${root}${folder}/${file}`, 'utf8')]),
  );
  // What a subject holds is quoted already, or cannot need quotes; a fact and the key of a pipeline are words of our own.
  const QUOTED =
    /^(?:subject\.)?(?:keyArgument|userArgument|targetOrg|myDomainArgument|loginUrl|hostUrl|clientId|keyFlags|doctor|diagnose|fact|first\.fact|key)$/;

  /** The values that are put into a line to copy: after a flag, or anywhere in a line that starts a program. */
  function valuesIn(text: string): string[] {
    const lines = [...text.matchAll(/`(?:sf|openssl|curl|ls|base64|\$\{(?:doctor|diagnose)\}) [^`]*`/g)].map(String);
    const inLines = lines.flatMap((line) => [...line.matchAll(/\$\{([^{}]*)\}/g)].map(([, value]) => value!));
    return [
      ...inLines,
      ...[...text.matchAll(/(?<=[^:]\s)--?[a-z][\w-]*[ =]\$\{([^{}]*)\}/g)].map(([, value]) => value!),
    ];
  }

  it('put no value into a line to copy but through the function that quotes', () => {
    const unquoted = sources.flatMap(([file, text]) =>
      valuesIn(text)
        .filter((value) => !value.startsWith('shellWord('))
        .filter((value) => !new RegExp(`\\b${value.replace(/\W/g, '\\$&')}\\b[^\\n;]*= [^\\n;]*shellWord`).test(text))
        .filter((value) => file.startsWith('src/commands/') || !QUOTED.test(value))
        .map((value) => `${file}: ${value}`),
    );
    expect(sources.flatMap(([, text]) => valuesIn(text)).length).toBeGreaterThan(20);
    expect(unquoted).toEqual([]);
  });

  it('make no address of Setup themselves', () => {
    const own = sources.filter(([, text]) => /salesforce-setup|lightning\/setup|https?:\/\/\$\{/.test(text));
    expect(own.map(([file]) => file)).toEqual([]);
    const users = sources.filter(([, text]) => /\bsetupLink\b/.test(text)).map(([file]) => file);
    expect(users).toEqual(['src/report/words/subject.ts']);
  });
});
