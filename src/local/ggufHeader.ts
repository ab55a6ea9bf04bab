// Reads the head of a model file: what the model is, and whether the file is whole. Never reads the weights.
import { open, type FileHandle } from 'node:fs/promises';
import { ModelError } from '../core/modelError';

export interface GgufHeader {
  /** `general.name`, or empty. */
  readonly name: string;
  readonly architecture: string;
  /** Tokens the model was trained on; null where the file does not say. */
  readonly contextLength: number | null;
  readonly hasChatTemplate: boolean;
}

const MAGIC = 0x46554747;
const STRING = 8;
const ARRAY = 9;
const MOST_ENTRIES = 100_000;
const LONGEST_NAME = 65_536;
/** Bytes of a scalar by its type number. */
const SCALAR_BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
/** Weights a block and bytes a block, by type number: enough to tell where the last tensor ends. */
const TENSOR_BLOCKS: Readonly<Record<number, readonly [number, number]>> = {
  ...{ 0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34], 9: [32, 36] },
  ...{ 10: [256, 84], 11: [256, 110], 12: [256, 144], 13: [256, 176], 14: [256, 210], 15: [256, 292], 30: [1, 2] },
};

/** @throws {ModelError} one sentence for a file that is missing, no GGUF file, damaged or cut short. */
export async function readGgufHeader(path: string): Promise<GgufHeader> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    const sentence = `The model file ${path} cannot be read: choose another path in the settings, or download the model again.`;
    throw new ModelError('not-configured', { sentence, cause });
  }
  try {
    const { size } = await file.stat();
    return await parse(new Cursor(file), size, path);
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw damaged(path, cause);
  } finally {
    await file.close();
  }
}

async function parse(cursor: Cursor, size: number, path: string): Promise<GgufHeader> {
  if (size < 24 || (await cursor.uint32()) !== MAGIC) {
    throw new ModelError('engine', { sentence: `${path} is no GGUF model file: choose a file that ends in .gguf.` });
  }
  const version = await cursor.uint32();
  if (version < 2 || version > 3) throw new Error(`GGUF version ${version}`);
  const tensors = await count(cursor, MOST_ENTRIES);
  const entries = await count(cursor, MOST_ENTRIES);
  const values = new Map<string, string | number>();
  for (let index = 0; index < entries; index++) {
    const key = await cursor.string(LONGEST_NAME);
    const value = await readValue(cursor, await cursor.uint32());
    if (value !== null) values.set(key, value);
  }
  const alignment = Number(values.get('general.alignment') ?? 32);
  const end = await endOfTensors(cursor, tensors);
  const start = Math.ceil(cursor.position / alignment) * alignment;
  if (start + end > size) throw damaged(path, `${size} of ${start + end} bytes`);
  const architecture = String(values.get('general.architecture') ?? '');
  const contextLength = values.get(`${architecture}.context_length`);
  return {
    name: String(values.get('general.name') ?? ''),
    architecture,
    contextLength: typeof contextLength === 'number' && contextLength > 0 ? contextLength : null,
    hasChatTemplate: String(values.get('tokenizer.chat_template') ?? '').trim() !== '',
  };
}

/** Null for arrays: the vocabulary is skipped, not kept. */
async function readValue(cursor: Cursor, type: number): Promise<string | number | null> {
  if (type === STRING) return cursor.string(Infinity);
  if (type === ARRAY) {
    const inner = await cursor.uint32();
    const length = await count(cursor, Number.MAX_SAFE_INTEGER);
    if (inner === STRING) await cursor.skipStrings(length);
    else if (inner === ARRAY) for (let index = 0; index < length; index++) await readValue(cursor, ARRAY);
    else cursor.skip(length * scalarBytes(inner));
    return null;
  }
  const bytes = scalarBytes(type);
  if (type === 4) return cursor.uint32();
  if (type === 10) return count(cursor, Number.MAX_SAFE_INTEGER);
  cursor.skip(bytes);
  return null;
}

/** Bytes behind the start of the data at which the last known tensor ends. */
async function endOfTensors(cursor: Cursor, tensors: number): Promise<number> {
  let end = 0;
  for (let index = 0; index < tensors; index++) {
    await cursor.string(LONGEST_NAME);
    let weights = 1;
    const dimensions = await cursor.uint32();
    if (dimensions > 8) throw new Error(`a tensor of ${dimensions} dimensions`);
    for (let axis = 0; axis < dimensions; axis++) weights *= await count(cursor, Number.MAX_SAFE_INTEGER);
    const [block, bytes] = TENSOR_BLOCKS[await cursor.uint32()] ?? [1, 0];
    end = Math.max(end, (await count(cursor, Number.MAX_SAFE_INTEGER)) + (weights / block) * bytes);
  }
  return end;
}

function scalarBytes(type: number): number {
  const bytes = SCALAR_BYTES[type];
  if (bytes === undefined) throw new Error(`a value of type ${type}`);
  return bytes;
}

async function count(cursor: Cursor, most: number): Promise<number> {
  const value = await cursor.uint64();
  if (value > BigInt(most)) throw new Error(`a count of ${value}`);
  return Number(value);
}

function damaged(path: string, cause: unknown): ModelError {
  const sentence = `The model file ${path} is damaged or not whole: delete it and download it again.`;
  return new ModelError('engine', { sentence, cause });
}

/** Reads forward in chunks, without a promise where the bytes are there already (a vocabulary has 262,000 strings). */
class Cursor {
  private buffer = Buffer.alloc(0);
  private at = 0;
  private fileAt = 0;

  constructor(private readonly file: FileHandle) {}

  get position(): number {
    return this.fileAt - this.buffer.length + this.at;
  }

  async uint32(): Promise<number> {
    if (this.buffer.length - this.at < 4) await this.fill(4);
    this.at += 4;
    return this.buffer.readUInt32LE(this.at - 4);
  }

  async uint64(): Promise<bigint> {
    if (this.buffer.length - this.at < 8) await this.fill(8);
    this.at += 8;
    return this.buffer.readBigUInt64LE(this.at - 8);
  }

  async string(longest: number): Promise<string> {
    const length = await count(this, Math.min(longest, 16 * 1024 * 1024));
    if (this.buffer.length - this.at < length) await this.fill(length);
    this.at += length;
    return this.buffer.toString('utf8', this.at - length, this.at);
  }

  async skipStrings(strings: number): Promise<void> {
    for (let left = strings; left > 0; left--) {
      if (this.buffer.length - this.at < 8) await this.fill(8);
      const length = this.buffer.readUInt32LE(this.at);
      if (this.buffer.readUInt32LE(this.at + 4) !== 0) throw new Error('a string of over 4 GB');
      this.skip(8 + length);
    }
  }

  skip(bytes: number): void {
    this.at += bytes;
    if (this.at <= this.buffer.length) return;
    this.fileAt += this.at - this.buffer.length;
    this.buffer = Buffer.alloc(0);
    this.at = 0;
  }

  private async fill(bytes: number): Promise<void> {
    const rest = this.buffer.subarray(this.at);
    const chunk = Buffer.alloc(Math.max(bytes - rest.length, 1024 * 1024));
    const { bytesRead } = await this.file.read(chunk, 0, chunk.length, this.fileAt);
    this.fileAt += bytesRead;
    this.buffer = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    this.at = 0;
    if (this.buffer.length < bytes) throw new Error('the file ends within its head');
  }
}
