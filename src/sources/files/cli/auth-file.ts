import { defined } from '../../../facts/defined.js';
import { isMasked } from '../../../facts/masks.js';
import type { SourceFact } from '../../../facts/store.js';
import { TOKEN_PATH } from '../../../salesforce/grant.js';
import { hostFacts } from '../../../salesforce/hosts.js';
import type { Shape } from '../shape.js';

type Login = Readonly<Record<string, unknown>>;

/** A login stored by the CLI: its plain-text fields. Tokens are not read. */
function isLogin(value: unknown): value is Login {
  if (typeof value !== 'object' || value === null) return false;
  const { username, clientId, instanceUrl, orgId, loginUrl, privateKey } = value as Login;
  return (
    typeof username === 'string' &&
    [clientId, instanceUrl, orgId ?? (value as Login)['id'], loginUrl, privateKey].filter(
      (one) => typeof one === 'string',
    ).length > 1
  );
}

/** The login in an auth file or in the output of `sf org display --json`. */
function loginOf(json: unknown): Login | undefined {
  if (isLogin(json)) return json;
  const result = typeof json === 'object' && json !== null ? (json as { result?: unknown }).result : undefined;
  return isLogin(result) ? result : undefined;
}

function text(login: Login, name: string): string | undefined {
  const value = login[name];
  return typeof value === 'string' && value !== '' && !isMasked(value) ? value : undefined;
}

/** The facts of a login stored by the Salesforce CLI. */
function factsOf(login: Login, source: string): SourceFact[] {
  const facts: SourceFact[] = [{ name: 'client.name', value: 'sf-cli', source }];
  const username = text(login, 'username');
  if (username !== undefined) facts.push({ name: 'assertion.subject', value: username, source });
  const clientId = text(login, 'clientId');
  // Without a key it is a browser login, and the app is the CLI's own.
  if (clientId !== undefined && text(login, 'privateKey') !== undefined)
    facts.push({ name: 'assertion.issuer', value: clientId, source });
  const org = text(login, 'orgId') ?? text(login, 'id');
  if (org !== undefined) facts.push({ name: 'org.id', value: org, source });
  const home = hostFacts(text(login, 'instanceUrl') ?? '');
  if (home?.kind === 'my-domain') facts.push({ name: 'org.myDomain', value: home.origin, source });
  const asked = hostFacts(text(login, 'loginUrl') ?? '');
  if (asked !== undefined && text(login, 'privateKey') !== undefined)
    facts.push({ name: 'request.url', value: `${asked.origin}${TOKEN_PATH}`, source });
  return facts;
}

/** True for what `sf org login jwt --json` prints after a login; `sf org display` shows no key. */
function isJustMade(json: unknown): boolean {
  const { status, result } = json as { readonly status?: unknown; readonly result?: Login };
  return status === 0 && typeof result?.['privateKey'] === 'string' && result['connectedStatus'] === undefined;
}

/** The token that the login got. */
function tokenOf(login: Login, source: string): SourceFact {
  const host = hostFacts(text(login, 'loginUrl') ?? '');
  const subject = text(login, 'username');
  const url = host === undefined ? '' : `${host.origin}${TOKEN_PATH}`;
  const answer = defined({ url, status: 200, token: true, client: 'sf-cli', subject });
  return { name: 'token.answers', value: [answer], source };
}

/** A login as the Salesforce CLI stores it (`~/.sfdx/<username>.json`) or prints it (`sf org display --json`). */
export const authFile: Shape = {
  id: 'auth-file',
  title: 'a login that the Salesforce CLI keeps',
  recognises: ({ json }) => loginOf(json) !== undefined,
  read: ({ json, name }) => {
    const login = loginOf(json)!;
    const facts = factsOf(login, name);
    return { facts: isJustMade(json) ? [...facts, tokenOf(login, name)] : facts };
  },
};
