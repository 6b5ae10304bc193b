import { shellWord } from '../../salesforce/shell-word.js';

/** The values of a new login that pipelines need. */
export interface SetUpLogin {
  readonly username: string;
  readonly clientId: string;
  readonly instanceUrl: string;
  /** Path of the private key. */
  readonly keyFile: string;
}

/** How to store the key and log in from one system. */
export interface Pipeline {
  readonly system: string;
  /** How to store the key; a command, or a place. */
  readonly store: readonly string[];
  /** Lines to copy. */
  readonly login: readonly string[];
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

/**
 * How to store the key and log in from each system. No line contains the key itself. See docs/ci.md for what each system
 * does to a key.
 */
export function pipelines({ username, clientId, instanceUrl, keyFile }: SetUpLogin): Pipeline[] {
  const [user, id, url, file] = [username, clientId, instanceUrl, keyFile].map(shellWord);
  const login = (key: string): string =>
    `sf org login jwt --username ${user} --client-id ${id} --jwt-key-file ${key} --instance-url ${url} --set-default`;
  return [
    {
      system: 'Shell',
      store: [`Store ${keyFile} where only the user of the job can read it (mode 600).`],
      login: [login(file!)],
    },
    {
      system: 'GitHub Actions',
      store: [`gh secret set SF_JWT_KEY < ${file}`],
      login: [
        '- name: Log in',
        '  env:',
        '    SF_JWT_KEY: ${{ secrets.SF_JWT_KEY }}',
        '  run: |',
        '    umask 077',
        `    printf '%s\\n' "$SF_JWT_KEY" > "$RUNNER_TEMP/server.key"`,
        `    ${login('"$RUNNER_TEMP/server.key"')}`,
      ],
    },
    {
      system: 'GitLab CI',
      store: [
        'Settings > CI/CD > Variables > Add variable: key SF_JWT_KEY, type File,',
        `value: the contents of ${keyFile}. In the job, the variable contains a path.`,
      ],
      login: ['script:', '  - >-', `    ${login('"$SF_JWT_KEY"')}`],
    },
    {
      system: 'Jenkins',
      store: [`Credentials > Add: kind "Secret file", ID salesforce-jwt-key, file ${keyFile}`],
      login: [
        "withCredentials([file(credentialsId: 'salesforce-jwt-key', variable: 'SF_JWT_KEY_FILE')]) {",
        "  sh '''",
        `    ${login('"$SF_JWT_KEY_FILE"')}`,
        "  '''",
        '}',
      ],
    },
    {
      system: 'Azure DevOps',
      store: [`Pipelines > Library > Secure files > + Secure file: ${keyFile}`],
      login: [
        '- task: DownloadSecureFile@1',
        '  name: jwtKey',
        '  inputs:',
        `    secureFile: ${baseName(keyFile)}`,
        '- bash: |',
        `    ${login('"$SF_JWT_KEY_FILE"')}`,
        '  env:',
        '    SF_JWT_KEY_FILE: $(jwtKey.secureFilePath)',
      ],
    },
  ];
}
