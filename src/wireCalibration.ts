// Calibration and budgets, put together: their stores, their facts for the panel, their notices. Part of the composition root.
import * as vscode from 'vscode';
import type { CalibrationFacts } from './core/calibration/facts';
import type { SpendingFacts } from './core/cost/spendingFacts';
import type { ModelInfo } from './core/model';
import type { Policy } from './core/policy';
import type { Settings } from './core/settings';
import { Audits } from './host/audits';
import { Budget } from './host/budget';
import { Calibration } from './host/calibration';
import type { Learning } from './host/learning';
import type { Log } from './host/log';
import type { StoreNotice } from './host/storeNotice';
import { wordReason } from './shared/reasonTexts';
import { openTraceStore, type WeirStore } from './store/sqliteTraceStore';

export interface CalibrationParts {
  readonly settings: () => Settings;
  readonly policy: () => Policy | null;
  readonly log: Log;
  readonly troubles: StoreNotice;
  /** The traces' store; its file is there and kept short. */
  readonly store: () => Promise<WeirStore>;
  readonly file: string;
  readonly workerFile: string;
  readonly learning: () => Learning;
  /** The models of both tiers. */
  readonly models: () => Promise<readonly ModelInfo[]>;
  /** A budget is used up, or was enlarged. */
  readonly budgetChanged: () => void;
}

export interface CalibrationWiring {
  readonly calibration: Calibration;
  readonly budget: Budget;
  /** Audits and exploration: nothing before the user's yes. */
  readonly audits: Audits;
  calibrationFacts(): Promise<CalibrationFacts | null>;
  spendingFacts(): Promise<SpendingFacts>;
  dispose(): void;
}

export function wireCalibration(parts: CalibrationParts): CalibrationWiring {
  const { settings, log, troubles } = parts;
  let own: WeirStore | null = null;
  /** A thread of its own, since a fit takes seconds and a budget must not wait for it. */
  const beside = async (): Promise<WeirStore> => {
    await parts.store();
    own ??= openTraceStore({ file: parts.file, workerFile: parts.workerFile, log: troubles.tell });
    return own;
  };
  const budget = new Budget(settings, parts.store, troubles.failed, parts.budgetChanged);
  const calibration = new Calibration(
    settings,
    () => parts.policy()?.prior ?? null,
    beside,
    () => parts.learning().answer,
    troubles.failed,
    (alarm) => {
      const sentence = wordReason(alarm);
      log.warn(sentence);
      void vscode.window.showWarningMessage(`Weir: ${sentence}.`, vscode.l10n.t('Open Trace Panel')).then((choice) => {
        if (choice !== undefined) void vscode.commands.executeCommand('weir.openTrace');
      });
    },
  );
  const audits = new Audits(() => parts.learning().allowed, beside, troubles.failed);
  return {
    calibration,
    budget,
    audits,
    calibrationFacts: () => calibration.facts(),
    spendingFacts: async () => budget.facts(await parts.models()),
    dispose: () => {
      calibration.dispose();
      void own?.close();
    },
  };
}
