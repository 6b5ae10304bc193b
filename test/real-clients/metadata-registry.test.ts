import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { METADATA_TYPES } from '../../src/simulator/metadata/types.js';
import { modules } from './support/sf.js';

interface Registry {
  readonly types: Readonly<Record<string, { readonly directoryName: string; readonly suffix?: string }>>;
}

const registry = JSON.parse(
  readFileSync(join(modules, '@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json'), 'utf8'),
) as Registry;

it.each(METADATA_TYPES.map(({ name, folder, suffix }) => [name, folder, suffix]))(
  '%s has the folder and the suffix that the Salesforce CLI knows',
  (name, folder, suffix) => {
    const known = registry.types[folder === 'settings' ? 'settings' : name.toLowerCase()];
    expect(known).toMatchObject({ directoryName: folder, suffix });
  },
);
