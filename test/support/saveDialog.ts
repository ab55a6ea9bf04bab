// The editor's own save dialog, as it is drawn in the browser: a quick input that holds a path.
import { expect } from 'vitest';
import type { EditorPage } from './editorPage';

/** Saves as `file`, a whole path, in the dialog of this title; resolves once the dialog has gone. */
export async function saveAs({ browserPage }: EditorPage, title: string, file: string): Promise<void> {
  const dialog = browserPage.locator('.quick-input-widget').filter({ hasText: title });
  const place = dialog.locator('.quick-input-box input');
  // It has to have looked where it is, before it takes another place.
  await expect.poll(() => place.inputValue({ timeout: 1_000 }), { timeout: 60_000 }).toMatch(/^\//);
  // While it looks at a folder it hears no key, and may put back what it found there: the path and the key are given again until it goes.
  await expect
    .poll(
      async () => {
        if (!(await dialog.isVisible())) return false;
        try {
          if ((await place.inputValue({ timeout: 1_000 })) !== file) await place.fill(file, { timeout: 1_000 });
          else await place.press('Enter', { timeout: 1_000 });
        } catch (error) {
          // It went away meanwhile, or something else was asked in its place.
          if (await dialog.isVisible()) throw error;
        }
        return dialog.isVisible();
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(false);
}
