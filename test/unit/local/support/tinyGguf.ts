// The smallest file that is a whole GGUF model by its head.

const u32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number): Buffer => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const str = (text: string): Buffer => Buffer.concat([u64(Buffer.byteLength(text)), Buffer.from(text)]);

/** A whole GGUF file with one F32 tensor of `weights` weights. */
export function gguf({ template = '', weights = 8 }: { template?: string; weights?: number } = {}): Buffer {
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
