// What a page showed, kept as frames with a page that plays them: what was done stands below each. Looks only, and touches nothing.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export interface Recording {
  /** Says what is done now; the frames from here on have it below them. */
  caption(text: string): void;
  /** Ends it and writes the page that plays it; resolves to that and to how many frames there are. */
  stop(): Promise<{ readonly path: string; readonly frames: number }>;
}

interface Frame {
  readonly file: string;
  readonly at: number;
  readonly caption: string;
}

/** Nothing is shown longer than this, however long a busy machine took. */
const longestMs = 1_500;

export async function recordPage(page: Page, folder: string): Promise<Recording> {
  await mkdir(folder, { recursive: true });
  const session = await page.context().newCDPSession(page);
  const frames: Frame[] = [];
  const written: Promise<void>[] = [];
  let caption = '';
  session.on('Page.screencastFrame', ({ data, sessionId, metadata }) => {
    const file = `${String(frames.length).padStart(4, '0')}.jpg`;
    frames.push({ file, at: (metadata.timestamp ?? 0) * 1_000, caption });
    written.push(writeFile(join(folder, file), Buffer.from(data, 'base64')));
    // A page that closes meanwhile has nothing more to show.
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 60, maxWidth: 1280, maxHeight: 800 });
  return {
    caption: (text) => {
      caption = text;
    },
    stop: async () => {
      await session.send('Page.stopScreencast');
      await Promise.all(written);
      const path = join(folder, 'index.html');
      await writeFile(path, player(frames));
      return { path, frames: frames.length };
    },
  };
}

function player(frames: readonly Frame[]): string {
  const shown = frames.map(({ file, caption, at }, index) => {
    const next = frames[index + 1]?.at ?? at + longestMs;
    return { file, caption, ms: Math.round(Math.min(longestMs, Math.max(0, next - at))) };
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Recording</title>
<style>body { margin: 0; font: 16px sans-serif } img { width: 100%; max-width: 1280px; display: block } p { margin: 8px }</style>
<img alt=""><p></p>
<script>
const frames = ${JSON.stringify(shown).replaceAll('<', '\\u003c')};
const show = (index) => {
  const { file, caption, ms } = frames[index % frames.length];
  document.querySelector('img').src = file;
  document.querySelector('p').textContent = caption;
  setTimeout(show, ms, index + 1);
};
if (frames.length > 0) show(0);
</script>
`;
}
