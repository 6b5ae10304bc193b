import manifest from '../../package.json' with { type: 'json' };

/** The web address of the project, as package.json names it: the only place that does. */
export const REPOSITORY = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

/** The address of a page of the documentation, such as `docs/facts.md`. */
export function pageUrl(path: string): string {
  return `${REPOSITORY}/blob/main/${path}`;
}
