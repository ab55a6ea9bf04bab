// Completions at rest for some minutes, by the user's word. Survives a reload; what is asked for by hand still works.
import type * as vscode from 'vscode';

const key = 'weir.pausedUntil';
const minuteMs = 60_000;

/** Minutes on offer. */
export const pauses = [5, 15, 60] as const;

export class Pause implements vscode.Disposable {
  private until: number;
  private timer: NodeJS.Timeout | undefined;

  /** `changed`: it began, it ended, or another minute is over. */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly changed: () => void,
  ) {
    this.until = memento.get<number>(key, 0);
    this.wait();
  }

  /** Milliseconds until it ends; 0 where nothing is paused. */
  get leftMs(): number {
    return Math.max(0, this.until - Date.now());
  }

  start(minutes: number): void {
    this.set(Date.now() + minutes * minuteMs);
  }

  end(): void {
    this.set(0);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private set(until: number): void {
    this.until = until;
    void this.memento.update(key, until === 0 ? undefined : until);
    this.wait();
    this.changed();
  }

  private wait(): void {
    clearTimeout(this.timer);
    if (this.leftMs === 0) return;
    this.timer = setTimeout(
      () => {
        this.wait();
        this.changed();
      },
      Math.min(minuteMs, this.leftMs) + 1,
    );
  }
}
