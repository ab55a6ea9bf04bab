// Reads a stream of text and says when enough has come, so that the socket can be closed. Synchronous; keeps no clock.
import { isBlank, toLf } from './lines';
import { atEmptyBlock } from './blockStart';
import { textPlaceOf, type Place } from './place';
import { codeStart } from './preamble';
import type { ShapeRule } from './reasons';
import { scopeEnd } from './scopeEnd';

export interface StopperInput {
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Where absent, decided from the text around the cursor. A single line becomes many where its text opens a block. */
  readonly multiline?: boolean;
}

export interface Stopper {
  /** Takes the next piece of the stream; true once enough has come. Pieces after that are ignored. */
  push(chunk: string): boolean;
  /** What is to be kept of all that came. */
  text(): string;
  /** What came after the kept text: the beginning of what would follow. */
  rest(): string;
  /** Why it stopped, or null while it goes on. */
  rule(): ShapeRule | null;
}

/** No completion is longer, whatever the model says. UTF-16 units. */
const longest = 4000;

export function createStopper(input: StopperInput): Stopper {
  const { place } = textPlaceOf(input);
  return new StreamStopper(place, input.multiline ?? atEmptyBlock(place));
}

class StreamStopper implements Stopper {
  private received = '';
  /** A carriage return whose line feed has not come yet. */
  private held = '';
  private kept: { end: number; rule: ShapeRule | null } | null = null;

  constructor(
    private readonly place: Place,
    private readonly multiline: boolean,
  ) {}

  push(chunk: string): boolean {
    if (this.kept !== null) return true;
    const before = this.received;
    const piece = this.held + chunk;
    this.held = piece.endsWith('\r') ? '\r' : '';
    this.received = before + toLf(piece.slice(0, piece.length - this.held.length));
    if (this.received.length > longest) return this.stop(this.received.lastIndexOf('\n', longest), 'half-statement');
    // Only a new line end, or the first sign on a line, can end a scope.
    if (!piece.includes('\n') && !isBlank(before.slice(before.lastIndexOf('\n') + 1))) return false;
    const start = codeStart(this.received, this.place);
    if (start === null) return false;
    const code = this.received.slice(start.offset);
    const fence = start.fenced ? code.search(/^```\s*$/m) : -1;
    if (fence >= 0) return this.stop(start.offset + fence, 'markdown-fence');
    const { end, done, rule } = scopeEnd(code, this.place, this.multiline, false);
    return done && this.stop(start.offset + end, rule ?? 'scope-end');
  }

  text(): string {
    return this.kept === null ? this.received : this.received.slice(0, this.kept.end);
  }

  rest(): string {
    return this.kept === null ? '' : this.received.slice(this.kept.end);
  }

  rule(): ShapeRule | null {
    return this.kept?.rule ?? null;
  }

  private stop(end: number, rule: ShapeRule): true {
    this.kept = { end: end < 0 ? longest : end, rule };
    return true;
  }
}
