// Fill-in-the-middle prompts by model family: one row of tokens each. Which family a model belongs to is fimFamily's job.
import type { FimFamily } from '../model';
import type { ContextPiece } from '../task';

export interface FimInput {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Pieces of other files, the stable ones first. */
  readonly context: readonly ContextPiece[];
}

interface FimRow {
  /** The hole: the file with its prefix and suffix between the family's tokens. */
  readonly hole: (prefix: string, suffix: string, path: string) => string;
  /** The repository-level form: other files before the hole. `null`: the family has none, context goes into the prefix. */
  readonly repository:
    ((files: readonly { path: string; text: string }[], hole: string, path: string) => string) | null;
  /** At most four, which is what servers take; the filter for control tokens cuts all others. */
  readonly stop: readonly string[];
}

/** The order of tokens, and the form with several files, are those of each family's own documentation. */
const table: Readonly<Record<FimFamily, FimRow>> = {
  'qwen-coder': {
    hole: (prefix, suffix) => `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`,
    repository: (files, hole, path) =>
      `<|repo_name|>workspace\n${files.map((file) => `<|file_sep|>${file.path}\n${file.text}\n`).join('')}<|file_sep|>${path}\n${hole}`,
    stop: ['<|endoftext|>', '<|file_sep|>', '<|fim_pad|>', '<|im_end|>'],
  },
  starcoder2: {
    hole: (prefix, suffix) => `<fim_prefix>${prefix}<fim_suffix>${suffix}<fim_middle>`,
    // The path stands behind the prefix token of the file with the hole.
    repository: (files, hole, path) =>
      `<repo_name>workspace${files.map((file) => `<file_sep>${file.path}\n${file.text}\n`).join('')}<file_sep>` +
      hole.replace('<fim_prefix>', () => `<fim_prefix>${path}\n`),
    stop: ['<|endoftext|>', '<file_sep>', '<repo_name>', '<fim_prefix>'],
  },
  'deepseek-coder': {
    hole: (prefix, suffix) => `<｜fim▁begin｜>${prefix}<｜fim▁hole｜>${suffix}<｜fim▁end｜>`,
    repository: (files, hole, path) =>
      hole.replace(
        '<｜fim▁begin｜>',
        () => `<｜fim▁begin｜>${files.map((file) => `#${file.path}\n${file.text}\n`).join('')}#${path}\n`,
      ),
    stop: ['<｜end▁of▁sentence｜>', '<|EOT|>', '<｜fim▁begin｜>', '<｜fim▁hole｜>'],
  },
  codegemma: {
    hole: (prefix, suffix) => `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`,
    repository: (files, hole, path) =>
      `${files.map((file) => `${file.path}\n${file.text}\n<|file_separator|>`).join('')}${path}\n${hole}`,
    stop: ['<|file_separator|>', '<eos>', '<end_of_turn>', '<|fim_prefix|>'],
  },
  codestral: {
    // Suffix first: what the model goes on with is the prefix.
    hole: (prefix, suffix) => `[SUFFIX]${suffix}[PREFIX]${prefix}`,
    repository: (files, hole, path) =>
      hole.replace(
        '[PREFIX]',
        () => `[PREFIX]${files.map((file) => `+++++ ${file.path}\n${file.text}\n\n`).join('')}+++++ ${path}\n`,
      ),
    stop: ['</s>', '[SUFFIX]', '[PREFIX]', '+++++ '],
  },
};

export function fimPrompt(
  family: FimFamily,
  input: FimInput,
): { readonly text: string; readonly stop: readonly string[] } {
  const row = table[family];
  const hole = row.hole(input.prefix, input.suffix, input.path);
  if (input.context.length === 0 || row.repository === null) return { text: hole, stop: row.stop };
  return { text: row.repository(input.context, hole, input.path), stop: row.stop };
}
