// Watches every frame that the editor draws for ghost text that vanishes and comes back at once.
import type { Page } from 'playwright-core';

export interface GhostWatch {
  /** Each flicker: the text before, after, and the milliseconds without any. */
  flickers(): Promise<readonly { readonly before: string; readonly after: string; readonly ms: number }[]>;
}

/** Ghost text that is away for less than this, was never meant to go. Milliseconds. */
const flickerMs = 100;

interface Frame {
  readonly at: number;
  readonly text: string;
}

export async function watchGhostText(page: Page): Promise<GhostWatch> {
  await page.evaluate(() => {
    const frames: { at: number; text: string }[] = [];
    Object.assign(window, { weirFrames: frames });
    const look = (): void => {
      const spans = [...document.querySelectorAll('.monaco-editor [class*="ghost-text"]')];
      const text = spans
        .filter((span) => span.getClientRects().length > 0)
        .map((span) => span.textContent ?? '')
        .join('');
      if (frames.at(-1)?.text !== text) frames.push({ at: performance.now(), text });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return {
    flickers: async () => {
      const frames = await page.evaluate<Frame[]>('window.weirFrames');
      return flickersOf(frames);
    },
  };
}

/** Away and back within the limit, as the same text or its rest: an acceptance brings another text, or none. */
export function flickersOf(frames: readonly Frame[]): { before: string; after: string; ms: number }[] {
  return frames.flatMap((frame, index) => {
    const [before, after] = [frames[index - 1], frames[index + 1]];
    if (frame.text !== '' || before === undefined || after === undefined) return [];
    const ms = after.at - frame.at;
    const same = before.text.endsWith(after.text) || after.text.endsWith(before.text);
    return ms < flickerMs && same ? [{ before: before.text, after: after.text, ms }] : [];
  });
}
