// `weir.testConnection`: asks each tier one small question and says in plain words what it can do, or what mends it.
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
  readonly fillsIn: boolean | null;
}

export type TestedTier =
  { readonly model: Model; readonly sentence: null } | { readonly model: null; readonly sentence: string };

const limitMs = 130_000;

export interface TestParts {
  readonly test: (model: Model, signal: AbortSignal) => Promise<ConnectionFacts>;
  /** What was found out about a model that answers. */
  readonly keep: (model: Model, facts: ConnectionFacts) => void;
  readonly log: Log;
}

/** Resolves to whether a model has answered, as soon as that is known. */
export async function testCommand(tiers: Record<Tier, TestedTier>, parts: TestParts): Promise<boolean> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Weir: Test Connection'),
    cancellable: true,
  };
  const results = await vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(limitMs)]);
    return Promise.all((['fast', 'strong'] as const).map((tier) => result(tier, tiers[tier], parts, signal)));
  });
  for (const { text } of results) parts.log.info(text);
  const good = results.filter(({ verdict }) => verdict === 'ok');
  const bad = results.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'cancelled');
  const words = good.map(({ text }) => text).join(' ');
  // As few as can be: the editor shows three notifications at a time and drops what comes right after them. Both tiers may have
  // the same fault, which is told once, and what works is said along with the first fault.
  const faults = bad.filter((one) => bad.find(({ sentence }) => sentence === one.sentence) === one);
  for (const fault of faults) tell(fault, fault === faults[0] ? words : '');
  if (faults.length === 0 && words !== '') void vscode.window.showInformationMessage(words);
  return good.length > 0;
}

interface Result {
  readonly tier: Tier;
  readonly verdict: string;
  readonly sentence: string;
  readonly text: string;
}

async function result(tier: Tier, tested: TestedTier, parts: TestParts, signal: AbortSignal): Promise<Result> {
  const name = tier === 'fast' ? vscode.l10n.t('Fast') : vscode.l10n.t('Strong');
  const { model } = tested;
  if (model === null) {
    return { tier, verdict: 'not-configured', sentence: tested.sentence, text: `${name}: ${tested.sentence}` };
  }
  const facts = await parts.test(model, signal);
  const { verdict, sentence } = facts;
  if (verdict !== 'ok') return { tier, verdict, sentence, text: `${name}, ${model.info.model}: ${sentence}` };
  parts.keep(model, facts);
  const notes = [
    ...(facts.firstTokenMs === null ? [] : [vscode.l10n.t('first token after {0}', formatMs(facts.firstTokenMs))]),
    facts.logProbabilities === true
      ? vscode.l10n.t('with log-probabilities')
      : vscode.l10n.t('without log-probabilities'),
    ...(facts.fillsIn === null ? [] : [facts.fillsIn ? vscode.l10n.t('fills in') : vscode.l10n.t('does not fill in')]),
  ];
  return {
    tier,
    verdict,
    sentence,
    text: vscode.l10n.t('{0}, {1}: answers, {2}.', name, model.info.model, notes.join(', ')),
  };
}

interface Fix {
  readonly title: string;
  readonly command: string;
  readonly argument?: string;
}

function tell({ tier, verdict, text }: Result, more: string): void {
  const fixes = fixesFor(verdict, tier);
  void vscode.window.showWarningMessage(`${text} ${more}`.trim(), ...fixes.map(({ title }) => title)).then((chosen) => {
    const fix = fixes.find(({ title }) => title === chosen);
    if (fix !== undefined) void vscode.commands.executeCommand(fix.command, fix.argument);
  });
}

function fixesFor(verdict: string, tier: Tier): readonly Fix[] {
  const setUp: Fix = { title: vscode.l10n.t('Set Up Models'), command: 'weir.setUp' };
  const again: Fix = { title: vscode.l10n.t('Try Again'), command: 'weir.testConnection' };
  const choose: Fix = { title: vscode.l10n.t('Choose Model'), command: 'weir.chooseModel', argument: tier };
  const key: Fix = { title: vscode.l10n.t('Set API Key'), command: 'weir.setKey', argument: tier };
  const proxy: Fix = {
    title: vscode.l10n.t('Proxy Settings'),
    command: 'workbench.action.openSettings',
    argument: '@id:http.proxy @id:http.proxyStrictSSL @id:http.systemCertificates',
  };
  const log: Fix = { title: vscode.l10n.t('Show Log'), command: 'weir.showLog' };
  switch (verdict) {
    case 'auth':
    case 'quota':
      return [key, setUp];
    case 'unknown-model':
      return [choose];
    case 'network':
    case 'tls':
      return [proxy, choose, again];
    case 'timeout':
    case 'overloaded':
    case 'rate-limited':
      return [again, choose];
    case 'engine':
      return [log, setUp];
    default:
      return [setUp, key];
  }
}
