import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import { readGgufHeader } from '../../../src/local/ggufHeader';

const u32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number): Buffer => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const str = (text: string): Buffer => Buffer.concat([u64(Buffer.byteLength(text)), Buffer.from(text)]);

/** A whole GGUF file with one F32 tensor of `weights` weights. */
function gguf({ template = '', weights = 8 }: { template?: string; weights?: number } = {}): Buffer {
  const entries = [
    [str('general.architecture'), u32(8), str('llama')],
    [str('general.name'), u32(8), str('Tiny Coder')],
    [str('llama.context_length'), u32(4), u32(2048)],
    [str('tokenizer.ggml.tokens'), u32(9), u32(8), u64(3), str('a'), str('b'), str('ü')],
    [str('tokenizer.ggml.scores'), u32(9), u32(6), u64(2), Buffer.alloc(8)],
    ...(template === '' ? [] : [[str('tokenizer.chat_template'), u32(8), str(template)]]),
  ];
  const tensor = [str('w'), u32(1), u64(weights), u32(0), u64(0)];
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(1), u64(entries.length), ...entries.flat(), ...tensor]);
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), Buffer.alloc(weights * 4)]);
}

describe('readGgufHeader', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-gguf-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function file(content: Buffer): Promise<string> {
    const path = join(folder, 'model.gguf');
    await writeFile(path, content);
    return path;
  }

  async function sentence(path: string): Promise<string> {
    try {
      await readGgufHeader(path);
    } catch (error) {
      if (error instanceof ModelError) return error.sentence;
      throw error;
    }
    return 'accepted';
  }

  it('says what the model is', async () => {
    const header = { name: 'Tiny Coder', architecture: 'llama', contextLength: 2048 };
    expect(await readGgufHeader(await file(gguf()))).toEqual({ ...header, hasChatTemplate: false });
    expect(await readGgufHeader(await file(gguf({ template: '{{ x }}' })))).toEqual({
      ...header,
      hasChatTemplate: true,
    });
  });

  it('refuses a file that is missing, and one that is something else', async () => {
    expect(await sentence(join(folder, 'nothing.gguf'))).toContain('cannot be read');
    expect(await sentence(await file(Buffer.from('<html>not found</html> and so on')))).toContain('no GGUF');
    expect(await sentence(await file(Buffer.alloc(0)))).toContain('no GGUF');
    expect(await sentence(folder)).toContain('damaged');
  });

  it('refuses a file cut at any byte, in one sentence', async () => {
    const whole = gguf();
    for (let length = 24; length < whole.length; length++) {
      expect(await sentence(await file(whole.subarray(0, length))), `cut at ${length}`).toContain('not whole');
    }
    expect(await sentence(await file(whole))).toBe('accepted');
  });

  it('never throws anything but a sentence, and never hangs, on altered bytes', async () => {
    const whole = gguf();
    const change = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const altered = Buffer.from(whole);
        for (const { at, value } of changes) altered[at] = value;
        await sentence(await file(altered));
      }),
      { numRuns: 300 },
    );
  });
});
