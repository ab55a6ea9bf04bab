// A patch as the answer view shows it, and the checks of the message that brings it. The texts stay with the host.
import type { Reason } from '../core/task';
import { isName, isReason, isSentence } from './dataGuards';
import { isCount, isListOf, isNullOr, isNumber, isOneOf, isOptional, isShape, type Check } from './guards';

/** `outdated`: a file was changed by somebody else, so that the patch no longer fits. */
export type PatchPhase = 'proposed' | 'accepted' | 'rejected' | 'undone' | 'outdated';

export interface PatchedFile {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
}

export interface Trial {
  /** What is run: a task's name, or a command; empty where the user has still to say. */
  readonly name: string;
  readonly phase: 'offered' | 'running' | 'passed' | 'failed' | 'ended';
  /** Null before the end, and where there was none. */
  readonly exitCode: number | null;
}

export interface PatchState {
  readonly files: readonly PatchedFile[];
  readonly phase: PatchPhase;
  /** What was verified, and what was not. */
  readonly facts: readonly Reason[];
  /** Errors that the editor reports in the changed files; null until the change was accepted and they are known. */
  readonly errors: { readonly before: number; readonly after: number } | null;
  /** A run on the accepted change; absent before. */
  readonly trial?: Trial | undefined;
}

const isLines = isCount(10_000_000);

export const isPatchState: Check<PatchState> = isShape<PatchState>({
  files: isListOf(isShape<PatchedFile>({ path: isName, added: isLines, removed: isLines }), 100),
  phase: isOneOf('proposed', 'accepted', 'rejected', 'undone', 'outdated'),
  facts: isListOf(isReason, 200),
  errors: isNullOr(isShape({ before: isLines, after: isLines })),
  trial: isOptional(
    isShape<Trial>({
      name: isSentence,
      phase: isOneOf('offered', 'running', 'passed', 'failed', 'ended'),
      exitCode: isNullOr(isNumber),
    }),
  ),
});
