// Where a generated text has said enough: at its line's end, at its block's end, at the end of the block it was put into.
// The same rules stop a stream and cut a finished text, so the two cannot disagree.
import { opensBlock } from './blockStart';
import { isCloser, isOpener } from './brackets';
import { walkCode } from './codeWalk';
import { indentWidth, isBlank, leadingWord } from './lines';
import type { Place } from './place';
import type { ShapeRule } from './reasons';

export interface ScopeEnd {
  /** UTF-16 offset into the text up to which it is kept. */
  readonly end: number;
  /** True where nothing that follows could be kept. */
  readonly done: boolean;
  readonly rule: ShapeRule | null;
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
  const free = place.traits.style === 'free' && isBlank(place.lineSuffix);
  // Where no bracket is open there is no block to fill, whatever was expected of the place.
  const block = multiline && (place.traits.style !== 'braces' || place.before.missing.length > 0 || place.prefixCut);
  if (block || free) return run.untilBlockEnds();
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

function isClosing(line: string): boolean {
  return /^\s*([)\]}]|<\/|\/>|end\b|fi\b|done\b|esac\b)/.test(line);
}

function isTagEnd(line: string): boolean {
  return line.trimStart().startsWith('</');
}

function isCase(line: string): boolean {
  return /^\s*(case\b|default\s*:)/.test(line);
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
    const bracketed = this.place.traits.style === 'braces';
    for (const { line, index } of this.solid(this.first)) {
      const restOfLine = index === 0 && !isBlank(this.place.lineSuffix);
      if (line.depth < 0 && !restOfLine) return this.cut(line.end, 'block-closed');
      if (index === this.first || !this.isDedent(line) || this.isClause(line)) continue;
      if (isTagEnd(line.text)) return this.cut(line.end, 'block-closed');
      if (isCase(line.text)) return this.cutBefore(index, 'dedent');
      if (bracketed) continue;
      return isClosing(line.text) ? this.cut(line.end, 'block-closed') : this.cutBefore(index, 'dedent');
    }
    return this.open();
  }

  /** One line, or the whole of the block that it opens. */
  statement(complete: boolean): ScopeEnd {
    const head = this.lines[this.first];
    if (head === undefined) return this.open();
    const next = this.solid(this.first + 1)[0];
    const brackets = head.depth > head.lowest;
    const opens = brackets || this.endsOpen(head) || opensBlock(this.joined(this.first), this.place.traits);
    const mayGoOn = opens || this.isChain(head) || this.mayHaveBraceBelow(head);
    if (next === undefined) return mayGoOn && !complete ? this.open() : this.cut(head.end, 'single-line');
    const nextIndent = indentWidth(next.line.text);
    if (this.isBraceBelow(next.line)) return this.structure(head.lowest, next.index + 1, !complete);
    if (brackets ? nextIndent >= this.base : opens && nextIndent > this.base)
      return this.structure(head.lowest, next.index);
    return this.cut(this.isChain(head) ? this.chainEnd() : head.end, 'single-line');
  }

  /**
   * To the line on which all is closed that was opened, or before the one that is no deeper than the first.
   * `waitForClause`: braces stand on lines of their own, so an `else` may still come.
   */
  private structure(level: number, from: number, waitForClause = false): ScopeEnd {
    for (const { line, index } of this.solid(from)) {
      const inside = (this.lines[index - 1]?.depth ?? 0) > level;
      if (!inside && line.lowest < level) return this.cutBefore(index, 'scope-end');
      if (line.depth > level || line.inString) continue;
      if (inside) {
        if (this.goesOn(index) || (waitForClause && this.solid(index + 1).length === 0)) continue;
        return this.cut(line.end, 'scope-end');
      }
      if (indentWidth(line.text) > this.base || this.isClause(line)) continue;
      return isClosing(line.text) ? this.cut(line.end, 'scope-end') : this.cutBefore(index, 'scope-end');
    }
    return this.open();
  }

  private chainEnd(): number {
    const links = this.solid(this.first);
    const stop = links.findIndex(({ line }) => !this.isChain(line));
    return (stop < 0 ? links.at(-1) : links[stop - 1])?.line.end ?? this.length;
  }

  private goesOn(index: number): boolean {
    const next = this.solid(index + 1)[0];
    return next !== undefined && (this.isClause(next.line) || this.isBraceBelow(next.line));
  }

  private solid(from: number): { line: Line; index: number }[] {
    const lines = this.lines.map((line, index) => ({ line, index }));
    return lines.filter(({ line, index }) => index >= from && !isBlank(line.text));
  }

  private isChain(line: Line): boolean {
    return /^\s*\??\.\w/.test(line === this.lines[0] ? this.place.linePrefix + line.text : line.text);
  }

  /** Only a line without its end punctuation can have its block's brace below it. */
  private mayHaveBraceBelow(line: Line): boolean {
    return this.place.traits.style === 'braces' && /[\w)]\s*$/.test(line.text);
  }

  private isBraceBelow(line: Line): boolean {
    return line.text.trim() === '{' && indentWidth(line.text) >= this.base;
  }

  /** The line ends in the middle of an expression or a list. */
  private endsOpen(line: Line): boolean {
    const text = line.text.trimEnd();
    return /([=,:({[|&?\\]|[-=]>|[^+]\+|[^-]-|[^*/]\*|\b(and|or|not|in))$/.test(text);
  }

  private isDedent(line: Line): boolean {
    return indentWidth(line.text) < this.base;
  }

  private isClause(line: Line): boolean {
    const text = line.text.trimStart();
    return this.place.traits.clauses.includes(leadingWord(text)) && indentWidth(line.text) <= this.base;
  }

  private joined(index: number): string {
    const text = this.lines[index]?.text ?? '';
    return index === 0 ? this.place.linePrefix + text : text;
  }

  private open(): ScopeEnd {
    return { end: this.length, done: false, rule: null };
  }

  private cut(end: number, rule: ShapeRule): ScopeEnd {
    return { end, done: true, rule: end < this.length ? rule : null };
  }

  private cutBefore(index: number, rule: ShapeRule): ScopeEnd {
    let last = index - 1;
    while (last > this.first && isBlank(this.lines[last]?.text ?? '')) last--;
    return this.cut(this.lines[last]?.end ?? this.length, rule);
  }
}
