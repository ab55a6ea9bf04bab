// Which marks open and close comments and strings, by family of languages: enough to tell brackets in code from brackets in text.
import type { LexisName } from './languages';

export interface Lexis {
  readonly lineComments: readonly string[];
  /** Opening and closing mark; strings may span lines where `multiline`. Longer opening marks first. */
  readonly literals: readonly { readonly open: string; readonly close: string; readonly multiline: boolean }[];
}

const string = (mark: string, multiline = false) => ({ open: mark, close: mark, multiline });
const span = (open: string, close: string) => ({ open, close, multiline: true });
const slashes = { lineComments: ['//'] };
const block = span('/*', '*/');

export const lexisTable: Readonly<Record<LexisName, Lexis>> = {
  c: { ...slashes, literals: [block, string('"""', true), string('"'), string("'")] },
  script: { ...slashes, literals: [block, string('"'), string("'"), string('`', true)] },
  rust: { ...slashes, literals: [block, string('"', true)] },
  php: { lineComments: ['//', '#'], literals: [block, string('"', true), string("'", true)] },
  python: { lineComments: ['#'], literals: [string('"""', true), string("'''", true), string('"'), string("'")] },
  ruby: { lineComments: ['#'], literals: [string('"', true), string("'", true)] },
  shell: { lineComments: [' #', '\n#'], literals: [string('"', true), string("'", true)] },
  lua: { lineComments: ['--'], literals: [span('--[[', ']]'), span('[[', ']]'), string('"'), string("'")] },
  markup: { lineComments: [], literals: [span('<!--', '-->'), block] },
};
