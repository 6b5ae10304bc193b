import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { CAUSE_IDS, remedyOf } from '../../src/causes/index.js';
import { stepsOf } from '../../src/causes/steps.js';
import { SEQUENCE } from '../../src/checks/index.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { loadFormat } from '../../src/report/formats/index.js';
import { COLOURLESS } from '../../src/report/palette.js';
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
