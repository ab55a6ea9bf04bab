// What a text filter sees, and what it may answer. Each filter stands alone in filters/.
import type { FinishReason } from '../model';
import type { Reason } from '../task';
import type { Place } from './place';
import type { ShapeRule } from './reasons';

export interface Draft {
  readonly place: Place;
  readonly multiline: boolean;
  /** Why the model stopped, where it is known. `length`: the text breaks off. */
  readonly finish: FinishReason | null;
  /** The editor's indentation, where the text is to be brought to it. */
  readonly indent: { readonly insertSpaces: boolean; readonly tabSize: number } | null;
}

/** `null`: unchanged. `text: null`: nothing is left to show. */
export type FilterResult = {
  readonly text: string | null;
  readonly rule: ShapeRule;
  readonly data?: Reason['data'];
} | null;

/** Takes and gives text with LF line ends. */
export type TextFilter = (text: string, draft: Draft) => FilterResult;
