/** Where the project lives. */
export const REPOSITORY = 'https://github.com/sf-jwt-doctor/sf-jwt-doctor';

/** The address of a page of the documentation, such as `docs/facts.md`. */
export function pageUrl(path: string): string {
  return `${REPOSITORY}/blob/main/${path}`;
}
