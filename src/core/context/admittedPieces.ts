// The one gate for context, whatever its source: pieces of files that may not be read or sent never get into a prompt.
import type { ContextPiece } from '../task';

/** `refuses`: whether this path may not be used. A path that cannot be checked is refused. */
export function admittedPieces(
  pieces: readonly ContextPiece[],
  refuses: (path: string) => boolean,
): readonly ContextPiece[] {
  return pieces.filter(({ path }) => {
    try {
      return !refuses(path);
    } catch {
      // Not to be checked is not to be sent.
      return false;
    }
  });
}
