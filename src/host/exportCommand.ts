// `weir.exportTraces`: all traces into a file, one JSON object a line.
import * as vscode from 'vscode';
import type { TraceStore } from '../core/traceStore';

const pageSize = 500;

export async function exportCommand(store: () => Promise<TraceStore>): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Weir: Export Traces'),
    filters: { 'JSON Lines': ['jsonl'] },
    saveLabel: vscode.l10n.t('Export'),
  });
  if (target === undefined) return;
  const lines = await allTraces(await store());
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')));
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} traces are in {1}.', lines.length, target.fsPath));
}

async function allTraces(store: TraceStore): Promise<string[]> {
  const lines: string[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await store.list({ limit: pageSize, ...(before !== undefined && { before }) });
    for (const { id } of page) {
      const trace = await store.get(id);
      if (trace !== null) lines.push(JSON.stringify(trace));
    }
    const last = page.at(-1);
    if (page.length < pageSize || last === undefined) return lines;
    before = last.startedAt;
  }
}
