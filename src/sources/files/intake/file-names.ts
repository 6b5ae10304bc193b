// Folders of tools and version control. Folders whose name begins with a dot are skipped, too.
const LEFT_OUT = new Set(['node_modules', 'bower_components', '__pycache__', 'venv', 'target', 'dist']);

// Folders of CI systems that begin with a dot, and their files.
const CI_FOLDERS = new Set(['.github', '.circleci', '.gitlab', '.azuredevops', '.azure-pipelines', '.buildkite']);
const CI_FILES = /^\.(?:gitlab-ci|travis)\.ya?ml$/i;

// Endings of files that can set up a login: pipelines, scripts, programs and settings. They mention errors without being
// evidence of one, so nothing but the logins that they set up is read from them.
const SET_UP =
  /(?:^|\/)(?:Jenkinsfile|Dockerfile|Makefile)[^/]*$|\.(?:ya?ml|sh|bash|zsh|ps1|bat|cmd|py|m?[jt]s|cjs|java|kt|cs|php|go|rb|cls|properties|ini|toml|tf|tfvars|groovy|gradle|bru|conf|cfg)$/i;

// Endings of logs, answers, metadata, exports, certificates and our own evidence. Documentation is left out, because
// it mentions errors without being evidence of one.
const ENDINGS =
  /\.(?:txt|log|out|err|trace|dump|http|har|eml|json|jsonl|ndjson|csv|tsv|xml|html?|pem|crt|cer|connectedapp|eca\w*|permissionset|profile|profilesessionsetting|blacklistedconsumer|settings|\d{1,8})$/i;

const TOOLS =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*|jsconfig|composer|sfdx-project|lerna|nx|angular)\.json$|\.(?:min|map)\.\w+$/i;

/** Whether to look into a folder. */
export function isWorthEntering(folder: string): boolean {
  return (!folder.startsWith('.') || CI_FOLDERS.has(folder)) && !LEFT_OUT.has(folder);
}

/** Whether a file that was found in a folder or an archive may be evidence, by the ending of its name. */
export function isWorthReading(path: string): boolean {
  const slashes = path.replace(/\\/g, '/');
  const parts = slashes.split('/');
  const name = parts.pop() ?? '';
  if (CI_FILES.test(name)) return true;
  if (name.startsWith('.') || parts.some((folder) => folder !== '..' && folder !== '.' && !isWorthEntering(folder)))
    return false;
  if (TOOLS.test(slashes)) return false;
  return ENDINGS.test(name) || SET_UP.test(slashes) || !name.includes('.');
}

/** True if the ending of the name shows program text or settings: no run printed the errors inside. */
export function setsUpOnly(path: string): boolean {
  return SET_UP.test(path.replace(/\\/g, '/'));
}
