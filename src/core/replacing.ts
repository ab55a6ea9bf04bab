// May a better answer still take the first one's place under the user's eyes? Passes its stream on, or keeps its text back.
import type { CascadeEvent } from './cascadeTask';
import type { Reason } from './task';
import type { Answer } from './tierCalls';

/** An answer that has stood this long is being read. Milliseconds since its first text. */
const replaceMs = 8_000;

export interface Standing {
  /** When the first answer's first text was shown, milliseconds since the task's start; undefined: nothing stands there. */
  readonly shownMs: number | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly now: () => number;
  /** When the user last scrolled, copied or typed, epoch milliseconds; absent: what stands there stays beside the better one. */
  readonly touchedAt?: () => number;
}

/** Decided once, when the better answer's first text is there: an answer that has begun to appear is not taken back. */
export async function* replacing(
  stream: AsyncGenerator<CascadeEvent, Answer, void>,
  standing: Standing,
): AsyncGenerator<CascadeEvent, { readonly answer: Answer; readonly late: Reason | null }, void> {
  let late: Reason | null | undefined;
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return { answer: step.value, late: late ?? null };
    if (step.value.type === 'text') {
      if (late === undefined) late = whyKept(standing);
      if (late !== null) continue;
    }
    yield step.value;
  }
}

/** Why the first answer stays; null where it may be replaced. */
function whyKept({ shownMs, startedAt, now, touchedAt }: Standing): Reason | null {
  if (shownMs === undefined || touchedAt === undefined) return null;
  const seconds = (now() - shownMs) / 1000;
  if (touchedAt() > startedAt + shownMs) return { rule: 'strong-after-touch', weight: 1, data: { seconds } };
  return seconds > replaceMs / 1000 ? { rule: 'strong-late', weight: 1, data: { seconds } } : null;
}
