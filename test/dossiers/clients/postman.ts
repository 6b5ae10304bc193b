import { bodyOf, OWN_CODE, PAGE, tokenUrl, type Client, headOf } from './client.js';

/** The console of Postman, copied. */
export const postman: Client = {
  id: 'postman',
  makes: OWN_CODE,
  calls: 'nothing',
  shows: ['host', 'status', 'error', 'description', 'head'],
  printsPages: true,
  showsOfSuccess: ['host', 'status', 'head'],
  print: (run) => [
    `\u25b6 ${headOf(run).method} ${tokenUrl(run.host)}   ${run.status}   312 ms`,
    '  Request Headers',
    ...(headOf(run).contentType === undefined ? [] : [`    Content-Type: ${headOf(run).contentType}`]),
    '    User-Agent: PostmanRuntime/7.43.0',
    '  Response Body',
    ...(run.page ? PAGE : [run.token ? '{"access_token":"********","token_type":"Bearer"}' : bodyOf(run)]),
  ],
};
