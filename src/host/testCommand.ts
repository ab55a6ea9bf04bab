// `weir.testConnection`: asks each tier one small question and says in plain words what it can do.
import * as vscode from 'vscode';
import type { Model } from '../core/model';
import type { Tier } from '../core/task';
import { formatMs } from '../shared/figures';
import type { Log } from './log';

export interface ConnectionFacts {
  readonly verdict: string;
  readonly sentence: string;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly logProbabilities: boolean | null;
}

export type TestedTier =
  { readonly model: Model; readonly sentence: null } | { readonly model: null; readonly sentence: string };

const limitMs = 130_000;

/** Resolves to whether a model has answered, as soon as that is known. */
export async function testCommand(
  tiers: Record<Tier, TestedTier>,
  test: (model: Model, signal: AbortSignal) => Promise<ConnectionFacts>,
  log: Log,
): Promise<boolean> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Weir: Test Connection'),
    cancellable: true,
  };
  const lines = await vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(limitMs)]);
    return Promise.all((['fast', 'strong'] as const).map((tier) => line(tier, tiers[tier], test, signal)));
  });
  for (const { text } of lines) log.info(text);
  const show = lines.every(({ ok }) => ok) ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const setUp = vscode.l10n.t('Set Up Models');
  const setKey = vscode.l10n.t('Set API Key');
  const fixes = lines.every(({ ok }) => ok) ? [] : [setUp, setKey];
  void show(lines.map(({ text }) => text).join(' '), ...fixes).then((chosen) => {
    if (chosen === setUp) void vscode.commands.executeCommand('weir.setUp');
    if (chosen === setKey) void vscode.commands.executeCommand('weir.setKey');
  });
  return lines.some(({ ok }) => ok);
}

async function line(
  tier: Tier,
  { model, sentence }: TestedTier,
  test: (model: Model, signal: AbortSignal) => Promise<ConnectionFacts>,
  signal: AbortSignal,
): Promise<{ ok: boolean; text: string }> {
  const name = tier === 'fast' ? vscode.l10n.t('Fast') : vscode.l10n.t('Strong');
  if (model === null) return { ok: false, text: `${name}: ${sentence}` };
  const facts = await test(model, signal);
  if (facts.verdict !== 'ok') return { ok: false, text: `${name}, ${model.info.model}: ${facts.sentence}` };
  const doubts = facts.logProbabilities === true ? '' : vscode.l10n.t(', without log-probabilities');
  const first =
    facts.firstTokenMs === null ? '' : vscode.l10n.t(', first token after {0}', formatMs(facts.firstTokenMs));
  return { ok: true, text: vscode.l10n.t('{0}, {1}: answers{2}{3}.', name, model.info.model, first, doubts) };
}
