// The Gerrit servers that tests run against, and the Java that each needs.
import { findJdk } from './java';

/** One released server. `java` is the lowest major version of a JDK that it runs on. */
export interface Version {
  gerrit: string;
  java: number;
}

/** The last one with robot comments, HTTP passwords and Java 17, which Debian 12 has. */
export const older: Version = { gerrit: '3.10.2', java: 17 };

/** One with tokens, without robot comments. */
const newer: Version = { gerrit: '3.13.0', java: 21 };

/** The versions to test on this machine: the older one always, the newer one where there is a JDK for it. */
export function runnable(): Version[] {
  if (findJdk(newer.java)) return [older, newer];
  console.log(`Gerrit ${newer.gerrit} is left out: it needs a JDK ${newer.java} or newer, which Debian 12 has not.`);
  return [older];
}
