// Folders of tools and version control. Folders whose name begins with a dot are skipped, too.
const LEFT_OUT = new Set(['node_modules', 'bower_components', '__pycache__', 'venv', 'target', 'dist']);

// Endings of logs, answers, metadata, exports, certificates and our own evidence. Source code, documentation and settings
// are left out, because they mention errors without being evidence of one.
const ENDINGS =
  /\.(?:txt|log|out|err|trace|dump|http|har|json|jsonl|ndjson|csv|tsv|xml|html?|pem|crt|cer|connectedapp|eca\w*|permissionset|profile|profilesessionsetting|blacklistedconsumer|settings|\d{1,8})$/i;

const TOOLS =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*|jsconfig|composer|sfdx-project|lerna|nx|angular)\.json$|\.(?:min|map)\.\w+$/i;

/** Whether to look into a folder. */
export function isWorthEntering(folder: string): boolean {
  return !folder.startsWith('.') && !LEFT_OUT.has(folder);
}

/** Whether a file that was found in a folder or an archive may be evidence, by the ending of its name. */
export function isWorthReading(path: string): boolean {
  const slashes = path.replace(/\\/g, '/');
  const parts = slashes.split('/');
  const name = parts.pop() ?? '';
  if (name.startsWith('.') || parts.some((folder) => folder !== '..' && folder !== '.' && !isWorthEntering(folder)))
    return false;
  if (TOOLS.test(slashes)) return false;
  return ENDINGS.test(name) || !name.includes('.');
}
