// Texts made to hurt a parser: deep, long, ambiguous, or not text at all.

export interface Bomb {
  readonly name: string;
  readonly text: string;
}

const deep = 10_000;
const units = 300_000;

function fill(piece: string, length = units): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

/** Bytes that look like noise and are the same in every run. */
function noise(length: number, from: number, to: number): string {
  let state = 1;
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += String.fromCharCode(from + (state % (to - from)));
  }
  return text;
}

const nested = ([open, close]: readonly [string, string]): Bomb => ({
  name: `nested ${open}`,
  text: open.repeat(deep) + close.repeat(deep),
});
const opened = (open: string): Bomb => ({ name: `opened ${open}`, text: open.repeat(deep) });
const filled = (piece: string): Bomb => ({ name: `filled ${JSON.stringify(piece)}`, text: fill(piece) });

export const bombs: readonly Bomb[] = [
  ...(
    [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
      ['a(', ')'],
      ['if (a) {', '}'],
      ['<a>', '</a>'],
      ['a<', '>'],
    ] as const
  ).map(nested),
  ...['(', '[', '{', '"', "'", '`', '`${', '/*', '<', '<div>', 'f(', 'x = [', '- -', '!', 'a ? b : '].map(opened),
  ...[
    'a',
    'a+',
    'a.',
    '\\',
    '0',
    '""',
    '//',
    '#',
    '\n',
    '\t',
    'else ',
    'a,',
    '\u{1F600}',
    '\u0000',
    '\uD800',
    'ﬁ́',
    'x:',
    '@',
  ].map((piece) => filled(piece)),
  { name: 'noise of ASCII', text: noise(units, 32, 127) },
  { name: 'noise of all units', text: noise(units, 1, 65_000) },
  { name: '20 MB on one line', text: fill('function f(){return a(b,c)};', 20_000_000) },
];
