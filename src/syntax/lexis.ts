// Which marks open and close comments and strings, by family of languages: enough to tell brackets in code from brackets in text.
import type { LexisName } from './languages';

export interface Lexis {
  readonly lineComments: readonly string[];
  /** Opening and closing mark; strings may span lines where `multiline`. Longer opening marks first. */
  readonly literals: readonly { readonly open: string; readonly close: string; readonly multiline: boolean }[];
  /** Units worth stopping at: brackets, and those that begin a mark. */
  readonly stops: RegExp;
}

const string = (mark: string, multiline = false) => ({ open: mark, close: mark, multiline });
const span = (open: string, close: string) => ({ open, close, multiline: true });
const block = span('/*', '*/');

function lexis(lineComments: readonly string[], ...literals: Lexis['literals'][number][]): Lexis {
  const firsts = [...lineComments, ...literals.map(({ open }) => open)].map((mark) => mark.charAt(0));
  const stops = [...new Set(firsts)].map((unit) => (unit === '[' ? '' : unit)).join('');
  return { lineComments, literals, stops: new RegExp(`[-(){}\\[\\]${stops.replace('-', '')}]`, 'g') };
}

export const lexisTable: Readonly<Record<LexisName, Lexis>> = {
  c: lexis(['//'], block, string('"""', true), string('"'), string("'")),
  script: lexis(['//'], block, string('"'), string("'"), string('`', true)),
  rust: lexis(['//'], block, string('"', true)),
  php: lexis(['//', '#'], block, string('"', true), string("'", true)),
  python: lexis(['#'], string('"""', true), string("'''", true), string('"'), string("'")),
  ruby: lexis(['#'], string('"', true), string("'", true)),
  shell: lexis([' #', '\n#'], string('"', true), string("'", true)),
  lua: lexis(['--'], span('--[[', ']]'), span('[[', ']]'), string('"'), string("'")),
  markup: lexis([], span('<!--', '-->'), block),
};
