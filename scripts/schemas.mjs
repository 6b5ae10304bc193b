// Writes the published JSON Schemas (schema/) from the schemas in the code. Run it after a change of either.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}node_modules/.cache/sf-jwt-doctor/schemas.mjs`;
await build({
  stdin: {
    contents: `export { publishedReportSchema } from './src/report/schema.js';
export { evidenceSchema } from './src/facts/evidence-schema.js';
export { configSchema } from './src/commands/config/schema.js';
export { inventorySchema } from './src/commands/fleet/inventory/schema.js';
export { toJSONSchema } from 'zod';`,
    resolveDir: root,
    loader: 'ts',
  },
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
const { publishedReportSchema, evidenceSchema, configSchema, inventorySchema, toJSONSchema } = await import(outfile);
await mkdir(`${root}schema`, { recursive: true });
const titles = {
  report: 'Report of sf-jwt-doctor, version 1',
  evidence: 'Evidence file of sf-jwt-doctor, version 1',
  config: 'Configuration file of sf-jwt-doctor (.sf-jwt-doctor.yaml)',
  inventory: 'Inventory of sf-jwt-doctor fleet',
};
const schemas = {
  report: publishedReportSchema,
  evidence: evidenceSchema,
  config: configSchema,
  inventory: inventorySchema,
};
for (const [name, schema] of Object.entries(schemas)) {
  const document = { title: titles[name], ...toJSONSchema(schema) };
  await writeFile(`${root}schema/${name}.schema.json`, `${JSON.stringify(document, null, 2)}\n`);
}
