import { METADATA_TYPES } from '../../src/sources/files/metadata/shape.js';
import { QUERY_OBJECTS } from '../../src/sources/files/query-records.js';
import { SHAPES } from '../../src/sources/files/read.js';
import { WRAPPINGS } from '../../src/sources/files/unwrap/index.js';
import { KINDS } from '../../src/sources/files/written/kinds.js';
import { pageWith, table } from './page.js';

function capital(text: string): string {
  return text.replace(/^`?[a-z]/, (first) => first.toUpperCase());
}

const list = (titles: readonly string[]) => titles.map((title) => `- ${capital(title)}`).join('\n');

/** Everything that the readers of files recognise, from their own descriptions. */
export const readsPage = pageWith('docs/what-it-reads.md', () => ({
  shapes: list(SHAPES.map(({ title }) => title)),
  metadata: table(
    ['Metadata type', 'Tells'],
    Object.entries(METADATA_TYPES).map(([type, { tells }]) => [`\`${type}\``, tells]),
  ),
  queries: table(
    ['Object', 'Tells'],
    Object.entries(QUERY_OBJECTS).map(([type, { tells }]) => [`\`${type}\``, tells]),
  ),
  written: list(KINDS.map(({ title }) => title)),
  wrappings: list(WRAPPINGS.map(({ title }) => title)),
}));
