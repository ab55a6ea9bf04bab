// What a format is: a reader of lines that knows one way to print a stack trace. The scanner drives it.
import type { Opening } from './lineFilter';
import type { TraceCollector } from './traceCollector';
import type { TraceLine } from './traceLines';

export interface TraceFormat {
  readonly name: string;
  /** Of a line that looks otherwise, `read` reads nothing unless a trace of this format is open above it. */
  readonly opening: Opening;
  /**
   * Reads at `lines[index]` what belongs to its format and puts it into the collector.
   * Looks at most a few dozen lines around, so that the scan stays linear.
   * @returns the number of lines read; 0 where the line is not its own
   */
  read(lines: readonly TraceLine[], index: number, collector: TraceCollector): number;
}
