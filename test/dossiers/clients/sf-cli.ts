import { COMMON, type Client, type Shown } from './client.js';

const HEAD =
  'We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here\u2019s the error:';

/** The entry of one attempt; only what speaks of the audience names the pair. */
function entry({ description, login, audience }: NonNullable<Shown['list']>[number]): string {
  return description.includes('audience') ? `${description}  [audience=${audience} login=${login}]` : description;
}

/** The list of refusals that the CLI prints below its headline. */
export function entries(run: Shown): string[] {
  return (run.list ?? []).map(entry);
}

/** What the CLI says when it worked. */
export function authorized(run: Shown): string {
  return `Successfully authorized ${run.user} with org ID 00D8d000004XyZaEAK`;
}

/** The Salesforce CLI since August 2024, on a terminal. */
export const sfCli: Client = {
  id: 'sf-cli',
  makes: COMMON,
  calls: 'nothing',
  shows: ['list'],
  showsOfSuccess: ['user'],
  tries: 'pairs',
  print: (run) =>
    run.works
      ? [authorized(run)]
      : [
          `Error (JwtGrantError): ${HEAD} JwtAuthError::Error authenticating with JWT.`,
          'Errors encountered:',
          ...entries(run),
        ],
};

/** The same with the command line before it, as shells and pipelines echo it. */
export const sfCliWithCommand: Client = {
  ...sfCli,
  id: 'sf-cli-with-command',
  shows: ['list', 'user', 'host', 'key'],
  showsOfSuccess: ['user', 'host', 'key'],
  print: (run, pick, isLast) => [
    `${pick('$ ', '+ ', '')}sf org login jwt --username ${run.user} --client-id ${run.key} --jwt-key-file server.key --instance-url ${run.host}${pick('', ' --alias target', ' --set-default')}`,
    ...sfCli.print(run, pick, isLast),
  ],
};

/** The CLI between 2022 and 2024. */
export const sfdx: Client = {
  ...sfCli,
  id: 'sfdx',
  shows: ['list', 'user', 'host'],
  showsOfSuccess: ['user', 'host'],
  print: (run, pick) => [
    `${pick('$ ', '+ ', '')}sfdx auth:jwt:grant --clientid **** --jwtkeyfile **** --username ${run.user} --instanceurl ${run.host}`,
    ...(run.works
      ? [authorized(run)]
      : [
          `ERROR running auth:jwt:grant:  ${HEAD} Error authenticating with JWT.`,
          'Errors encountered:',
          ...entries(run),
        ]),
  ],
};
