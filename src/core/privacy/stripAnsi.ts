// Removes terminal control sequences: colours, cursor moves, titles, hyperlinks (their text stays). Two passes of the
// engine's own matcher, which skips text and joins what is left far faster than code of ours; both linear: nothing that
// has matched is given back, and what opens a string ends the one before it (as in the parser of
// https://vt100.net/emu/dec_ansi_parser), so no character is looked at for two of them.

const sequence = new RegExp(
  [
    // CSI, then parameters, then one final byte.
    String.raw`(?:\x1b\[|\x9b)[ -?]*[@-~]?`,
    // A string (OSC, DCS, APC, PM, SOS), up to BEL or ST. One that is never closed ends with its line.
    String.raw`\x1b[PX\]^_][^\x07\x1b\n\r\x9c]*(?:[\x07\x9c]|\x1b\\)?`,
    // The same in one character. Text in a wrong encoding is full of those: one that nothing closes takes nothing with it.
    String.raw`[\x90\x98\x9d-\x9f][^\x07\x1b\n\r\x90\x98\x9c-\x9f]*(?:[\x07\x9c]|\x1b\\)`,
    // `ESC ( B` and the like: intermediates, then one final byte.
    String.raw`\x1b(?:[ -/]+[0-~]?|[0-~])`,
  ].join('|'),
  'g',
);

/** What only rings, erases or shifts, and openers of what was no sequence. Next line (U+0085) is a line break. */
const single = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+/;
const singles = new RegExp(single, 'g');

/** True where `stripAnsi` would take something away. */
export const hasControls = (text: string): boolean => single.test(text);

export const stripAnsi = (text: string): string => text.replace(sequence, '').replace(singles, '');
