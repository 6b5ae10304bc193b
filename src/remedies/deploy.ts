import { strToU8, zipSync } from 'fflate';
import { escapeXml, textOf, type XmlNode } from '../sources/files/metadata/xml.js';
import { READ_AT_ONCE } from '../sources/org/client.js';
import type { Component } from './change.js';
import { withElement } from './metadata.js';
import { metadataPath, metadataXml } from './metadata-files.js';
import type { Deployed, OrgWriter, Wrote } from './org-writer.js';

/** The zip of components, in the format of the Metadata API. */
function deploymentOf(components: readonly Component[], version: number): Uint8Array {
  const types = [...new Set(components.map(({ type }) => type))].sort();
  const manifest = types.map((type) => {
    const members = components.filter((one) => one.type === type).map(({ fullName }) => fullName);
    return `    <types>\n${members.map((name) => `        <members>${escapeXml(name)}</members>\n`).join('')}        <name>${type}</name>\n    </types>\n`;
  });
  return zipSync({
    'package.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n${manifest.join('')}    <version>${version}.0</version>\n</Package>\n`,
    ),
    ...Object.fromEntries(
      components.map(({ type, fullName, node }) => [
        metadataPath(type, fullName).replace(/-meta\.xml$/, ''),
        strToU8(metadataXml(type, node)),
      ]),
    ),
  });
}

const isPolicy = ({ type }: Component): boolean => type.endsWith('Policies');

/**
 * Creates an External Client App with its parts. The first deployment may name the policies freely (reported); where the
 * org has made some of its own already (reported, too), the app is deployed without, and its own are written.
 */
export async function deployComponents(writer: OrgWriter, components: readonly Component[]): Promise<Wrote> {
  const global = components.find(({ type }) => type === 'ExtlClntAppGlobalOauthSettings');
  if (global !== undefined && textOf(global.node, 'certificate') === undefined)
    return { ok: false, code: 'REFUSED_HERE', message: 'an app is not deployed without its certificate' };
  const version = await writer.apiVersion();
  const deploy = (some: readonly Component[]): Promise<Deployed> => writer.deploy(deploymentOf(some, version));
  const first = await deploy(components);
  if (first.ok || !/duplicate value found: ExternalClientApplicationId/i.test(first.message)) return first;
  const second = await deploy(components.filter((one) => !isPolicy(one)));
  if (!second.ok) return second;
  for (const policy of components.filter(isPolicy)) {
    const wrote = await writeOwn(writer, policy);
    if (!wrote.ok) return wrote;
  }
  return { ok: true };
}

/** Writes a policy under the name that the org gave it. */
async function writeOwn(writer: OrgWriter, { type, node }: Component): Promise<Wrote> {
  const app = textOf(node, 'externalClientApplication') ?? '';
  const list = await writer.list([type]);
  if (!list.ok) return { ok: false, code: 'NOT-READ', message: list.detail };
  const names = list.value.map(({ fullName }) => fullName).filter((name) => name.startsWith(app));
  for (let from = 0; from < names.length; from += READ_AT_ONCE) {
    const read = await writer.read(type, names.slice(from, from + READ_AT_ONCE));
    if (!read.ok) return { ok: false, code: 'NOT-READ', message: read.detail };
    for (const [fullName, own] of read.value) {
      if (textOf(own, 'externalClientApplication') !== app) continue;
      const merged = Object.entries(node as Record<string, XmlNode>).reduce(
        (whole, [name, value]) => withElement(whole, [name], value),
        own,
      );
      return writer.updateMetadata({ type, fullName, node: merged });
    }
  }
  return {
    ok: false,
    code: 'NOT-READ',
    message: `the ${type} of ${app} is not among the components that the session sees`,
  };
}
