import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import { readGgufHeader } from '../../../src/local/ggufHeader';
import { gguf } from './support/tinyGguf';

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
