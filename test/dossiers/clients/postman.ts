import { bodyOf, OWN_CODE, PAGE, tokenUrl, type Client } from './client.js';

/** The console of Postman, copied. */
export const postman: Client = {
  id: 'postman',
  makes: OWN_CODE,
  calls: 'nothing',
  shows: ['host', 'status', 'error', 'description'],
  printsPages: true,
  showsOfSuccess: ['host', 'status'],
  print: (run) => [
    `\u25b6 POST ${tokenUrl(run.host)}   ${run.status}   312 ms`,
    '  Request Headers',
    '    Content-Type: application/x-www-form-urlencoded',
    '    User-Agent: PostmanRuntime/7.43.0',
    '  Response Body',
    ...(run.page ? PAGE : [run.token ? '{"access_token":"********","token_type":"Bearer"}' : bodyOf(run)]),
  ],
};
