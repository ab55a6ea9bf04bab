// Which FIM family a model belongs to, read from its whole name. A name with any part that is not understood belongs to
// none: tokens that a model has not learned make it write nonsense, and nobody is told.
import type { FimFamily } from '../model';

interface FamilyName {
  readonly family: FimFamily;
  /** The name's first parts. */
  readonly head: readonly string[];
  /** Parts besides sizes, versions and packaging that members of the family have. */
  readonly parts: readonly string[];
}

/**
 * Chat tunings have unlearned the tokens, except where their makers document them: Qwen's and Codestral's.
 */
const names: readonly FamilyName[] = [
  { family: 'qwen-coder', head: ['qwen2.5', 'coder'], parts: ['instruct'] },
  { family: 'qwen-coder', head: ['qwen25', 'coder'], parts: ['instruct'] },
  { family: 'qwen-coder', head: ['qwen2', '5', 'coder'], parts: ['instruct'] },
  { family: 'qwen-coder', head: ['qwen3', 'coder'], parts: ['instruct', 'next', 'flash', 'plus'] },
  { family: 'starcoder2', head: ['starcoder2'], parts: [] },
  { family: 'deepseek-coder', head: ['deepseek', 'coder'], parts: ['lite'] },
  { family: 'codegemma', head: ['codegemma'], parts: ['code'] },
  { family: 'codestral', head: ['codestral'], parts: ['instruct'] },
];

const packaging = new Set([
  ...[
    'base',
    'latest',
    'gguf',
    'awq',
    'gptq',
    'mlx',
    'exl2',
    'onnx',
    'ov',
    'hf',
    'k',
    'm',
    's',
    'l',
    'xs',
    'xl',
    'xxs',
  ],
  ...['0', '1', 'nl', 'imat', 'i1', 'ud', 'dynamic', 'pt', 'unsloth', 'preview'],
]);
/** `7b`, `1.5b`, `a3b`, `v2`, `v0.1`, `2405`, `25.01`, `q4`, `iq3`, `fp16`, `int8`, `4bit`. */
const sizeOrVersion =
  /^(?:a?\d{1,3}(?:\.\d)?b|v\d(?:\.\d{1,2})?|\d{4}|\d{2}\.\d{2}|i?q\d|b?f(?:p)?\d{1,2}|int\d|\dbit)$/;

export function fimFamilyOf(model: string): FimFamily | null {
  const parts = nameParts(model);
  const match = names.find(
    ({ head, parts: known }) =>
      head.every((part, index) => parts[index] === part) &&
      parts.slice(head.length).every((part) => known.includes(part) || packaging.has(part) || sizeOrVersion.test(part)),
  );
  return match?.family ?? null;
}

/** The last part of a path or an organisation's name, cut at `-`, `_` and `:`. */
function nameParts(model: string): string[] {
  const name = model.trim().toLowerCase().split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\.gguf$/, '').split(/[-_:]/);
}

export type FimChoice =
  | { readonly family: FimFamily; readonly reason: null }
  /** `reason` is for the user: it names the setting that decides. */
  | { readonly family: null; readonly reason: string };

/** `setting` is `weir.fimFamily`: a family, `none`, or `auto` to go by the name. */
export function chooseFimFamily(model: string, setting: FimFamily | 'auto' | 'none'): FimChoice {
  if (setting === 'none')
    return { family: null, reason: 'The setting weir.fimFamily is "none": no fill-in-the-middle tokens are used.' };
  const family = setting === 'auto' ? fimFamilyOf(model) : setting;
  if (family !== null) return { family, reason: null };
  return {
    family: null,
    reason: `Weir does not know which fill-in-the-middle tokens "${model}" has learned. The setting weir.fimFamily says which family it is.`,
  };
}
