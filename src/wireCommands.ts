// The commands that look after Weir and the answer in view; those that start tasks are `host/entrances`. Part of the composition root.
import * as vscode from 'vscode';
import type { Model } from './core/model';
import type { Settings } from './core/settings';
import type { Tier } from './core/task';
import type { TraceStore } from './core/traceStore';
import type { Commands } from './host/commandNames';
import { exportCommand } from './host/exportCommand';
import type { InlineProvider } from './host/inlineProvider';
import { keyCommand } from './host/keyCommand';
import type { KnownCapabilities } from './host/knownCapabilities';
import type { Log } from './host/log';
import { showMenu } from './host/menu';
import type { Pause } from './host/pause';
import type { TaskRunner } from './host/taskRunner';
import { testCommand, type ConnectionFacts } from './host/testCommand';
import type { TracePanel } from './host/tracePanel';
import { testConnection } from './providers/testConnection';
import type { Controls } from './wireControls';
import type { FirstRun } from './wireFirstRun';
import type { ModelWiring } from './wireModels';

export interface CommandParts {
  readonly version: string;
  readonly settings: (scope?: vscode.ConfigurationScope) => Settings;
  readonly log: Log;
  readonly pause: Pause;
  readonly store: () => Promise<TraceStore>;
  readonly runner: TaskRunner;
  readonly panel: TracePanel;
  readonly inline: InlineProvider;
  readonly models: ModelWiring;
  readonly known: KnownCapabilities;
  readonly controls: Controls;
  readonly firstRun: FirstRun;
  readonly reask: (tier: Tier) => Promise<void>;
}

export function wireCommands(parts: CommandParts) {
  const { version, settings, log, pause, store, runner, panel, inline, models, known, controls, firstRun, reask } =
    parts;
  return {
    'weir.stop': () => runner.stop(),
    'weir.reaskFast': () => reask('fast'),
    'weir.reaskStrong': () => reask('strong'),
    'weir.openTrace': (id?: string) => panel.open(typeof id === 'string' ? id : undefined),
    'weir.exportTraces': () => exportCommand(store, version),
    'weir.showLog': () => log.show(),
    'weir.menu': () => showMenu(settings(vscode.window.activeTextEditor?.document), pause, inline.silences.last),
    'weir.setUp': () => firstRun.setUp(),
    'weir.learning': () => firstRun.learning.ask(),
    'weir.setKey': async (tier?: Tier) => {
      const targets = await models.keyTargets();
      const named = targets.filter((target) => target.tier === tier);
      await keyCommand(named.length > 0 ? named : targets, firstRun.storeKey);
    },
    'weir.testConnection': async () => {
      models.refresh();
      const keep = (model: Model, facts: ConnectionFacts): void => known.keep(model.info, facts);
      firstRun.tested(await testCommand(await models.candidates(), { test: testConnection, keep, log }));
      models.refresh();
      await models.askConsent(true);
      await controls.look();
    },
    'weir.chooseModel': (tier?: Tier) => controls.chooseModel(tier),
    'weir.forgetKeys': () => controls.forgetKeys(),
    'weir.copyDiagnostics': () => controls.copyDiagnostics(),
    'weir.triggerCompletion': () => inline.trigger(),
    'weir.completionAccepted': (id: string) => inline.accepted(id),
  } satisfies Partial<Commands>;
}
