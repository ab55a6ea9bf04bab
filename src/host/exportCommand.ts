// `weir.exportTraces`: all traces into a file: JSON lines that `npm run eval -- cascade` reads, OpenTelemetry, or a table.
import * as vscode from 'vscode';
import { traceRow } from '../core/calibration/traceRow';
import { csvHead, csvRow } from '../core/export/csv';
import { otelLine } from '../core/export/otelSpans';
import type { Trace } from '../core/trace';
import type { TraceStore, TraceSummary } from '../core/traceStore';

const pageSize = 500;

interface Format {
  readonly head: readonly string[];
  line(trace: Trace, summary: TraceSummary): string;
}

export async function exportCommand(store: () => Promise<TraceStore>, version: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Weir: Export Traces'),
    filters: {
      [vscode.l10n.t('JSON Lines, for replay')]: ['jsonl'],
      [vscode.l10n.t('OpenTelemetry, for a collector')]: ['json'],
      [vscode.l10n.t('Table')]: ['csv'],
    },
    saveLabel: vscode.l10n.t('Export'),
  });
  if (target === undefined) return;
  const format = await formatOf(target.path, version);
  if (format === null) return;
  const lines = await allTraces(await store(), format);
  const text = [...format.head, ...lines].map((line) => `${line}\n`).join('');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  void vscode.window.showInformationMessage(
    lines.length === 1
      ? vscode.l10n.t('One trace is in {0}.', target.fsPath)
      : vscode.l10n.t('{0} traces are in {1}.', lines.length, target.fsPath),
  );
}

/** By the file's ending; null where the user has thought better of it. */
async function formatOf(path: string, version: string): Promise<Format | null> {
  if (path.endsWith('.csv')) return { head: [csvHead], line: (_trace, summary) => csvRow(summary) };
  if (!path.endsWith('.json')) {
    const now = Date.now();
    return { head: [], line: (trace) => JSON.stringify({ ...traceRow(trace, now), trace }) };
  }
  const figures = vscode.l10n.t('Figures and Reasons Only');
  const whole = vscode.l10n.t('With Prompts and Answers');
  const choice = await vscode.window.showQuickPick([figures, whole], {
    placeHolder: vscode.l10n.t('Choose what the collector may see.'),
  });
  return choice === undefined ? null : { head: [], line: (trace) => otelLine(trace, version, choice === whole) };
}

async function allTraces(store: TraceStore, format: Format): Promise<string[]> {
  const lines: string[] = [];
  let last: TraceSummary | undefined;
  for (;;) {
    const page = await store.list({ limit: pageSize, ...(last && { before: last.startedAt, beforeId: last.id }) });
    for (const summary of page) {
      const trace = await store.get(summary.id);
      if (trace !== null) lines.push(format.line(trace, summary));
    }
    last = page.at(-1);
    if (page.length < pageSize || last === undefined) return lines;
  }
}
