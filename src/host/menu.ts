// `weir.menu`: what a click on the status bar item offers.
import * as vscode from 'vscode';
import type { Mode, Settings } from '../core/settings';
import { wordReason } from '../shared/reasonTexts';
import { pauses, type Pause } from './pause';
import type { Silence } from './silences';

const shownSilences = 5;

interface Entry extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

const modes: Record<Mode, { icon: string; label: () => string }> = {
  cascade: { icon: 'git-merge', label: () => vscode.l10n.t('Cascade: fast first, strong where it pays') },
  fast: { icon: 'zap', label: () => vscode.l10n.t('Always fast') },
  strong: { icon: 'rocket', label: () => vscode.l10n.t('Always strong') },
};

/** `settings`: those of the active editor; `silences`: the newest first. */
export async function showMenu(settings: Settings, pause: Pause, silences: readonly Silence[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick([...entries(settings, pause), ...silenceEntries(silences)], {
    title: 'Weir',
    placeHolder: vscode.l10n.t('What should Weir do?'),
    matchOnDescription: true,
  });
  await chosen?.run?.();
}

function entries(settings: Settings, pause: Pause): Entry[] {
  const language = vscode.window.activeTextEditor?.document.languageId;
  return [
    separator(vscode.l10n.t('Completions')),
    ...pauseEntries(pause),
    toggle('completions.enabled', vscode.l10n.t('Inline completions'), settings.completions.enabled),
    ...(language === undefined ? [] : [languageEntry(language, settings)]),
    ...(vscode.workspace.workspaceFolders === undefined ? [] : [workspaceEntry(settings)]),
    separator(vscode.l10n.t('Models')),
    ...(Object.keys(modes) as Mode[]).map((mode) => modeEntry(mode, settings.mode)),
    toggle('localOnly', vscode.l10n.t('Local models only'), settings.localOnly),
    command('server-environment', vscode.l10n.t('Choose models'), 'weir.chooseModel'),
    command(
      'credit-card',
      vscode.l10n.t('Budget'),
      'workbench.action.openSettings',
      '@id:weir.budget.day @id:weir.budget.month',
    ),
    separator(vscode.l10n.t('Look')),
    command('list-tree', vscode.l10n.t('Open trace panel'), 'weir.openTrace'),
    command('output', vscode.l10n.t('Show log'), 'weir.showLog'),
    separator(vscode.l10n.t('Set up')),
    command('plug', vscode.l10n.t('Test connection'), 'weir.testConnection'),
    command('key', vscode.l10n.t('Set API key'), 'weir.setKey'),
    command('trash', vscode.l10n.t('Forget all keys'), 'weir.forgetKeys'),
    command('gear', vscode.l10n.t('Settings'), 'workbench.action.openSettings', '@ext:weir.weir'),
    command('clippy', vscode.l10n.t('Copy diagnostics'), 'weir.copyDiagnostics'),
  ];
}

/** Why nothing was offered, lately: a click goes to the place. */
function silenceEntries(silences: readonly Silence[]): Entry[] {
  if (silences.length === 0) return [];
  return [
    separator(vscode.l10n.t('Why Weir kept silent')),
    ...silences.slice(0, shownSilences).map(({ reason, path, line, times }) => ({
      label: `$(mute) ${wordReason(reason, vscode.l10n.t)}`,
      description: `${path}:${line}${times > 1 ? ` · ${vscode.l10n.t('{0} times', times)}` : ''}`,
      run: () => vscode.commands.executeCommand('weir.showLog'),
    })),
  ];
}

function separator(label: string): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function command(icon: string, label: string, id: string, ...args: unknown[]): Entry {
  return { label: `$(${icon}) ${label}`, run: () => vscode.commands.executeCommand(id, ...args) };
}

function pauseEntries(pause: Pause): Entry[] {
  const left = pause.leftMs;
  if (left > 0) {
    const description = vscode.l10n.t('{0} min left', Math.ceil(left / 60_000));
    return [{ label: `$(debug-continue) ${vscode.l10n.t('Resume now')}`, description, run: () => pause.end() }];
  }
  return pauses.map((minutes) => ({
    label: `$(debug-pause) ${vscode.l10n.t('Pause for {0} min', minutes)}`,
    run: () => pause.start(minutes),
  }));
}

function modeEntry(mode: Mode, current: Mode): Entry {
  const { icon, label } = modes[mode];
  return {
    label: `$(${icon}) ${label()}`,
    ...(mode === current && { description: vscode.l10n.t('now') }),
    run: () => update('mode', mode),
  };
}

function toggle(setting: string, label: string, on: boolean): Entry {
  return switchEntry(label, on, () => update(setting, !on));
}

function languageEntry(language: string, settings: Settings): Entry {
  const on = settings.completions.enabled;
  const config = vscode.workspace.getConfiguration('weir', { languageId: language });
  return switchEntry(vscode.l10n.t('Inline completions in {0}', language), on, () =>
    config.update('completions.enabled', !on, vscode.ConfigurationTarget.Global, true),
  );
}

function workspaceEntry(settings: Settings): Entry {
  const on = settings.completions.enabled;
  return switchEntry(vscode.l10n.t('Inline completions in this workspace'), on, () =>
    vscode.workspace.getConfiguration('weir').update('completions.enabled', !on, vscode.ConfigurationTarget.Workspace),
  );
}

function switchEntry(label: string, on: boolean, run: () => unknown): Entry {
  return {
    label: `$(${on ? 'check' : 'circle-large-outline'}) ${label}`,
    description: on ? vscode.l10n.t('on') : vscode.l10n.t('off'),
    run,
  };
}

function update(setting: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration('weir').update(setting, value, vscode.ConfigurationTarget.Global);
}
