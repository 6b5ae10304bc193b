import { bodyOf, OWN_CODE, PAGE, tokenUrl, type Client, type TimedRun, headOf } from './client.js';

function entry({ run, at }: TimedRun): object {
  const isOkay = run.token === true || run.page === true;
  const { method, contentType } = headOf(run);
  const body = run.page
    ? PAGE.join('\n')
    : run.token
      ? '{"access_token":"********","token_type":"Bearer"}'
      : bodyOf(run);
  return {
    startedDateTime: new Date(at).toISOString(),
    time: 312,
    request: {
      method,
      url: tokenUrl(run.host),
      httpVersion: 'HTTP/1.1',
      headers: [
        { name: 'Accept', value: '*/*' },
        ...(contentType === undefined ? [] : [{ name: 'Content-Type', value: contentType }]),
      ],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: method === 'GET' ? 0 : 803,
    },
    response: {
      status: isOkay ? 200 : 400,
      statusText: isOkay ? 'OK' : 'Bad Request',
      httpVersion: 'HTTP/1.1',
      headers: [
        { name: 'Content-Type', value: run.page ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8' },
      ],
      cookies: [],
      content: { size: body.length, mimeType: run.page ? 'text/html' : 'application/json', text: body },
      redirectURL: '',
      headersSize: -1,
      bodySize: body.length,
    },
    cache: {},
    timings: { send: 1, wait: 310, receive: 1 },
  };
}

/** A HAR of a debugging proxy, whose request bodies were left out. */
export const har: Client = {
  id: 'har',
  makes: OWN_CODE,
  calls: 'nothing',
  shows: ['host', 'status', 'error', 'description', 'head'],
  showsOfSuccess: ['host', 'status', 'head'],
  printsPages: true,
  print: () => [],
  document: (runs) => ({
    name: 'capture.har',
    text: JSON.stringify(
      { log: { version: '1.2', creator: { name: 'mitmproxy', version: '11.0' }, entries: runs.map(entry) } },
      null,
      2,
    ),
  }),
};
