// Words for what is found out about a patch and its edits. Data only.
import type { ReasonText } from './reasonCatalogue';

export const patchReasons: Readonly<Record<string, ReasonText>> = {
  'edit.unclosed': ['an edit is cut off', 'an edit is cut off before its end'],
  'edit.no-path': ['an edit names no file', 'an edit does not say which file it changes'],
  'edit.too-many': ['too many edits', 'there are more edits than anybody could review'],
  'edit.form': ['an edit has the wrong form', 'an edit does not have the form that was asked for'],
  'edit.none': ['no edit', 'the answer proposes no edit'],
  'edit.protected': ['a protected file', 'an edit of {path} is refused: Weir never changes such files'],
  'edit.no-file': ['a file that is not there', 'the file {path} of an edit is not in this workspace'],
  'edit.empty-search': ['an edit looks for nothing', 'an edit of {path} does not say which lines it replaces'],
  'edit.no-change': ['an edit changes nothing', 'an edit of {path} replaces lines by themselves: {line}'],
  'edit.not-found': ['an edit does not apply', 'the lines that an edit replaces are not in {path}: {line}'],
  'edit.ambiguous': [
    'an edit fits in several places',
    'the lines that an edit replaces stand more than once in {path}: {line}',
  ],
  'edit.already-applied': ['an edit is there already', 'what an edit adds to {path} stands there already: {line}'],
  'edit.overlap': ['edits overlap', 'two edits of {path} change the same lines: {line}'],
  'edit.trailing-space': [
    'spaces at line ends overlooked',
    'applied to {path} line {line} without regard to spaces at line ends',
  ],
  'edit.indentation': ['indentation adjusted', 'applied to {path} line {line} at the indentation of the place'],
  'patch.new-errors': [
    'new syntax errors',
    'the patch brings {errors} syntax errors to {path}',
    'the patch brings a syntax error to {path}',
  ],
  'patch.unknown-names': ['names that exist nowhere', 'the patch uses names that exist nowhere: {names}'],
  'patch.verified': ['the patch is verified'],
  'verified.names': ['names exist'],
  'unverified.no-grammar': [
    'not parsed: no grammar',
    'not parsed, since no grammar serves the language: {files} files',
    'not parsed, since no grammar serves the language: one file',
  ],
  repair: ['asked to mend its answer', 'asked to mend its answer: {why}'],
  'triage.no-schema': ['the fast model keeps to no schema'],
  'triage.invalid': ['the triage had the wrong form'],
  'triage.pinned': ['one tier was asked for'],
  'triage.no-fast': ['no fast model'],
  'triage.late': ['the first look took too long'],
  'triage.window': ['too long for the fast model'],
  'fast-continues': [
    'the fast model is no chat model',
    'the fast model only continues text, and an edit needs a chat model',
  ],
  'strong-continues': [
    'the strong model is no chat model',
    'the strong model only continues text, and an edit needs a chat model',
  ],
  'step.triage': ['triage', 'asking {model} where to look'],
};
