import { URLSearchParams } from 'node:url';

import { EnvHttpProxyAgent, fetch } from 'undici';

const [, , start, username, password] = process.argv;
const dispatcher = new EnvHttpProxyAgent({ noProxy: 'localhost' });
const cookies = new Map();

/** Follows redirects by hand and keeps cookies, as a browser without scripts. */
async function visit(target, form) {
  const { host } = new URL(target);
  const response = await fetch(target, {
    dispatcher,
    redirect: 'manual',
    headers: cookies.has(host) ? { cookie: cookies.get(host) } : {},
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  const [cookie] = response.headers.getSetCookie();
  if (cookie) cookies.set(host, cookie.split(';')[0]);
  const location = response.headers.get('location');
  console.log(response.status, new URL(target).pathname);
  if (location !== null) return visit(new URL(location, target).href);
  return { url: target, page: await response.text() };
}

/** Sends the form of a page with what the user fills in. */
function submit({ url, page }, values) {
  const unescaped = (text) => text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const action = /<form[^>]* action="([^"]*)"/.exec(page)?.[1];
  if (action === undefined) throw new Error(`no form on ${url}`);
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, unescaped(value)]));
  return visit(new URL(unescaped(action), url).href, { ...fields, ...values });
}

const loginPage = await visit(start);
const consentPage = await submit(loginPage, { username, pw: password });
await submit(consentPage, { decision: 'Allow' });
