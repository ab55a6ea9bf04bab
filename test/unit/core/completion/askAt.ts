// What an editor asks the engine at a cursor, with no deliberate wait.
import type { Ask } from '../../../../src/core/completion/ask';
import { atCursor } from './cursor';

export function askAt(document: string, more: Partial<Ask> = {}): Ask {
  return {
    place: { path: 'a.ts', languageId: 'typescript', model: 'm', ...atCursor(document) },
    ...{ manual: false, onDemand: false, severalCursors: false, justAccepted: false, justUndone: false },
    ...{ skipComments: false, skipStrings: false },
    timing: { millisSinceLastKey: 0, typingIntervalMs: 100, recentRejections: 0, userDelayMs: 0 },
    history: { shown: 0, accepted: 0 },
    facts: () => ({ features: {}, context: [] }),
    ...more,
  };
}
