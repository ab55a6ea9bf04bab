// Ends the text at the first control token that a model let through. Knows the tokens of every FIM family and of chat templates.
import type { TextFilter } from '../draft';

const tokens = [
  ...['<|endoftext|>', '<|end_of_text|>', '<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|fim_pad|>'],
  ...['<|repo_name|>', '<|file_sep|>', '<|file_separator|>', '<|im_start|>', '<|im_end|>', '<|eot_id|>', '<|EOT|>'],
  ...['<fim_prefix>', '<fim_suffix>', '<fim_middle>', '<fim_pad>', '<file_sep>', '<repo_name>', '<end_of_turn>'],
  ...['<start_of_turn>', '<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>', '<｜end▁of▁sentence｜>'],
  ...['<｜begin▁of▁sentence｜>', '[PREFIX]', '[SUFFIX]', '[MIDDLE]', '</s>', '<eos>'],
];
/** These are also ordinary text: HTML has `</s>`, and a program may index by `[PREFIX]`. Only alone at the end. */
const onlyAtEnd = new Set(['[PREFIX]', '[SUFFIX]', '[MIDDLE]', '</s>', '<eos>']);

export const controlTokens: TextFilter = (text, { place }) => {
  let end = text.length;
  let leading = 0;
  for (const token of tokens) {
    const at = text.indexOf(token);
    if (at < 0 || place.suffix.includes(token) || place.prefix.includes(token)) continue;
    if (at === 0 && token.includes('middle')) leading = token.length;
    else if (!onlyAtEnd.has(token) || at + token.length === text.trimEnd().length) end = Math.min(end, at);
  }
  if (end === text.length && leading === 0) return null;
  return { text: text.slice(leading, Math.max(end, leading)), rule: 'control-tokens' };
};
