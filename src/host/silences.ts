// Why nothing was offered, lately: for the log as it happens, and for whoever asks in the menu.
import type { Reason } from '../core/task';
import { wordReason } from '../shared/reasonTexts';
import type { Log } from './log';

export interface Silence {
  readonly reason: Reason;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly at: number;
  /** How often in a row, at this place or while typing on from it. */
  readonly times: number;
}

const kept = 10;

export class Silences {
  private silences: readonly Silence[] = [];

  constructor(private readonly log: Pick<Log, 'info'>) {}

  /** The newest first. */
  get last(): readonly Silence[] {
    return this.silences;
  }

  add(reason: Reason, path: string, line: number): void {
    const now = Date.now();
    const newest = this.silences[0];
    if (newest !== undefined && newest.reason.rule === reason.rule && newest.path === path && newest.line === line) {
      this.silences = [{ ...newest, reason, at: now, times: newest.times + 1 }, ...this.silences.slice(1)];
      return;
    }
    this.silences = [{ reason, path, line, at: now, times: 1 }, ...this.silences].slice(0, kept);
    this.log.info(`complete · ${path}:${line} · ${wordReason(reason)}`);
  }
}
