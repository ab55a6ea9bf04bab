// What a user sees and does in the editor, as a page object. Everything here goes through the page, except opening a
// file and placing the cursor, where the keyboard would be slow and inexact.
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Theme } from './editor';
import type { Probe } from './editorProbe';
import { themeNames } from './editorSettings';

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

export class EditorPage {
  readonly browserPage: Page;
  private readonly probe: Probe;

  constructor(browserPage: Page, probe: Probe) {
    this.browserPage = browserPage;
    this.probe = probe;
  }

  async ready(): Promise<void> {
    await this.browserPage.locator('.monaco-workbench .statusbar').waitFor({ timeout: 120_000 });
  }

  /** Opens a file of the workspace and gives it the focus. `path` is relative to the workspace. */
  async openFile(path: string): Promise<void> {
    await this.probe.run(async (vscode, relative) => {
      const folder = vscode.workspace.workspaceFolders?.[0];
      if (!folder) throw new Error('no workspace folder');
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, relative), { preview: false });
      return null;
    }, path);
    await this.focusEditor();
  }

  /** Lines and columns start at 1. With an end, selects up to it. */
  async setCursor(line: number, column: number, endLine = line, endColumn = column): Promise<void> {
    await this.probe.run(
      (vscode, fromLine, fromColumn, toLine, toColumn) => {
        const { activeTextEditor, visibleTextEditors } = vscode.window;
        // A panel that has just come may hold the focus for a moment.
        const editor = activeTextEditor ?? visibleTextEditors.find(({ document }) => document.uri.scheme === 'file');
        if (!editor) throw new Error('no editor is open');
        const selection = new vscode.Selection(fromLine - 1, fromColumn - 1, toLine - 1, toColumn - 1);
        editor.selection = selection;
        editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
        return null;
      },
      line,
      column,
      endLine,
      endColumn,
    );
    await this.focusEditor();
  }

  /**
   * Closes every editor. Text on the disk may not be counted as saved yet, and the editor would ask about it and wait for an answer:
   * so waits until everything is saved, and rejects with what is not.
   */
  async closeEditors(): Promise<void> {
    await this.probe.run(async (vscode) => {
      const unsaved = (): string[] =>
        vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ fileName }) => fileName);
      for (let tries = 0; unsaved().length > 0; tries++) {
        if (tries === 200) throw new Error(`not saved: ${unsaved().join(', ')}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      return null;
    });
  }

  async focusEditor(): Promise<void> {
    await this.probe.command('workbench.action.focusActiveEditorGroup');
  }

  /** Text of the active document as extensions see it, some milliseconds after the page: poll it after typing. */
  async text(): Promise<string> {
    return this.probe.run((vscode) => vscode.window.activeTextEditor?.document.getText() ?? '');
  }

  /** Types with the real keyboard, as fast as a quick typist by default. */
  async type(text: string, delayMs = 20): Promise<void> {
    await this.browserPage.keyboard.type(text, { delay: delayMs });
  }

  /** Presses a key or chord in playwright's words: `Tab`, `Escape`, `Control+Shift+P`. */
  async press(keys: string): Promise<void> {
    await this.browserPage.keyboard.press(keys);
  }

  /** Runs a command through the palette by its title, as a user would: `Weir: Explain`. */
  async runCommand(title: string): Promise<void> {
    const input = this.browserPage.locator('.quick-input-widget input[type=text]');
    const row = this.browserPage.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    const soon = { timeout: 5_000 };
    // What takes the focus at this moment, a notification or an editor that is drawn anew, closes the palette again.
    for (let tries = 1; ; tries++) {
      try {
        await this.press('F1');
        await input.fill(`>${title}`, soon);
        await row.click(soon);
        return;
      } catch (error) {
        if (tries === 6) throw new Error(`"${title}" is not to be found in the command palette.`, { cause: error });
      }
    }
  }

  /**
   * Reloads the window by its command, which lets the editor write its state first: the browser's would lose the last seconds. Resolves to
   * the milliseconds that the editor took to leave the page.
   */
  async reload(): Promise<number> {
    const { browserPage } = this;
    const [left, loaded] = [
      browserPage.waitForEvent('framenavigated', {
        timeout: 60_000,
        predicate: (frame) => frame === browserPage.mainFrame(),
      }),
      browserPage.waitForEvent('load', { timeout: 60_000 }),
    ];
    await this.runCommand('Developer: Reload Window');
    const asked = performance.now();
    await left;
    const ms = performance.now() - asked;
    await loaded;
    await this.ready();
    return ms;
  }

  /** The first status bar item whose text contains `text`. */
  statusBarItem(text: string | RegExp): Locator {
    return this.browserPage.locator('.statusbar-item').filter({ hasText: text }).first();
  }

  /** Text of all status bar items, from left to right. */
  async statusBar(): Promise<string[]> {
    return (await this.browserPage.locator('.statusbar-item').allInnerTexts())
      .map((text) => text.trim())
      .filter(Boolean);
  }

  /** The inline suggestion as drawn, lines joined by `\n`; empty when none is visible. Empty lines are not drawn. */
  async ghostText(): Promise<string> {
    const spans = await this.browserPage
      .locator('.monaco-editor [class*="ghost-text"]')
      .filter({ visible: true })
      .evaluateAll((elements) =>
        elements
          .filter((element) => !element.querySelector('[class*="ghost-text"]'))
          .map((element) => {
            const { top, left } = element.getBoundingClientRect();
            return { top: Math.round(top), left, text: element.textContent ?? '' };
          }),
      );
    return rowsOf(spans).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until a suggestion is drawn and resolves to it. */
  async waitForGhostText(limitMs = 60_000): Promise<string> {
    const end = Date.now() + limitMs;
    for (;;) {
      const text = await this.ghostText();
      if (text.trim()) return text;
      if (Date.now() > end) throw new Error(`No inline suggestion was drawn within ${limitMs} ms.`);
      await this.browserPage.waitForTimeout(20);
    }
  }

  /** The inside of a webview (panel or view) by the `<title>` of its document or the title of its panel. */
  async webview(title: string, limitMs = 60_000): Promise<Frame> {
    const end = Date.now() + limitMs;
    for (;;) {
      for (const frame of this.browserPage.frames()) if (await isWebview(frame, title)) return frame;
      if (Date.now() > end) throw new Error(`No webview "${title}" within ${limitMs} ms.`);
      await this.browserPage.waitForTimeout(50);
    }
  }

  /** Text of the notifications that are visible now. */
  async notifications(): Promise<string[]> {
    return this.browserPage.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  notification(text: string | RegExp): Locator {
    return this.browserPage.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.probe.configure('workbench.colorTheme', themeNames[theme]);
    const workbench = `.monaco-workbench.${theme === 'light' ? 'vs' : 'vs-dark'}`;
    await this.browserPage.locator(workbench).waitFor();
    // The workbench fades from one theme to the other: a picture taken meanwhile shows neither.
    await this.browserPage.locator(workbench).evaluate(async (root) => {
      const fading = root.getAnimations({ subtree: true }).filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(fading.map(({ finished }) => finished));
    });
  }

  /** Writes `<name>.png` into WEIR_SHOTS, else a folder of the temporary one; resolves to its path. */
  async screenshot(name: string): Promise<string> {
    const folder = process.env['WEIR_SHOTS'] ?? join(tmpdir(), 'weir-shots');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.browserPage.screenshot({ path });
    return path;
  }

  /** `<name>-dark.png` and `<name>-light.png`. The theme is dark, before and after. */
  async pictures(name: string): Promise<void> {
    await this.screenshot(`${name}-dark`);
    await this.setTheme('light');
    await this.screenshot(`${name}-light`);
    await this.setTheme('dark');
  }

  /** `Control` or `Meta`, for chords. */
  get modifier(): string {
    return modifier;
  }
}

/** The editor draws one span a token, the lines below the first in an element of their own: put them back in order. */
function rowsOf(spans: readonly { top: number; left: number; text: string }[]): string[] {
  const ordered = [...spans].sort((a, b) => a.top - b.top || a.left - b.left);
  const rows: { top: number; text: string }[] = [];
  for (const { top, text } of ordered) {
    const last = rows.at(-1);
    if (last && Math.abs(last.top - top) < 4) last.text += text;
    else rows.push({ top, text });
  }
  return rows.map((row) => row.text);
}

async function isWebview(frame: Frame, title: string): Promise<boolean> {
  const outer = frame.parentFrame();
  if (!outer?.parentFrame()) return false;
  try {
    if ((await frame.title()) === title) return true;
    return (await (await frame.frameElement()).getAttribute('title')) === title;
  } catch (error) {
    // Frames come and go while they are looked at: a detached one is not the one asked for.
    if (error instanceof Error && /detached|closed|destroyed/i.test(error.message)) return false;
    throw error;
  }
}
