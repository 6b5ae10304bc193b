import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { existingFile, metadataFiles, type MetadataFile } from '../../src/remedies/metadata-files.js';
import { createFiles } from '../../src/remedies/safe-file.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, logIn, start } from '../simulator/support/client.js';
import { scratchFolder } from '../support/login.js';
import { planFor } from './support.js';

afterEach(closeAll);

/** A package of the Metadata API out of files in source format. */
function zipped(files: readonly MetadataFile[]): Uint8Array {
  const types = files.map(({ path, text }) => {
    const type = /<(\w+) xmlns/.exec(text)![1]!;
    const member = path.split('/').at(-1)!.split('.')[0]!;
    return `<types><members>${member}</members><name>${type}</name></types>`;
  });
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>66.0</version></Package>`;
  return zipSync({
    'package.xml': strToU8(manifest),
    ...Object.fromEntries(files.map(({ path, text }) => [path.replace('-meta.xml', ''), strToU8(text)])),
  });
}

async function filesFor(org: EmbeddedOrg) {
  const { plan, writer } = await planFor(org, { asMetadata: true });
  return { ...(await metadataFiles(plan, writer)), writer };
}

it.each(['certificate-mismatch', 'refresh-scope-missing', 'jwt-flow-disabled'])(
  'of %s can be deployed, and the login works after it',
  async (name) => {
    const org = await start(name);
    const { files, byHand, writer } = await filesFor(org);
    expect({ files: files.length, byHand }).toEqual({ files: 1, byHand: [] });
    expect(org.writes).toEqual([]);
    expect(await writer.deploy(zipped(files))).toEqual({ ok: true });
    expect((await logIn(org)).answer).toBe('token');
  },
);

it('of a switched policy leave the assignment, and hold no secret', async () => {
  const org = await start('approval-missing');
  const { files, byHand } = await filesFor(org);
  expect(files.map(({ path }) => path.split('/')[0])).toEqual(['permissionsets', 'extlClntAppOauthPolicies']);
  expect(byHand.map(({ purpose }) => purpose)).toEqual(['assign-set']);
  const text = files.map((file) => file.text).join('');
  expect(text).toContain('<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>');
  expect(text).not.toContain('consumerSecret');
});

it('are never written over others', () => {
  const folder = scratchFolder();
  const files = [{ path: 'connectedApps/Acme.connectedApp-meta.xml', text: 'new' }];
  expect(existingFile(folder, files)).toBeUndefined();
  createFiles(folder, files);
  expect(readFileSync(join(folder, files[0]!.path), 'utf8')).toBe('new');
  mkdirSync(join(folder, 'profiles'));
  writeFileSync(join(folder, 'profiles/A.profile-meta.xml'), 'mine');
  expect(existingFile(folder, [{ path: 'profiles/A.profile-meta.xml', text: 'x' }])).toBe(
    join(folder, 'profiles/A.profile-meta.xml'),
  );
});
