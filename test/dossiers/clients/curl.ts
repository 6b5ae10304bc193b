import { apiBody, bodyOf, DATE_MARK, OWN_CODE, PAGE, tokenUrl, type Client, type Shown, headOf } from './client.js';

const TOKEN_BODY =
  '{"access_token":"********","instance_url":"https://***","id":"https://login.salesforce.com/id/00D8d000004XyZaEAK/0058d000006AbCdAAK","token_type":"Bearer"}';

function answerLines(run: Shown): string[] {
  if (run.page) return PAGE;
  return [run.token ? TOKEN_BODY : bodyOf(run)];
}

function command({ request, host }: Shown, verbose: boolean): string[] {
  const url = tokenUrl(host);
  const start = `$ curl ${verbose ? '-v' : '-s'}${request?.method === 'GET' ? ' -G' : ' -X POST'} ${url} \\`;
  const headers =
    request?.contentType && request.method !== 'GET' ? [`  -H 'Content-Type: ${request.contentType}' \\`] : [];
  const fields = request?.fields ?? [];
  const data = request?.asJson
    ? [`  -d '${JSON.stringify(Object.fromEntries(fields))}'`]
    : fields.map(
        ([name, value], index) => `  --data-urlencode '${name}=${value}'${index < fields.length - 1 ? ' \\' : ''}`,
      );
  return [start, ...headers, ...data];
}

function apiCall(run: Shown): string[] {
  if (!run.api) return [];
  return [
    '',
    `$ curl -s -H "Authorization: Bearer $TOKEN" ${run.host}/services/data/v62.0/query?q=SELECT+Id+FROM+Account+LIMIT+1`,
    apiBody(run),
  ];
}

/** curl with its command line: all of the request can be seen. */
export const curl: Client = {
  id: 'curl',
  makes: OWN_CODE,
  calls: 'rest',
  shows: ['host', 'audience', 'user', 'key', 'status', 'error', 'description', 'request'],
  printsPages: true,
  showsOfSuccess: ['host', 'audience', 'user', 'key', 'status', 'request'],
  print: (run) => [...command(run, false), ...answerLines(run), ...apiCall(run)],
};

/** curl -v: headers are shown, the body of the request is not. */
export const curlVerbose: Client = {
  id: 'curl-verbose',
  makes: OWN_CODE,
  calls: 'nothing',
  shows: ['host', 'status', 'error', 'description', 'head'],
  printsPages: true,
  showsOfSuccess: ['host', 'status', 'head'],
  print: (run) => {
    const host = new URL(run.host ?? 'https://login.salesforce.com').host;
    const lines = answerLines(run);
    const { method, contentType } = headOf(run);
    return [
      `* Host ${host}:443 was resolved.`,
      `* Connected to ${host} (101.53.166.1) port 443`,
      '* ALPN: server accepted http/1.1',
      `> ${method} /services/oauth2/token HTTP/1.1`,
      `> Host: ${host}`,
      '> User-Agent: curl/8.7.1',
      '> Accept: */*',
      ...(contentType === undefined ? [] : [`> Content-Type: ${contentType}`, '> Content-Length: 803']),
      '> ',
      ...(method === 'GET' ? [] : ['* upload completely sent off: 803 bytes']),
      `< HTTP/1.1 ${run.status === 200 ? '200 OK' : '400 Bad Request'}`,
      `< Date: ${DATE_MARK}`,
      `< Content-Type: ${run.page ? 'text/html' : 'application/json'};charset=UTF-8`,
      '< Transfer-Encoding: chunked',
      '< ',
      ...lines,
      `* Connection #0 to host ${host} left intact`,
    ];
  },
};
