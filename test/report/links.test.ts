import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CAUSE_IDS, remedyOf } from '../../src/causes/index.js';
import { stepsOf } from '../../src/causes/steps.js';
import { SEQUENCE } from '../../src/checks/index.js';
import { examine } from '../../src/doctor.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { loadFormat } from '../../src/report/formats/index.js';
import { COLOURLESS } from '../../src/report/palette.js';
import { toReport } from '../../src/report/document.js';
import { pageUrl, REPOSITORY } from '../../src/report/repository.js';
import { subjectOf } from '../../src/report/words/subject.js';
import { root } from '../support/cli.js';
import { goldenReports } from '../support/reports.js';

/** Pages of Salesforce that reports name. Nobody could open them here; they come from the sources of the facts. */
const OF_SALESFORCE = ['https://status.salesforce.com', 'https://help.salesforce.com'];

const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };

function addressesIn(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s"'<>()\\`]+/g)].map(([address]) => address.replace(/[.,;:]+$/, ''));
}

it('the page of every cause and of every check is in the package', () => {
  const pages = [
    ...CAUSE_IDS.map((id) => `docs/causes/${id}.md`),
    ...SEQUENCE.map(({ id }) => `docs/checks/${id}.md`),
    'docs/errors.md',
    'docs/facts.md',
  ];
  expect(pages.filter((page) => !existsSync(join(root, page)))).toEqual([]);
  expect(files).toContain('docs');
});

it('the project has one address, that of package.json', () => {
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    repository: { url: string };
  };
  expect(repository.url).toBe(`git+${REPOSITORY}.git`);
});

it.each(['html', 'markdown', 'junit', 'github'] as const)(
  'every page of the project that %s links to exists',
  async (name) => {
    const format = await loadFormat(name);
    const start = pageUrl('');
    for (const [, report] of goldenReports()) {
      const text = await format(report, { palette: COLOURLESS, width: 80, verbose: true });
      const own = addressesIn(text).filter((address) => address.startsWith(start));
      expect(own.filter((address) => !existsSync(join(root, address.slice(start.length).replace(/#.*/, ''))))).toEqual(
        [],
      );
    }
  },
);

it('a remedy names no address but the hosts of the login and pages of Salesforce', () => {
  const subject = subjectOf(new ScrubbedStore());
  const steps = CAUSE_IDS.flatMap((id) => stepsOf(remedyOf(id, subject)));
  const strange = steps
    .flatMap(({ text, link = '', command = '' }) => addressesIn(`${text} ${link} ${command}`))
    .filter(
      (address) => !/^https:\/\/(HOST|MY_DOMAIN\.my\.salesforce\.com|(login|test)\.salesforce\.com)/.test(address),
    )
    .filter((address) => !/^http:\/\/localhost:/.test(address) && !OF_SALESFORCE.includes(address));
  expect(strange).toEqual([]);
});

/** Hosts that evidence may claim, and that no reader must be led to. */
const CLAIMED = [
  'https://evil.test/x.my.salesforce.com',
  'https://evil.test#.my.salesforce.com',
  'https://acme.my.salesforce.com@evil.test/',
  'https://acme.my.salesforce.com.evil.test',
  'https://$(id>evil.test).my.salesforce.com',
  'https://$(id).evil.test.my.salesforce.com',
  'http://evil.test.my.salesforce.com',
  'javascript:alert(1)//evil.test',
];
const ANSWERS = [
  ['invalid_grant', "user hasn't approved this consumer"],
  ['inactive_org', 'organization is inactive'],
  ['invalid_app_access', 'user is not admin approved to access this app'],
  ['invalid_client_id', 'client identifier invalid'],
] as const;

/** The report on an answer, with Setup links as far as the My Domain is believed. */
function reportAbout(myDomain: string, [error, description]: readonly [string, string]) {
  const url = 'https://login.salesforce.com/services/oauth2/token';
  const facts: SourceFact[] = [
    { name: 'org.myDomain', value: myDomain, source: 'a paste' },
    { name: 'assertion.subject', value: `ci@acme.example.com ${myDomain}`, source: 'a paste' },
    { name: 'app.name', value: myDomain, source: 'a paste' },
    { name: 'request.url', value: url, source: 'a paste' },
    { name: 'token.answers', value: [{ url, status: 400, error, description }], source: 'a paste' },
  ];
  return toReport(examine(facts), { version: '1' });
}

const marked = (text: string) => `«${text}»`;

/** What a reader of a format can click, or copies as an address: a link, or a line that is one. */
const LINKS_OF = {
  html: (text: string) => [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address!),
  // GitHub makes links of bare addresses, too; code is none, unless it is an address to open.
  markdown: (text: string) =>
    [
      ...text
        .replace(/^ *(`{3,})\n([^]*?)\n *\1$/gm, (_, _fence, block: string) =>
          /^\s*\w+:\S+$/.test(block) ? block : '',
        )
        .replace(/(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
        .matchAll(/(?:https?:\/\/|(?<=[<(])\w+:|\bwww\.)[^\s>]*|\]\([^)]*\)/gi),
    ].map(([address]) => address),
  text: (text: string) => [...text.matchAll(/«(\w+:\S+)»/g)].map(([, address]) => address!),
  github: (text: string) =>
    [...text.replaceAll('%0A', '\n').matchAll(/^ *((?:https?:|javascript:)\S+)$/gm)].map(([, address]) => address!),
} as const;

describe.each(Object.entries(LINKS_OF))('the format %s', (name, linksOf) => {
  async function linksFor(myDomain: string): Promise<string[]> {
    const format = await loadFormat(name as keyof typeof LINKS_OF);
    const palette = { ...COLOURLESS, copy: marked, link: (_: string, url: string) => marked(url) };
    const layout = { palette, width: 100, verbose: true };
    const texts = await Promise.all(ANSWERS.map(async (answer) => format(reportAbout(myDomain, answer), layout)));
    return texts.flatMap(linksOf);
  }

  it('links to Setup of a My Domain', async () => {
    expect((await linksFor('https://acme.my.salesforce.com')).join(' ')).toContain(
      'https://acme.my.salesforce-setup.com/lightning/setup/',
    );
  });

  it.each(CLAIMED)('leads nobody to %s', async (claimed) => {
    expect((await linksFor(claimed)).filter((address) => /evil|javascript:|\$\(/i.test(address))).toEqual([]);
  });
});
