// The name of a profile's file; a file of its own, so that it can be known without what reads profiles.

/** The file in which a repository declares a profile of its own. */
export const PROFILE_FILE = '.fishladder.json';
