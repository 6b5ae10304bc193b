import type { Fact } from '../../src/facts/fact.js';
import { factsWith } from '../../src/facts/names.js';
import { ANSWERS } from '../../src/facts/rows/answers.js';
import { APP } from '../../src/facts/rows/app.js';
import { APPROVAL } from '../../src/facts/rows/approval.js';
import { ASSERTION } from '../../src/facts/rows/assertion.js';
import { CLIENT } from '../../src/facts/rows/client.js';
import { HISTORY } from '../../src/facts/rows/history.js';
import { KEY } from '../../src/facts/rows/key.js';
import { ORG } from '../../src/facts/rows/org.js';
import { REQUEST } from '../../src/facts/rows/request.js';
import { USER } from '../../src/facts/rows/user.js';
import { shapeOf, type Shape } from '../../src/facts/shapes.js';
import { table, withRegion, type Page } from './page.js';

const GROUPS: readonly (readonly [title: string, rows: Readonly<Record<string, Fact>>])[] = [
  ['The client', CLIENT],
  ['The private key and the certificate', KEY],
  ['The token request', REQUEST],
  ['The assertion', ASSERTION],
  ['What Salesforce answered', ANSWERS],
  ['What happened before', HISTORY],
  ['The app', APP],
  ['The user', USER],
  ['Approvals and logins of the user', APPROVAL],
  ['The org', ORG],
];

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter((part) => part !== '').join(' or ');
}

/** The members of a record, as they are written in an evidence file; empty for a simple value. */
function members(shape: Shape): string {
  if (shape.kind === 'dictionary') return `{ …: ${members(shape.of)} }`;
  if (shape.kind === 'list') return members(shape.of) === '' ? '' : `[${members(shape.of)}]`;
  if (shape.kind !== 'record') return '';
  const names = Object.entries(shape.members).map(([name, member]) => {
    const inner = members(shapeOf(member));
    return `${name}${'optional' in member ? '?' : ''}${inner === '' ? '' : `: ${inner}`}`;
  });
  return `{ ${[...names, ...(shape.others === undefined ? [] : ['…'])].join(', ')} }`;
}

/** How a page writes the shape of a value. */
function shown(shape: Shape): string {
  switch (shape.kind) {
    case 'flag':
      return 'yes/no';
    case 'text':
      return shape.redaction === 'url' ? 'address' : 'text';
    case 'number':
      return shape.isWhole ? 'number (whole)' : 'number';
    case 'time':
      return 'time';
    case 'oneOf':
      return listed(shape.values.map((value) => `\`${value}\``));
    case 'list':
      return members(shape.of) === '' ? 'list' : `list of ${shown(shape.of)}`;
    case 'nullable':
      return `${shown(shape.of)} or null`;
    case 'textOrList':
      return `${shown(shape.text)} or list`;
    case 'dictionary':
    case 'record':
      return `\`${members(shape)}\``;
  }
}

/** Every fact in a table of its group. */
function allFacts(): string {
  return GROUPS.map(([title, rows]) => {
    const lines = Object.entries(rows).map(([name, fact]) => [
      `\`${name}\``,
      shown(fact.shape),
      fact.means,
      fact.toldBy,
    ]);
    return `### ${title}\n\n${table(['Name', 'Value', 'Meaning', 'Usually told by'], lines)}\n`;
  }).join('\n');
}

/** The vocabulary of facts. The explanations around the tables are written by hand. */
export const factsPage: Page = {
  path: 'docs/facts.md',
  parts: (current) => {
    const adding = [...factsWith('accumulates')].map((name) => `- \`${name}\``).join('\n');
    return withRegion(withRegion(current, 'facts', allFacts()), 'facts that add up', adding);
  },
};
