// Code as data in a text that a base model continues: a fence that the code cannot close, since it outlasts any run of backticks
// inside. Such a model follows no instructions; prompts that instruct use the random fence of `patchFence`.

/** `text` between fences of at least three backticks, one more than the longest run inside, with a language tag. */
export function fenced(text: string, languageId: string): string {
  let longest = 2;
  let run = 0;
  for (const char of text) {
    run = char === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const fence = '`'.repeat(longest + 1);
  return `${fence}${languageId}\n${text.replace(/\s+$/, '')}\n${fence}`;
}
