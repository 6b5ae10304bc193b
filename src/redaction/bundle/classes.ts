/** Classes of names that a bundle replaces unless they are kept on purpose. */
export const KEEPABLE = ['usernames', 'hosts', 'keys', 'ids', 'names', 'addresses'] as const;

/** A class of names. */
export type NameClass = (typeof KEEPABLE)[number];

/** The default file name of a bundle. */
export const BUNDLE_FILE = 'sf-jwt-doctor-bundle.zip';
