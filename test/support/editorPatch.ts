// What the editor tests of patches share: an answer with an edit, and the diffs that are open.
import type { Probe } from './editorProbe';

/** One edit as a model writes it. */
export const editBlock = (path: string, search: string, replace: string): string =>
  `\`\`\`\n${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\``;

/** Titles of the open diffs of a patch. */
export function openDiffs(probe: Probe): Promise<string[]> {
  return probe.run((vscode) =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter((tab) => tab.input instanceof vscode.TabInputTextDiff && tab.input.modified.scheme === 'weir-patch')
      .map((tab) => tab.label),
  );
}

/** `app/money.py:12`: the active editor's file and the cursor's line. */
export function openPlace(probe: Probe): Promise<string> {
  return probe.run((vscode) => {
    const editor = vscode.window.activeTextEditor;
    return editor ? `${vscode.workspace.asRelativePath(editor.document.uri)}:${editor.selection.active.line + 1}` : '';
  });
}
