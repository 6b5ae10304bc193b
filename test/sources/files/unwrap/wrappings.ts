/** A way of wrapping a text that changes nothing of the evidence in it. Keys are made from a number, the same each time. */
export type Wrap = (text: string, seed: number) => string;

const eachLine = (change: (line: string, index: number) => string): Wrap => {
  return (text) => {
    const lines = text.replace(/\n$/, '').split('\n');
    return `${lines.map(change).join('\n')}\n`;
  };
};
const clock = (index: number) => `2026-11-27T21:05:${String(index % 60).padStart(2, '0')}.118Z`;
const noise = (from: number) =>
  Array.from(
    { length: 300 },
    (_, index) => `INFO  worker[17] batch ${from + index} done in ${20 + (index % 50)} ms`,
  ).join('\n');
const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const printable = (text: string) =>
  text
    .split('\n')
    .map((line) =>
      [...Buffer.from(line)]
        .map((byte) =>
          byte === 61 || byte > 126 || byte < 32
            ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
            : String.fromCharCode(byte),
        )
        .join('')
        .replace(/((?:=[0-9A-F]{2}|[^=]){1,70})(?=.)/g, '$1=\n'),
    )
    .join('\n');
const mailed = (encoding: string, body: string, type = 'text/plain; charset="utf-8"') =>
  `From: Jo Doe <jo@acme.example.com>\nTo: help@acme.example.com\nSubject: nightly job\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b${body.length}"\n\n--b${body.length}\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n--b${body.length}--\n`;

/** Wrappings that every text survives. */
export const WRAPS: Readonly<Record<string, Wrap>> = {
  colours: eachLine((line) => `\u001b[31m\u001b[1m${line}\u001b[22m\u001b[39m`),
  'Windows line ends': (text) => text.replace(/\n/g, '\r\n'),
  'blanks at the ends': eachLine((line) => `${line}   `),
  'a container label': eachLine((line) => `job-1  | ${line}`),
  times: eachLine((line, index) => `${clock(index)} ${line}`),
  'times in brackets': eachLine((line) => `[2026-11-27T21:05:40.118Z] ${line}`),
  syslog: eachLine((line) => `Nov 12 21:05:40 build01 runner[812]: ${line}`),
  'the log of a workflow': eachLine((line, index) => `deploy\tLog in\t${clock(index)} ${line}`),
  'numbered lines': eachLine((line, index) => `${String(index + 1).padStart(4)} | ${line}`),
  'a mail quotation': eachLine((line) => `> ${line}`),
  'a quotation in a mail': (text) =>
    `Hi,\n\nplease see below.\n\nOn Thu, Nov 12, 2026 at 9:05 PM Jo wrote:\n${eachLine((line) => `> ${line}`)(text, 0)}\nKind regards, Kim\n`,
  'a fence': (text) => `Hello, this is what we see:\n\n\`\`\`\n${text.replace(/\n$/, '')}\n\`\`\`\n\nThank you.\n`,
  'an indentation': eachLine((line) => `    ${line}`),
  'a tab': eachLine((line) => `\t${line}`),
  'JSON records': eachLine((line) => JSON.stringify({ level: 'error', msg: line })),
  'JSON records with times': eachLine((line, index) =>
    JSON.stringify({ '@timestamp': clock(index), severity: 'INFO', message: line, pid: 17 }),
  ),
  'one JSON record': (text) => `${JSON.stringify({ timestamp: clock(7), level: 'error', message: text })}\n`,
  'a JSON string': (text) => JSON.stringify(text),
  'an export of a log service': (text) =>
    JSON.stringify(
      { events: text.split('\n').map((message, index) => ({ timestamp: 1795813500000 + index, message })) },
      null,
      2,
    ),
  'harmless lines': (text, seed) => `${noise(seed)}\n\n${text.replace(/\n$/, '')}\n\n${noise(seed + 5000)}\n`,
  'an HTML page': (text) =>
    `<!DOCTYPE html>\n<html><head><title>Ticket</title></head><body>\n<p>Please help.</p>\n<pre>\n${escaped(text)}</pre>\n</body></html>\n`,
  'a mail in base64': (text) =>
    mailed(
      'base64',
      Buffer.from(text)
        .toString('base64')
        .replace(/(.{76})/g, '$1\n'),
    ),
  'a quoted-printable mail': (text) => mailed('quoted-printable', printable(text)),
  'an HTML mail': (text) => mailed('7bit', `<html><body><pre>\n${escaped(text)}</pre></body></html>`, 'text/html'),
};
