import { EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';

/** How a user answers the pages of an embedded org. */
export interface Visit {
  readonly username?: string;
  readonly password?: string;
  readonly decision?: 'Allow' | 'Deny';
  /** The proxy of the embedded org and its certificate; without them its hosts are on loopback. */
  readonly proxy?: { readonly url: string; readonly ca: string };
  /** What is done with the address on which the browser would come back; it is opened unless told otherwise. */
  readonly comeBack?: (address: string) => Promise<void>;
}

interface Page {
  readonly url: string;
  readonly text: string;
  readonly status: number;
}

function unescaped(text: string): string {
  return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Visits the authorize page as a browser without scripts would: logs in, decides, and comes back to the callback. */
export async function visit(address: string, options: Visit = {}): Promise<Page> {
  const { username = 'ci@acme.example.com', password = 'correct horse battery staple', decision = 'Allow' } = options;
  const dispatcher: Dispatcher | undefined =
    options.proxy &&
    new EnvHttpProxyAgent({
      httpProxy: options.proxy.url,
      httpsProxy: options.proxy.url,
      noProxy: 'localhost,127.0.0.1',
      requestTls: { ca: options.proxy.ca },
    });
  const callback = new URL(address).searchParams.get('redirect_uri') ?? '';
  const cookies = new Map<string, string>();

  async function open(target: string, form?: Record<string, string>): Promise<Page> {
    if (target.startsWith(callback) && options.comeBack !== undefined) {
      await options.comeBack(target);
      return { url: target, text: '', status: 0 };
    }
    const { host } = new URL(target);
    const response = await fetch(target, {
      redirect: 'manual',
      headers: cookies.has(host) ? { cookie: cookies.get(host)! } : {},
      ...(dispatcher && { dispatcher }),
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) cookies.set(host, cookie.split(';')[0]!);
    const location = response.headers.get('location');
    const text = await response.text();
    return location === null ? { url: target, text, status: response.status } : open(new URL(location, target).href);
  }

  async function submit({ url, text }: Page, values: Record<string, string>): Promise<Page> {
    const action = /<form[^>]* action="([^"]*)"/.exec(text)?.[1];
    if (action === undefined) throw new Error(`no form on ${new URL(url).pathname}: ${text.slice(0, 200)}`);
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, unescaped(value!)]));
    return open(new URL(unescaped(action), url).href, { ...fields, ...values });
  }

  let page = await open(address);
  if (page.text.includes('id="password"')) page = await submit(page, { username, pw: password });
  if (page.text.includes('id="oaapprove"')) page = await submit(page, { decision });
  return page;
}
