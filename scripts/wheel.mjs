// Reads files out of a Python wheel (a zip with a RECORD of checksums). Knows stored and deflated entries only,
// which is all that wheels hold; no zip64, since no wheel fetched here comes near 4 GB.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { createInflateRaw } from 'node:zlib';
import { pipeline } from 'node:stream/promises';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LONGEST_TAIL = 22 + 65535;

/** Opens the wheel at `path`: `{names, text(name), extract(name, write)}`. */
export async function openWheel(path) {
  const entries = await readDirectory(path);

  async function stream(name, write) {
    const entry = entries.get(name);
    if (!entry) throw new Error(`${path} holds no ${name}.`);
    const source = createReadStream(path, { start: entry.start, end: entry.start + entry.packedSize - 1 });
    const sink = async (chunks) => {
      for await (const chunk of chunks) await write(chunk);
    };
    if (entry.method === 0) await pipeline(source, sink);
    else if (entry.method === 8) await pipeline(source, createInflateRaw(), sink);
    else throw new Error(`${path} packs ${name} by method ${entry.method}, which is not known here.`);
  }

  async function text(name) {
    const parts = [];
    await stream(name, (chunk) => void parts.push(chunk));
    return Buffer.concat(parts).toString('utf8');
  }

  /** Writes the entry's bytes, in order, to `write`; throws where they are not those that RECORD states. */
  async function extract(name, write) {
    const stated = await recordedHash(name);
    const hash = createHash('sha256');
    await stream(name, async (chunk) => {
      hash.update(chunk);
      await write(chunk);
    });
    if (hash.digest('base64url') !== stated) throw new Error(`${name} in ${path} is damaged: its checksum differs.`);
  }

  async function recordedHash(name) {
    const record = [...entries.keys()].find((entry) => entry.endsWith('.dist-info/RECORD'));
    const line = record && (await text(record)).split('\n').find((row) => row.startsWith(`${name},sha256=`));
    if (!line) throw new Error(`${path} states no checksum for ${name}.`);
    return line.slice(name.length + ',sha256='.length).split(',')[0];
  }

  return { names: [...entries.keys()], text, extract };
}

/** name -> {method, packedSize, start} */
async function readDirectory(path) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = await read(file, Math.max(0, size - LONGEST_TAIL), Math.min(size, LONGEST_TAIL));
    const end = lastIndexOf(tail, END_OF_DIRECTORY);
    if (end < 0) throw new Error(`${path} is no zip file.`);
    const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    const entries = new Map();
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
      const nameLength = directory.readUInt16LE(at + 28);
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      const offset = directory.readUInt32LE(at + 42);
      // The local header repeats the name and has an extra field of its own length.
      const local = await read(file, offset, 30);
      entries.set(name, {
        method: directory.readUInt16LE(at + 10),
        packedSize: directory.readUInt32LE(at + 20),
        start: offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
      });
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  } finally {
    await file.close();
  }
}

async function read(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function lastIndexOf(buffer, signature) {
  for (let at = buffer.length - 22; at >= 0; at--) if (buffer.readUInt32LE(at) === signature) return at;
  return -1;
}
