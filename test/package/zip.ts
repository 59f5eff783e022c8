// Lists and reads what is in a zip file (APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16, without Zip64 and encryption).
import { inflateRawSync } from 'node:zlib';

/** A file in the archive; sizes in bytes. */
export interface ZipEntry {
  name: string;
  size: number;
  packed: number;
  /** Where its own header is in the archive. */
  at: number;
}

/** Reads the central directory; throws when the buffer is not a zip file. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('Not a zip file.');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const rest = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({
      name,
      size: zip.readUInt32LE(at + 24),
      packed: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + rest;
  }
  return entries;
}

/** The content of an entry, stored or deflated. */
export function contentOf(zip: Buffer, { at, packed }: ZipEntry): Buffer {
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const data = zip.subarray(start, start + packed);
  return zip.readUInt16LE(at + 8) === 0 ? data : inflateRawSync(data);
}
