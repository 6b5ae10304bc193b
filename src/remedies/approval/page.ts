/** The texts of the page in the browser. They repeat nothing from the request. */
export type PageText = 'done' | 'refused' | 'strange';

const TEXTS: Readonly<Record<PageText, readonly [title: string, text: string]>> = {
  done: ['Go back to the terminal', 'sf-jwt-doctor has what it needs and goes on there. This page can be closed.'],
  refused: ['Go back to the terminal', 'No approval was given; the terminal says why. This page can be closed.'],
  strange: [
    'This is not the answer that is waited for',
    'sf-jwt-doctor goes on waiting for the answer to its own request.',
  ],
};

/** Headers of every answer: no caching, no loading of anything, no referrer. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/** The plain page that the browser ends on. */
export function pageFor(text: PageText): string {
  const [title, body] = TEXTS[text];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:4rem auto;max-width:32rem;padding:0 1rem;color:#1c2127;background:#fff}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${body}</p>
</main>
</body>
</html>
`;
}
