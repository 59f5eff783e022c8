// The modes of new files in a repository that several accounts write to (git-config(1), core.sharedRepository).

/** What is given to more than the owner: `bits` are added to a file's mode, or are all of it where it is `whole`. */
export interface Shared {
  bits: number;
  whole: boolean;
}

/** What `core.sharedRepository` says; undefined where the umask decides. An octal number is a file's whole mode. */
export function readShared(value: string | undefined): Shared | undefined {
  if (value === undefined) return undefined;
  if (/^(?:group|true|yes|on|0*1|)$/i.test(value)) return { bits: 0o660, whole: false };
  if (/^(?:all|world|everybody|0*2)$/i.test(value)) return { bits: 0o664, whole: false };
  const bits = /^[0-7]{3,5}$/.test(value) ? Number.parseInt(value, 8) & 0o666 : 0;
  return (bits & 0o600) === 0o600 ? { bits, whole: true } : undefined;
}

/** The mode that a file or folder with this mode gets: who may not write it gains no right to, and a folder hands its group on. */
export function sharedMode(mode: number, { bits, whole }: Shared, isFolder: boolean): number {
  const given = (mode & 0o200) === 0 ? bits & 0o444 : bits;
  const plain = (whole ? 0 : mode & 0o777) | given;
  return isFolder || (mode & 0o100) !== 0 ? plain | ((plain & 0o444) >> 2) | (isFolder ? 0o2000 : 0) : plain;
}
