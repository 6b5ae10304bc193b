/** Classes of names that a bundle replaces unless they are kept on purpose. */
export const KEEPABLE = ['usernames', 'hosts', 'keys', 'ids', 'names', 'addresses'] as const;

/** A class of names. */
export type NameClass = (typeof KEEPABLE)[number];

/** What a bundle is called where nobody names it. */
export const BUNDLE_FILE = 'sf-jwt-doctor-bundle.zip';
