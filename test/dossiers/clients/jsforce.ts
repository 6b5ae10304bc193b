import { OWN_CODE, type Client } from './client.js';

/** jsforce: the error keeps code and description, and nothing of the request. */
export const jsforce: Client = {
  id: 'jsforce',
  makes: OWN_CODE,
  calls: 'rest',
  shows: ['error', 'description'],
  showsOfSuccess: [],
  print: (run, pick) => {
    if (run.works) return [pick('connected to salesforce, user id 0058d000006AbCdAAK', 'salesforce: authorized')];
    if (run.api)
      return [
        'salesforce: authorized',
        `${run.api.code}: ${run.api.message}`,
        '    at HttpApi.getError (/app/node_modules/@jsforce/jsforce-node/lib/http-api.js:251:16)',
        `  errorCode: '${run.api.code}',`,
        '  data: { },',
      ];
    return pick(
      [
        `${run.error}: ${run.description}`,
        '    at OAuth2._postParams (/app/node_modules/@jsforce/jsforce-node/lib/oauth2.js:206:23)',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
        '    at async Connection.authorize (/app/node_modules/@jsforce/jsforce-node/lib/connection.js:371:21)',
        '    at async login (/app/src/salesforce.js:27:3)',
      ],
      [
        `Error: ${run.description}`,
        '    at OAuth2._postParams (/app/node_modules/jsforce/lib/oauth2.js:206:23) {',
        `  name: '${run.error}'`,
        '}',
      ],
    );
  },
};
