// Gathers what the formats read into blocks, one a trace, and keeps the blocks that have evidence enough. Reads no text.
import type { ErrorRelation, StackTrace, TraceError, TraceFrame } from './stackTrace';
import { noTrace } from './stackTrace';
import { languageOfFrames } from './traceLanguage';

export const maximumFrames = 500;
export const maximumErrors = 21;

/** A frame as a format reads it. `library` and `error` are the collector's to fill where the format does not say. */
export interface ReadFrame {
  readonly file: string | null;
  readonly line: number | null;
  readonly column?: number | undefined;
  readonly function?: string | null | undefined;
  readonly library: boolean;
  readonly textLine: number;
  readonly async?: boolean;
}

interface Block {
  readonly format: string;
  language: string;
  readonly errors: TraceError[];
  readonly frames: TraceFrame[];
  /** 1 is enough to believe that this is a trace. */
  evidence: number;
  lastIndex: number;
  /** The error that the next frames belong to; -1: to the next error that is read. */
  current: number;
}

export class TraceCollector {
  private readonly kept: Block[] = [];
  private block: Block | null = null;
  private frameCount = 0;

  get full(): boolean {
    return this.frameCount >= maximumFrames;
  }

  /** True while the lines just read belong to a trace of this format. `gap`: lines since the last that did. */
  isOpen(format: string, index: number, gap: number): boolean {
    return this.block !== null && this.block.format === format && index - this.block.lastIndex <= gap;
  }

  /** Of the last trace that was begun, however far above; null where none is open. */
  get format(): string | null {
    return this.block?.format ?? null;
  }

  get frames(): readonly TraceFrame[] {
    return this.block?.frames ?? [];
  }

  get errors(): readonly TraceError[] {
    return this.block?.errors ?? [];
  }

  get current(): number {
    return this.block?.current ?? -1;
  }

  /** Continues the format's block, or closes the one before and opens a new one. True for a new one. */
  open(format: string, language: string, index: number, gap: number): boolean {
    if (this.isOpen(format, index, gap)) {
      this.touch(index);
      return false;
    }
    this.begin(format, language, index);
    return true;
  }

  begin(format: string, language: string, index: number): void {
    this.close();
    this.block = { format, language, errors: [], frames: [], evidence: 0, lastIndex: index, current: -1 };
  }

  touch(index: number): void {
    if (this.block !== null) this.block.lastIndex = index;
  }

  addEvidence(evidence: number): void {
    if (this.block !== null) this.block.evidence += evidence;
  }

  /** Adds an error; the frames read since the last `waiting()` and all that follow are its own. */
  addError(type: string | null, message: string | null, relation: ErrorRelation, innermostLast = false): number {
    const block = this.block;
    if (block === null) return -1;
    if (block.errors.length >= maximumErrors) {
      block.current = block.errors.length - 1;
    } else {
      block.errors.push({ type, message, relation, ...(innermostLast ? { innermostLast: true as const } : {}) });
      const error = block.errors.length - 1;
      for (let at = block.frames.length - 1; at >= 0 && block.frames[at]?.error === -1; at -= 1) {
        const frame = block.frames[at];
        if (frame !== undefined) block.frames[at] = { ...frame, error };
      }
      block.current = error;
    }
    return block.current;
  }

  /** Frames that follow belong to an error that is still to come (Python names it last). */
  waiting(): void {
    if (this.block !== null) this.block.current = -1;
  }

  attach(error: number): void {
    if (this.block !== null) this.block.current = error;
  }

  changeRelation(error: number, relation: ErrorRelation): void {
    const found = this.block?.errors[error];
    if (this.block !== null && found !== undefined) this.block.errors[error] = { ...found, relation };
  }

  addFrame(frame: ReadFrame, evidence: number): void {
    const block = this.block;
    if (block === null || this.full) return;
    block.evidence += evidence;
    this.frameCount += 1;
    block.frames.push({
      file: frame.file,
      line: frame.line,
      ...(frame.column === undefined ? {} : { column: frame.column }),
      ...(frame.function === undefined || frame.function === null || frame.function === ''
        ? {}
        : { function: frame.function }),
      library: frame.library,
      error: block.current,
      textLine: frame.textLine,
      ...(frame.async === true ? { async: true as const } : {}),
    });
  }

  /** Ends the block, so that the next frame starts another trace. */
  close(): void {
    const block = this.block;
    this.block = null;
    if (block === null) return;
    if (block.evidence >= 1 && (block.frames.length > 0 || block.errors.length > 0)) this.kept.push(block);
    else this.frameCount -= block.frames.length;
  }

  result(): StackTrace {
    this.close();
    const withFrames = this.kept.find((block) => block.frames.length > 0);
    if (withFrames === undefined) return noTrace;
    const errors: TraceError[] = [];
    const frames: TraceFrame[] = [];
    for (const block of this.kept) {
      if (errors.length >= maximumErrors) break;
      const offset = errors.length;
      const own: readonly TraceError[] =
        block.errors.length > 0 ? block.errors : [{ type: null, message: null, relation: 'primary' }];
      errors.push(...own.slice(0, maximumErrors - offset));
      for (const frame of block.frames) {
        const error = Math.min(offset + (frame.error < 0 ? own.length - 1 : frame.error), errors.length - 1);
        frames.push({ ...frame, error });
      }
    }
    return { language: languageOfFrames(withFrames.language, withFrames.frames), errors, frames };
  }
}
