// A model file that can be fetched, and the fetching with its progress and its way out. A part that has come is kept.
import * as vscode from 'vscode';
import { ModelError, isCancelled } from '../core/modelError';
import type { Tier } from '../core/task';

export interface ModelOffer {
  readonly tier: Tier;
  readonly id: string;
  readonly licence: string;
  readonly bytes: number;
  readonly there: boolean;
}

export interface Downloads {
  /** Empty where this package cannot run a model of its own. The fast one first. */
  offers(): readonly ModelOffer[];
  /** Why there is nothing to offer, in a sentence. */
  readonly absent: string;
  /** Goes on where it stopped, and checks the checksum. @throws {ModelError} */
  fetch(tier: Tier, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<void>;
}

/** False where the user stopped it, or where it failed, which has been said. */
export async function fetchOffer(downloads: Downloads, { tier, id }: ModelOffer): Promise<boolean> {
  const title = vscode.l10n.t('Weir fetches {0}', id);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    try {
      await downloads.fetch(tier, abort.signal, (done, total) => {
        const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
        progress.report({ increment: percent - shown, message: `${megabytes(done)} / ${megabytes(total)}` });
        shown = percent;
      });
      return true;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (isCancelled(error)) void vscode.window.showInformationMessage(stopped());
      else void vscode.window.showErrorMessage(error.sentence);
      return false;
    }
  });
}

function stopped(): string {
  return vscode.l10n.t('Stopped. What has come is kept: "Weir: Set Up Models" goes on from there.');
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
