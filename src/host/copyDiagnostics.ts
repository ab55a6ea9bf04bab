// `weir.copyDiagnostics`: what a report of a fault needs, as text, without a path, a key or a word of anyone's code.
import * as vscode from 'vscode';
import { defaultSettings, type Settings } from '../core/settings';
import type { Model } from '../core/model';
import type { Tier } from '../core/task';
import type { TraceStore, TraceSummary } from '../core/traceStore';
import { formatCost, formatMs, formatP } from '../shared/figures';
import { summaryText } from '../shared/summaryText';

export interface DiagnosticParts {
  readonly version: string;
  readonly settings: Settings;
  readonly models: Readonly<Record<Tier, { readonly model: Model | null; readonly sentence: string | null }>>;
  readonly store: () => Promise<TraceStore>;
}

const decisions = 20;

export async function diagnosticsText({ version, settings, models, store }: DiagnosticParts): Promise<string> {
  const { env } = vscode;
  const rows = await store()
    .then((opened) => opened.list({ limit: decisions }))
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    `Weir ${version}`,
    `${env.appName} ${vscode.version}, ${env.appHost}, ${env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}, ${env.language}`,
    `Node ${process.version}, ${process.platform} ${process.arch}, remote ${env.remoteName ?? 'none'}`,
    `Workspace: ${vscode.workspace.isTrusted ? 'trusted' : 'not trusted'}, folders ${folders.map(({ uri }) => uri.scheme).join(', ') || 'none'}`,
    '',
    'Settings that differ:',
    ...orNone(differing(settings)),
    '',
    'Models:',
    ...(['fast', 'strong'] as const).map((tier) => modelLine(tier, models[tier])),
    '',
    `Last ${decisions} decisions:`,
    ...orNone(typeof rows === 'string' ? [rows] : rows.map(decisionLine)),
  ].join('\n');
}

/** Addresses lose all but their origin: a path or a query may carry a secret. */
function differing(settings: Settings): string[] {
  const found: string[] = [];
  const compare = (value: unknown, standard: unknown, name: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inner = Object.entries(value);
      for (const [key, one] of inner)
        compare(one, Reflect.get(Object(standard), key), name === '' ? key : `${name}.${key}`);
    } else if (JSON.stringify(value) !== JSON.stringify(standard)) found.push(`  weir.${name}: ${shown(name, value)}`);
  };
  compare(settings, defaultSettings, '');
  return found;
}

function shown(name: string, value: unknown): string {
  if (/url|mirror|endpoint/i.test(name)) {
    return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : 'set';
  }
  if (/path|file|folder/i.test(name)) return 'set';
  return JSON.stringify(value) ?? 'unset';
}

function modelLine(tier: Tier, { model, sentence }: DiagnosticParts['models'][Tier]): string {
  if (model === null) return `  ${tier}: none. ${sentence ?? ''}`;
  const { provider, origin, local, capabilities, prices } = model.info;
  return `  ${tier}: ${model.info.model}, ${provider}, ${origin}${local ? ', local' : ''}, ${JSON.stringify(capabilities)}, ${prices === null ? 'unpriced' : 'priced'}`;
}

function decisionLine(row: TraceSummary): string {
  const judged =
    row.pAcceptable === null || row.threshold === null
      ? ''
      : `, p ${formatP(row.pAcceptable)} against ${formatP(row.threshold)}`;
  const facts = [row.kind, row.languageId, row.tier ?? 'no tier', row.model ?? 'no model', row.rule ?? 'no rule'];
  return `  ${new Date(row.startedAt).toISOString()} ${facts.join(', ')}: ${summaryText(row)}${judged}, ${formatMs(row.totalMs)}, ${formatCost(row.cost)}`;
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['  none'] : lines;
}
