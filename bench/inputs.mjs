// Large inputs as customers hand them over, each with one failing login at its end.
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';

export const ANSWER = '{"error":"invalid_grant","error_description":"audience is invalid"}';

const logLine = (index) =>
  `2026-11-17T09:44:06.140Z [pool-${index % 9}] INFO shop.OrderService - processed order ${index} for customer ${index * 7} in ${index % 300} ms, session closed\n`;

const CI = [
  (index) => `2026-11-17T09:44:06.1${index % 1000}Z ##[group]Run npm run deploy:step-${index}\n`,
  (index) =>
    `2026-11-17T09:44:06.2${index % 1000}Z Deploying source to user-${index % 50}@acme.example.com login ${index}\n`,
  (index) =>
    `2026-11-17T09:44:06.3${index % 1000}Z Created   CustomObject   Order_${index}__c   force-app/main/${index}.xml\n`,
  (index) => `2026-11-17T09:44:06.4${index % 1000}Z token cache hit for key ${index}, session reused\n`,
];

function harEntry(index) {
  const text = (index % 2 === 0 ? '<div class="x">lorem ipsum "dolor" sit</div>\n' : 'QUJDREVGR0hJSktMTU5P').repeat(
    400,
  );
  const headers = Array.from({ length: 16 }, (_, number) => ({ name: `header-${number}`, value: `value ${number}` }));
  const request = { method: 'GET', url: `https://shop.example.com/${index}`, headers };
  return `${JSON.stringify({ request, response: { status: 200, headers, content: { text } } }, null, 1)},\n`;
}

const call = {
  request: { method: 'POST', url: 'https://acme.my.salesforce.com/services/oauth2/token', headers: [] },
  response: { status: 400, headers: [], content: { text: ANSWER } },
};

async function write(file, megabytes, { start = '', part, end }) {
  const out = createWriteStream(file);
  out.write(start);
  let size = 0;
  for (let index = 0; size < megabytes * 1e6; index += 1) {
    const text = part(index);
    size += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end(end);
  await once(out, 'finish');
  return file;
}

export const plainLog = (file, megabytes) => write(file, megabytes, { part: logLine, end: `ERROR ${ANSWER}\n` });

export const ciLog = (file, megabytes) =>
  write(file, megabytes, { part: (index) => CI[index % CI.length](index), end: `##[error]${ANSWER}\n` });

export const har = (file, megabytes) =>
  write(file, megabytes, {
    start: '{"log":{"version":"1.2","entries":[\n',
    part: harEntry,
    end: `${JSON.stringify(call)}]}}`,
  });

export async function loginHistory(file, rows) {
  const head = '"Username","Login Time","Source IP","Location","Login Type","Status","Application","Login URL"';
  const row = (index) =>
    `"user-${index % 400}@acme.example.com","${new Date(1.79e12 - index * 60_000).toISOString()}","203.0.113.${index % 250}","Germany","Remote Access 2.0","${index % 9 === 0 ? 'Invalid Password' : 'Success'}","Acme CI","acme.my.salesforce.com"`;
  await writeFile(file, [head, ...Array.from({ length: rows }, (_, index) => row(index)), ''].join('\n'));
  return file;
}

/** A Salesforce project of so many files, as a folder and as a zip archive; one file is the answer. */
export async function project(folder, zip, files) {
  const contents = { 'logs/error.txt': ANSWER };
  for (let index = 1; index < files; index += 1) {
    const kind = index % 3;
    const name = ['classes/C', 'objects/O', 'lwc/l'][kind];
    const ending = ['.cls', '.object-meta.xml', '.js'][kind];
    const text = [
      `public class C${index} {\n${'  public static String run(Id id) { return [SELECT Name FROM Account WHERE Id = :id].Name; }\n'.repeat(20)}}\n`,
      `<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">\n${'  <fields><fullName>A__c</fullName><type>Text</type></fields>\n'.repeat(30)}</CustomObject>\n`,
      `import { LightningElement } from 'lwc';\nexport default class L${index} extends LightningElement {\n${'  connectedCallback() { this.token = undefined; }\n'.repeat(20)}}\n`,
    ][kind];
    contents[`force-app/main/default/${name}${index}${ending}`] = text;
  }
  for (const place of new Set(Object.keys(contents).map((name) => join(folder, name, '..'))))
    await mkdir(place, { recursive: true });
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
  const encode = (text) => Buffer.from(text);
  await writeFile(
    zip,
    zipSync(Object.fromEntries(Object.entries(contents).map(([name, text]) => [name, encode(text)]))),
  );
}
