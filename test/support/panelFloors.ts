// What the machine and the editor take by themselves, measured beside the trace panel in the same editor: a webview panel that holds
// one line, a list of the same rows that no script touches, and a question that the host answers with nothing.
import type { Frame } from 'playwright-core';
import type { WeirEditor } from './editorWeir';

export const floorTitle = 'Floor';

/** Opens the panel that `body` makes in the host; resolves to the time on the clock just before. */
async function openFloor(weir: WeirEditor, body: string): Promise<number> {
  return weir.probe.run(
    (vscode, html, title) => {
      const extension = vscode.extensions.getExtension('weir.weir');
      if (!extension) throw new Error('Weir is not installed.');
      const dist = vscode.Uri.joinPath(extension.extensionUri, 'dist');
      const began = Date.now();
      const panel = vscode.window.createWebviewPanel('floor', title, vscode.ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: [dist],
      });
      const style = (...path: readonly string[]): string =>
        `<link rel="stylesheet" href="${String(panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, ...path)))}">`;
      const styles = html.includes('row') ? style('codicons', 'codicon.css') + style('webview', 'trace.css') : '';
      panel.webview.onDidReceiveMessage(() => void panel.webview.postMessage(null));
      panel.webview.html = `<!DOCTYPE html><html><head><title>${title}</title>${styles}</head>${html}</html>`;
      return began;
    },
    body,
    floorTitle,
  );
}

/** A panel of one line. */
export async function openEmpty(weir: WeirEditor): Promise<number> {
  return openFloor(weir, '<body><p class="first">One line</p></body>');
}

/** The rows that a list has drawn, over and over, as a page without a script. */
export async function openPlainList(weir: WeirEditor, panel: Frame, rows: number): Promise<Frame> {
  const drawn = await panel.locator('.row .row-lines').evaluateAll((all) => all.map((one) => one.outerHTML));
  const list = Array.from(
    { length: rows },
    (_, index) => `<div class="row">${drawn[index % drawn.length] ?? ''}</div>`,
  );
  const inPlace = '<style>body .row { position: static; }</style>';
  await openFloor(
    weir,
    `${inPlace}<body class="weir-trace"><div class="view"><div class="panel"><nav class="browse"><div class="list">${list.join('')}</div></nav></div></div></body>`,
  );
  const plain = await weir.page.webview(floorTitle, 60_000);
  await plain.locator('.row').first().waitFor();
  return plain;
}

/** Milliseconds of a message to the host and one back. */
export async function roundTrip(frame: Frame): Promise<number> {
  return frame.evaluate(`new Promise((resolve) => {
    const api = globalThis.floorApi ??= acquireVsCodeApi();
    const began = performance.now();
    window.addEventListener('message', () => resolve(performance.now() - began), { once: true });
    api.postMessage(null);
  })`);
}
