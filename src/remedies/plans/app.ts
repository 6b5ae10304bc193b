import { hasRefreshScope, METADATA_SCOPES } from '../../salesforce/scopes.js';
import { textOf, type XmlNode } from '../../sources/files/metadata/xml.js';
import { READ_AT_ONCE } from '../../sources/org/client.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { at, listOf } from '../metadata.js';
import { editableApp } from './certified.js';

const REFRESH = 'RefreshToken';
const API = 'Api';

function scopeNames(node: XmlNode | undefined, path: readonly string[]): string[] {
  return listOf(at(node, path)).flatMap((one) =>
    typeof one === 'string' ? one.split(',').map((name) => name.trim()) : [],
  );
}

/** Stores the certificate of the private key in the app; a stored certificate is the switch of the flow, too. */
export async function storeCertificate(draft: Draft): Promise<Refusal | undefined> {
  const app = await draft.app();
  if (isRefusal(app)) return app;
  const certificate = await draft.bench.certificate();
  if (certificate === undefined) return { code: 'no-key' };
  const isConnected = app.kind === 'connected-app';
  const part = isConnected
    ? await draft.connectedApp(app)
    : await draft.clientAppPart(app, 'ExtlClntAppGlobalOauthSettings');
  if (isRefusal(part)) return part;
  const path = isConnected ? ['oauthConfig', 'certificate'] : ['certificate'];
  const isShown = at(part.node, path) !== undefined;
  if (isShown) draft.effect('old-key-stops', { app: app.label ?? app.name });
  // An External Client App that shows no certificate may have one all the same (reports conflict).
  else if (!isConnected) draft.effect('old-key-may-stop', { app: app.label ?? app.name });
  draft.edit(part, 'store-certificate', { app: app.label ?? app.name }, [[path, certificate]]);
  return undefined;
}

/** Adds a scope to the app, unless one that does the same is there. */
export async function addScope(draft: Draft, scope: typeof REFRESH | typeof API): Promise<Refusal | undefined> {
  const app = await draft.app();
  if (isRefusal(app)) return app;
  const isConnected = app.kind === 'connected-app';
  const part = isConnected ? await editableApp(draft, app) : await draft.clientAppPart(app, 'ExtlClntAppOauthSettings');
  if (isRefusal(part)) return part;
  const path = isConnected ? ['oauthConfig', 'scopes'] : ['commaSeparatedOauthScopes'];
  const names = scopeNames(part.node, path).filter((name) => name !== '');
  const known = names.map((name) => METADATA_SCOPES[name] ?? name);
  const isThere = scope === REFRESH ? hasRefreshScope(known) : known.includes('api') || known.includes('full');
  if (isThere) return undefined;
  const all = [...names, scope];
  draft.edit(part, 'add-scope', { app: app.label ?? app.name, scope: METADATA_SCOPES[scope]! }, [
    [path, isConnected ? all : all.join(', ')],
  ]);
  draft.effect('more-rights', { app: app.label ?? app.name, scope: METADATA_SCOPES[scope]! });
  return undefined;
}

/** Adds the refresh scope. Where users approve for themselves, the approval has to be given again. */
export async function addRefreshScope(draft: Draft): Promise<Refusal | undefined> {
  const refusal = await addScope(draft, REFRESH);
  if (refusal === undefined && draft.bench.facts.value('app.permittedUsers') === 'self-authorize')
    draft.effect('approval-needed', {});
  return refusal;
}

/** Adds the scope of the API. */
export function addApiScope(draft: Draft): Promise<Refusal | undefined> {
  return addScope(draft, API);
}

/** Lets the app issue opaque tokens. */
export async function issueOpaqueTokens(draft: Draft): Promise<Refusal | undefined> {
  const app = await draft.app();
  if (isRefusal(app)) return app;
  const isConnected = app.kind === 'connected-app';
  const part = isConnected
    ? await editableApp(draft, app)
    : await draft.clientAppPart(app, 'ExtlClntAppOauthConfigurablePolicies');
  if (isRefusal(part)) return part;
  const path = isConnected ? ['oauthConfig', 'isNamedUserJwtEnabled'] : ['isNamedUserJwtEnabled'];
  draft.edit(part, 'issue-opaque-tokens', { app: app.label ?? app.name }, [[path, 'false']]);
  draft.effect('token-format', { app: app.label ?? app.name });
  return undefined;
}

/** Switches an External Client App on, and takes an app from the list of blocked ones. */
export async function unblock(draft: Draft): Promise<Refusal | undefined> {
  const app = await draft.app();
  if (isRefusal(app)) return app;
  const { facts, reading } = draft.bench;
  const about = { app: app.label ?? app.name };
  if (app.kind === 'external-client-app' && facts.value('app.enabled') === false) {
    const part = await draft.clientAppPart(app, 'ExtlClntAppConfigurablePolicies');
    if (isRefusal(part)) return part;
    draft.edit(part, 'switch-app-on', about, [
      [['isEnabled'], 'true'],
      [['isOauthPluginEnabled'], 'true'],
    ]);
  }
  if (facts.value('app.blocked') === true) {
    const list = await reading.listed('BlacklistedConsumer');
    if (!list.ok) return { code: 'not-readable', detail: list.detail };
    const names = list.value.map(({ fullName }) => fullName);
    for (let from = 0; from < names.length; from += READ_AT_ONCE) {
      const read = await draft.bench.writer.read('BlacklistedConsumer', names.slice(from, from + READ_AT_ONCE));
      if (!read.ok) return { code: 'not-readable', detail: read.detail };
      for (const [fullName, contents] of read.value) {
        if (textOf(contents, 'consumerKey') !== reading.asked.consumerKey) continue;
        const type = 'BlacklistedConsumer';
        draft.effect('unblock-untried');
        draft.changes.push({ kind: 'delete-metadata', purpose: 'unblock-app', about, type, fullName, contents });
      }
    }
  }
  draft.effect('app-for-everybody', about);
  return undefined;
}
