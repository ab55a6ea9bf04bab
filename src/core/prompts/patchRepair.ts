// The prompt for the one repair of a patch: the question again, the answer that failed, and what its check found.
import type { Model, Prompt } from '../model';
import type { Reason } from '../task';
import { patchSchema } from '../patch/editsOfJson';

/** Said to the model, so in its own words; what the user reads is worded elsewhere. */
const words: Readonly<Record<string, (data: Reason['data']) => string>> = {
  'edit.unclosed': () => 'a block was not complete: it needs SEARCH, divider and REPLACE',
  'edit.no-path': () => 'a block had no path on the line above it',
  'edit.too-many': () => 'there were too many blocks',
  'edit.form': () => 'an edit did not have the fields path, search and replace',
  'edit.none': () => 'there was no block with a change',
  'edit.protected': ({ path }) => `the file ${path} must not be changed`,
  'edit.no-file': ({ path }) => `there is no file ${path}`,
  'edit.empty-search': ({ path }) => `a block for ${path} had no lines to find`,
  'edit.no-change': ({ path, line }) => `a block for ${path} changed nothing: ${line}`,
  'edit.not-found': ({ path, line }) => `the lines to find are not in ${path}; they began with: ${line}`,
  'edit.ambiguous': ({ path, line }) =>
    `the lines to find stand more than once in ${path}, more lines around them are needed: ${line}`,
  'edit.already-applied': ({ path, line }) => `what was to be added stands in ${path} already, at: ${line}`,
  'edit.overlap': ({ path, line }) => `two blocks for ${path} changed the same lines: ${line}`,
  'patch.new-errors': ({ path }) => `${path} has syntax errors after the change`,
  'patch.unknown-names': ({ names }) => `these names exist nowhere: ${names}`,
};

const formRules: ReadonlySet<string> = new Set(['edit.unclosed', 'edit.no-path', 'edit.form', 'edit.none']);

/** Null where the model takes no second message. */
export function patchRepairPrompt(
  asked: Prompt,
  answer: string,
  failures: readonly Reason[],
  model: Model,
): Prompt | null {
  if (asked.kind !== 'chat') return null;
  const found = failures.map(({ rule, data }) => `- ${words[rule]?.(data) ?? rule}`).join('\n');
  // A model that cannot keep the text form is held to a schema where it can be.
  const inSchema = model.info.capabilities.jsonSchema && failures.some((failure) => formRules.has(failure.rule));
  const how = inSchema
    ? 'Answer as JSON with "diagnosis" and "edits", each edit with "path", "search" and "replace".'
    : 'Give the whole answer again, with every block, in the form that was asked for.';
  return {
    ...asked,
    messages: [
      ...asked.messages,
      { role: 'assistant', content: answer },
      { role: 'user', content: `The change was checked and does not hold:\n${found}\n\n${how}` },
    ],
    ...(inSchema && { schema: patchSchema }),
  };
}
