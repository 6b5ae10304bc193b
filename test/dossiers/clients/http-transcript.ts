import { apiBody, bodyOf, DATE_MARK, OWN_CODE, PAGE, type Client, type Shown } from './client.js';

const DATE = `Date: ${DATE_MARK}`;

function requestLines(run: Shown): string[] {
  const { request } = run;
  const host = new URL(run.host ?? 'https://login.salesforce.com').host;
  const fields = request?.fields ?? [];
  const form = fields
    .map(([name, value]) => `${name}=${name === 'assertion' ? value : encodeURIComponent(value)}`)
    .join('&');
  const isGet = request?.method === 'GET';
  const body = request?.asJson ? JSON.stringify(Object.fromEntries(fields)) : form;
  return [
    `${request?.method ?? 'POST'} /services/oauth2/token${isGet ? `?${form}` : ''} HTTP/1.1`,
    `Host: ${host}`,
    ...(request?.contentType && !isGet ? [`Content-Type: ${request.contentType}`] : []),
    'Accept: application/json',
    '',
    ...(isGet ? [] : [body]),
  ];
}

function answerLines(run: Shown): string[] {
  const start = `HTTP/1.1 ${run.status === 200 ? '200 OK' : '400 Bad Request'}`;
  if (run.page) return [start, DATE, 'Content-Type: text/html;charset=UTF-8', '', ...PAGE];
  const body = run.token
    ? '{"access_token":"********","instance_url":"https://***","token_type":"Bearer"}'
    : bodyOf(run);
  return [start, DATE, 'Content-Type: application/json;charset=UTF-8', `Content-Length: ${body.length}`, '', body];
}

/** A capture of the wire, as proxies and debug logs of HTTP libraries write it. */
export const httpTranscript: Client = {
  id: 'http-transcript',
  makes: OWN_CODE,
  calls: 'rest',
  shows: ['host', 'audience', 'user', 'key', 'status', 'error', 'description', 'request'],
  printsPages: true,
  showsOfSuccess: ['host', 'audience', 'user', 'key', 'status', 'request'],
  print: (run) => [
    ...requestLines(run),
    '',
    ...answerLines(run),
    ...(run.api
      ? [
          '',
          'GET /services/data/v62.0/query?q=SELECT+Id+FROM+Account+LIMIT+1 HTTP/1.1',
          `Host: ${new URL(run.host ?? '').host}`,
          'Authorization: Bearer ********',
          '',
          `HTTP/1.1 ${run.api.code === 'API_DISABLED_FOR_ORG' ? '403 Forbidden' : '401 Unauthorized'}`,
          'Content-Type: application/json;charset=UTF-8',
          '',
          apiBody(run),
        ]
      : []),
  ],
};
