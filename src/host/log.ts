// The `Weir` output channel: one line a decision at info, errors with their sentence. Prompt text never above trace.
import * as vscode from 'vscode';
import { logLine } from '../shared/traceLine';
import type { Trace } from '../core/trace';

export class Log implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Weir', { log: true });

  decision(trace: Trace): void {
    this.channel.info(logLine(trace));
  }

  info(line: string): void {
    this.channel.info(line);
  }

  warn(line: string): void {
    this.channel.warn(line);
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
