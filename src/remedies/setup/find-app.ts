import { child, textOf } from '../../sources/files/metadata/xml.js';
import type { FoundApp } from '../../sources/org/identify-app.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';

/**
 * The app of an API name in the org, of either kind, with its consumer key; undefined where no app has the name. The list
 * of metadata decides: a name that was only logged, or a label that resembles it, is no app to write to.
 */
export async function findAppByName(draft: Draft, name: string): Promise<FoundApp | Refusal | undefined> {
  const { writer } = draft.bench;
  const list = await writer.list(['ExternalClientApplication', 'ConnectedApp']);
  if (!list.ok) return { code: 'not-readable', detail: list.detail };
  const listed = list.value.find(({ fullName }) => fullName.toLowerCase() === name.toLowerCase());
  if (listed === undefined) return undefined;
  if (listed.installed) return { code: 'app-installed' };
  const isConnected = listed.type === 'ConnectedApp';
  const found: FoundApp = {
    kind: isConnected ? 'connected-app' : 'external-client-app',
    name: listed.fullName,
    origin: 'local',
    foundBy: writer.sourceOf('the list of apps', list.via),
    ...(listed.id !== undefined && /^0(H4|xI)/.test(listed.id) && { id: listed.id }),
  };
  const part = isConnected
    ? await draft.connectedApp(found)
    : await draft.clientAppPart(found, 'ExtlClntAppGlobalOauthSettings');
  if (isRefusal(part)) return part;
  const consumerKey = textOf(isConnected ? child(part.node, 'oauthConfig') : part.node, 'consumerKey');
  if (consumerKey === undefined)
    return { code: 'not-readable', detail: `the consumer key of ${name} is not shown; give it with --client-id` };
  const label = textOf(part.node, 'label');
  return { ...found, consumerKey, ...(label !== undefined && { label }) };
}
