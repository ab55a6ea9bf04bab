// What the trace panel shows beside the traces, and what its buttons do. Part of the composition root.
import * as vscode from 'vscode';
import type { CalibrationFacts } from './core/calibration/facts';
import type { SpendingFacts } from './core/cost/spendingFacts';
import { spentLines } from './core/cost/spendHistory';
import type { Session } from './core/session';
import type { Tier } from './core/task';
import type { Trace } from './core/trace';
import type { TraceStore } from './core/traceStore';
import type { TracePanelActions } from './host/tracePanel';
import { pageSize, type PanelCommand } from './shared/traceMessages';
import { within } from './within';

export interface PanelParts {
  readonly session: Session;
  readonly store: () => Promise<TraceStore & { readonly lasting: boolean }>;
  readonly reask: (tier: Tier, trace: Trace) => Promise<void>;
  /** Whether this window can ask the task of a trace again. */
  readonly asked: (id: string) => boolean;
  readonly calibration: () => Promise<CalibrationFacts | null>;
  readonly spending: () => Promise<SpendingFacts | null>;
  /** The pending change of the threshold is taken. */
  readonly adopt: () => Promise<void>;
}

const historyMs = 30 * 86_400_000;
/** The page is not held up by a store that takes longer: it asks by itself. */
const openingMs = 250;

export function wirePanel(parts: PanelParts): TracePanelActions {
  const { session, store } = parts;
  return {
    opening: () =>
      within(
        store().then(async (opened) => {
          const [rows, total] = await Promise.all([opened.list({ limit: pageSize }), opened.count()]);
          return { rows, total, lasting: opened.lasting };
        }),
        openingMs,
      ),
    reask: async (id, tier) => {
      const trace = await (await store()).get(id);
      if (trace !== null) await parts.reask(tier, trace);
    },
    canReask: parts.asked,
    run: (command) => {
      const [id, ...args] = commands[command];
      void vscode.commands.executeCommand(id, ...args);
    },
    judge: async (id, good) => {
      const opened = await store();
      const trace = await opened.get(id);
      if (trace === null) return;
      const atMs = Math.max(0, session.clock() - trace.startedAt);
      await opened.addOutcome(id, { kind: good ? 'thumb-up' : 'thumb-down', atMs });
    },
    mode: async (mode) => {
      await vscode.workspace.getConfiguration('weir').update('mode', mode, vscode.ConfigurationTarget.Global);
    },
    calibration: parts.calibration,
    spending: async () => {
      const rows = await (await store()).spent(session.clock() - historyMs);
      const strong = (await session.tiers()).strong?.info ?? null;
      const prices = strong?.prices ?? null;
      return {
        facts: await parts.spending(),
        lines: spentLines(rows, prices),
        strongModel: prices === null ? null : (strong?.model ?? null),
      };
    },
    adopt: parts.adopt,
  };
}

const commands: Readonly<Record<PanelCommand, readonly [id: string, ...args: unknown[]]>> = {
  explain: ['weir.explain'],
  debug: ['weir.debug'],
  'set-up': ['weir.setUp'],
  export: ['weir.exportTraces'],
  log: ['weir.showLog'],
  learning: ['weir.learning'],
  aim: ['workbench.action.openSettings', '@id:weir.aim'],
  budget: ['workbench.action.openSettings', '@id:weir.budget.day @id:weir.budget.month'],
  prices: ['workbench.action.openSettings', '@id:weir.prices'],
};
