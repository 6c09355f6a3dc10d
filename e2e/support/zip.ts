import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { crc32 } from "node:zlib";

/** A folder as a zip of stored files (PKWARE's APPNOTE.TXT, 4.3), for a test that drops one. */
export async function zipOf(folder: string): Promise<Buffer> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = await readFile(file);
    const name = Buffer.from(file.slice(folder.length + 1).replaceAll(sep, "/"));
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.byteLength, 14);
    facts.writeUInt32LE(content.byteLength, 18);
    facts.writeUInt16LE(name.byteLength, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    const local = [Buffer.from("PK\x03\x04"), facts, name, content];
    locals.push(...local);
    entries.push(Buffer.from("PK\x01\x02\x14\x00"), facts, entry, name);
    offset += local.reduce((sum, part) => sum + part.byteLength, 0);
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
