import { say, settingsOf, CHECK_KEY, type CauseWords } from './steps.js';

/** Words for the causes of the side "local". */
export const LOCAL_CAUSES = {
  'private-key-unreadable': {
    title: 'The private key file cannot be read',
    summary: () =>
      'The private key could not be read: the file is missing, empty, masked or not accessible. Nothing was sent to Salesforce.',
    remedy: () => ({
      summary: 'Put the key file where the command looks for it.',
      steps: [
        say(
          'Compare the path of --jwt-key-file with the folder the command runs in; a CI job often runs in another one.',
          'ls -l server.key',
        ),
        say(
          'In CI, print the length of the secret, never the secret: 0 means that it is not set for this branch, as in builds of forks.',
          'printf %s "$SF_JWT_KEY" | wc -c',
        ),
        say(
          'The Salesforce CLI remembers the path of the key from the login: keep the file there, or log in again with the new path as --jwt-key-file.',
        ),
      ],
    }),
  },
  'private-key-malformed': {
    title: 'The private key text is damaged, or is no private key',
    summary: () =>
      'What stands in the key file is not a private key as a signing library reads it. Nothing was judged by Salesforce yet.',
    remedy: () => ({
      summary: 'Store the key so that its line ends survive.',
      steps: [
        say(
          'Look at the file: the first line must read -----BEGIN PRIVATE KEY----- (or BEGIN RSA PRIVATE KEY), each line ends on its own, nothing is quoted or indented.',
          CHECK_KEY,
        ),
        say(
          'In CI, store the key as base64 in one line and decode it in the job:',
          'base64 -w0 server.key   # store this; in the job: echo "$SF_JWT_KEY_B64" | base64 -d > server.key',
        ),
        say('Hand over the private key (server.key), not the certificate (server.crt) that was uploaded to the app.'),
      ],
    }),
  },
  'private-key-unsupported': {
    title: 'The private key is of a kind that cannot sign for Salesforce',
    summary: () =>
      'The key cannot sign as it is: it is encrypted and no passphrase is known, or it is not an RSA key of at least 2048 bits.',
    remedy: (subject) => ({
      summary: 'Give the passphrase, or use an RSA key of 2048 bits or more.',
      steps: [
        say(
          'If the key is encrypted: set its passphrase in SF_JWT_DOCTOR_PASSPHRASE for this tool. Clients that ask for no passphrase need a copy without one; nothing changes in Salesforce:',
          'openssl pkey -in server.key -out server-plain.key',
        ),
        say(
          'Only if the key is an EC key, or shorter than 2048 bits: make a new pair, and upload the new server.crt to the app (the old key stops working at once).',
          'openssl req -x509 -newkey rsa:2048 -nodes -keyout new.key -out new.crt -days 365 -subj "/CN=jwt"',
        ),
        settingsOf(subject),
      ],
    }),
  },
  'client-state-broken': {
    title: "The client's own store is broken",
    summary: () =>
      'The client failed on its own files (keychain, login files, Node version) before it asked Salesforce anything.',
    remedy: () => ({
      summary: 'Repair or renew the files of the client.',
      steps: [
        say('On a CI runner, use the generic keychain:', 'export SF_USE_GENERIC_UNIX_KEYCHAIN=true'),
        say(
          'Log in again; move the old login files away first if they are damaged (keep a copy).',
          'mv ~/.sfdx ~/.sfdx.bak',
        ),
        say('The current Salesforce CLI needs Node 22 or newer:', 'node --version'),
      ],
    }),
  },
  'endpoint-unreachable': {
    title: 'The token endpoint could not be reached',
    summary: ({ host }) =>
      `No usable answer came from ${host}: name resolution, TLS, a proxy or a firewall stands between. No setting of the org was judged.`,
    remedy: ({ hostUrl }) => ({
      summary: 'Open the way from this machine to the host.',
      steps: [
        say(
          'Check the spelling of the host (a My Domain that does not exist has no address), then ask it directly:',
          `curl -sS -o /dev/null -w "%{http_code}\\n" ${hostUrl}/services/data/`,
        ),
        say('Behind a proxy, set HTTPS_PROXY (and NO_PROXY) for the process that logs in.'),
        say(
          'If a company proxy re-encrypts TLS, trust its certificate authority:',
          'export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem',
        ),
      ],
    }),
  },
} as const satisfies Record<string, CauseWords>;
