import { authorized, entries, sfCli } from './sf-cli.js';
import type { Client, Shown } from './client.js';

function failure(run: Shown): object {
  const list = ['Error authenticating with JWT.', 'Errors encountered:', ...entries(run)].join('\n');
  const message = `We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here\u2019s the error: JwtAuthError::${list}`;
  return {
    name: 'JwtGrantError',
    message,
    exitCode: 1,
    context: 'LoginJwt',
    stack: `JwtGrantError: ${message}\n    at SfError.create (file:///usr/local/lib/node_modules/@salesforce/cli/node_modules/@salesforce/core/lib/sfError.js:85:16)`,
    cause: `SfError [JwtAuthError]: ${list}\n    at AuthInfo.authJwt (file:///usr/local/lib/node_modules/@salesforce/cli/node_modules/@salesforce/core/lib/org/authInfo.js:712:19)`,
    warnings: [],
    code: '1',
    status: 1,
    commandName: 'LoginJwt',
  };
}

function success(run: Shown): object {
  return {
    status: 0,
    result: { orgId: '00D8d000004XyZaEAK', username: run.user, privateKey: '/builds/server.key' },
    warnings: [],
  };
}

/** The Salesforce CLI with --json. */
export const sfCliJson: Client = {
  ...sfCli,
  id: 'sf-cli-json',
  print: (run, pick) => {
    if (run.works && pick(true, false)) return [authorized(run)];
    return JSON.stringify(run.works ? success(run) : failure(run), null, 2).split('\n');
  },
};
