// What tests of the connection have found out about models, kept for good: it replaces what their names suggest.
import type * as vscode from 'vscode';
import type { ModelInfo } from '../core/model';
import type { ConnectionFacts } from './testCommand';

const key = 'weir.capabilities';

interface Known {
  readonly logProbabilities: boolean | null;
  readonly fillsIn: boolean | null;
}

export class KnownCapabilities {
  constructor(private readonly memento: vscode.Memento) {}

  keep(info: ModelInfo, { logProbabilities, fillsIn }: Pick<ConnectionFacts, keyof Known>): void {
    void this.memento.update(key, { ...this.all(), [nameOf(info)]: { logProbabilities, fillsIn } });
  }

  /** The same model, with what is known of it. */
  applied(info: ModelInfo): ModelInfo {
    const known = this.all()[nameOf(info)];
    if (known === undefined || known.logProbabilities === null) return info;
    return { ...info, capabilities: { ...info.capabilities, logProbabilities: known.logProbabilities } };
  }

  private all(): Readonly<Record<string, Known | undefined>> {
    return this.memento.get<Record<string, Known>>(key, {});
  }
}

function nameOf({ origin, model }: ModelInfo): string {
  return `${origin} ${model}`;
}
