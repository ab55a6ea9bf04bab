// Where a generated text has said enough: at its line's end, at its block's end, at the end of the block it was put into.
// The same rules stop a stream and cut a finished text, so the two cannot disagree.
import { opensBlock } from './blockStart';
import { isCloser, isOpener } from './brackets';
import { walkCode } from './codeWalk';
import { indentWidth, isBlank, leadingWord } from './lines';
import type { Place } from './place';
import type { CompletionRule } from './reasons';

export interface ScopeEnd {
  /** UTF-16 offset into the text up to which it is kept. */
  readonly end: number;
  /** True where nothing that follows could be kept. */
  readonly done: boolean;
  readonly rule: CompletionRule | null;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Bracket depth relative to the cursor: the lowest on this line, and at its end. */
  readonly lowest: number;
  readonly depth: number;
  /** True where the line ends inside a string that goes on. */
  readonly inString: boolean;
}

/** `complete`: the model has finished, so the last line is whole. `text` has LF line ends. */
export function scopeEnd(text: string, place: Place, multiline: boolean, complete: boolean): ScopeEnd {
  const lines = linesOf(text, place, complete);
  const first = lines.findIndex((line) => !isBlank(line.text));
  if (first < 0) return { end: text.length, done: false, rule: null };
  const run = new Run(lines, first, place, text.length);
  if (place.before.state.quote !== null && lines[first]?.inString) return run.untilStringEnds();
  if (multiline || place.traits.style === 'free') return run.untilBlockEnds();
  return run.statement(complete);
}

function linesOf(text: string, place: Place, complete: boolean): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let depth = 0;
  let lowest = 0;
  const push = (end: number, inString: boolean): void => {
    lines.push({ text: text.slice(start, end), start, end, lowest, depth, inString });
    start = end + 1;
    lowest = depth;
  };
  walkCode(text, place.traits, place.before.state, (char, offset, inString) => {
    if (isOpener(char)) depth++;
    else if (isCloser(char)) lowest = Math.min(lowest, --depth);
    else if (char === '\n') push(offset, inString);
  });
  if (complete) push(text.length, false);
  return lines;
}

class Run {
  private readonly base: number;

  constructor(
    private readonly lines: readonly Line[],
    private readonly first: number,
    private readonly place: Place,
    private readonly length: number,
  ) {
    this.base = indentWidth(this.joined(first));
  }

  /** Inside a string of several lines: to the line on which it closes. */
  untilStringEnds(): ScopeEnd {
    const closing = this.lines.find((line, index) => index >= this.first && !line.inString);
    return closing === undefined ? this.open() : this.cut(closing.end, 'scope-end');
  }

  /** The rest of the block around the cursor: until a bracket closes that the text did not open, or a line leaves it. */
  untilBlockEnds(): ScopeEnd {
    const bracketed = this.place.traits.style === 'braces' && this.place.before.missing.length > 0;
    for (let index = this.first; index < this.lines.length; index++) {
      const line = this.lines[index];
      if (line === undefined || isBlank(line.text)) continue;
      if (line.depth < 0 && (index > this.first || this.place.traits.style !== 'free')) {
        const sameLine = index === 0 && !isBlank(this.place.lineSuffix);
        if (!sameLine && this.leaves(line, index)) return this.cut(line.end, 'block-closed');
      }
      if (index === this.first || bracketed || !this.isDedent(line)) continue;
      if (this.isClause(line)) continue;
      return this.isClosing(line) ? this.cut(line.end, 'block-closed') : this.cutBefore(index, 'dedent');
    }
    return this.open();
  }

  /** One line, or the whole of the block that it opens. */
  statement(complete: boolean): ScopeEnd {
    const head = this.lines[this.first];
    if (head === undefined) return this.open();
    const nextIndex = this.lines.findIndex((line, index) => index > this.first && !isBlank(line.text));
    const next = this.lines[nextIndex];
    const opens = head.depth > head.lowest || opensBlock(this.joined(this.first), this.place.traits);
    const deeperBody = next !== undefined && indentWidth(next.text) > this.base;
    const braceBelow = next !== undefined && next.text.trim() === '{' && indentWidth(next.text) >= this.base;
    const mayOpen =
      opens || this.endsOpen(head) || (this.place.traits.style === 'braces' && /[\w)]\s*$/.test(head.text));
    if (next === undefined) return mayOpen && !complete ? this.open() : this.cut(head.end, 'single-line');
    if (braceBelow) return this.structure(head.lowest, nextIndex + 1);
    if (head.depth > head.lowest && indentWidth(next.text) >= this.base) return this.structure(head.lowest, nextIndex);
    if (deeperBody && (opens || this.endsOpen(head))) return this.structure(head.lowest, nextIndex);
    return this.cut(head.end, 'single-line');
  }

  private structure(level: number, from: number): ScopeEnd {
    for (let index = from; index < this.lines.length; index++) {
      const line = this.lines[index];
      if (line === undefined || isBlank(line.text)) continue;
      const brackets = line.depth > level || (this.lines[index - 1]?.depth ?? 0) > level;
      if (line.lowest < level)
        return line.lowest === level - 1 && line.depth === line.lowest
          ? this.cutBefore(index, 'scope-end')
          : this.cut(line.end, 'scope-end');
      if (brackets) {
        if (line.depth > level || line.inString || this.goesOn(index)) continue;
        return this.cut(line.end, 'scope-end');
      }
      if (indentWidth(line.text) > this.base || this.isClause(line)) continue;
      return this.isClosing(line) ? this.cut(line.end, 'scope-end') : this.cutBefore(index, 'scope-end');
    }
    return this.open();
  }

  private goesOn(index: number): boolean {
    const next = this.lines.slice(index + 1).find((line) => !isBlank(line.text));
    return (
      next !== undefined && (this.isClause(next) || (next.text.trim() === '{' && indentWidth(next.text) >= this.base))
    );
  }

  private leaves(line: Line, index: number): boolean {
    const closes = this.lines[index - 1]?.depth ?? 0;
    return line.depth < 0 && line.depth <= Math.min(closes, 0);
  }

  private endsOpen(line: Line): boolean {
    return /[=,:({[]$|=>$|->$/.test(line.text.trimEnd());
  }

  private isDedent(line: Line): boolean {
    return indentWidth(line.text) < this.base;
  }

  private isClause(line: Line): boolean {
    const text = line.text.trimStart();
    return this.place.traits.clauses.includes(leadingWord(text)) && indentWidth(line.text) <= this.base;
  }

  private isClosing(line: Line): boolean {
    return /^\s*([)\]}]|<\/|\/>|end\b|fi\b|done\b|esac\b)/.test(line.text);
  }

  private joined(index: number): string {
    const text = this.lines[index]?.text ?? '';
    return index === 0 ? this.place.linePrefix + text : text;
  }

  private open(): ScopeEnd {
    return { end: this.length, done: false, rule: null };
  }

  private cut(end: number, rule: CompletionRule): ScopeEnd {
    return { end, done: true, rule: end < this.length ? rule : null };
  }

  private cutBefore(index: number, rule: CompletionRule): ScopeEnd {
    let last = index - 1;
    while (last > this.first && isBlank(this.lines[last]?.text ?? '')) last--;
    return this.cut(this.lines[last]?.end ?? this.length, rule);
  }
}
