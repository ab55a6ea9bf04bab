// The embedded models' files: where they are, and how they come here. Part of the composition root.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './core/settings';
import type { Tier } from './core/task';
import type { Downloads } from './host/downloadOffer';
import { catalogueModel } from './local/catalogue';
import { downloadModel } from './local/download';
import { noEngine } from './wireEmbedded';

export interface DownloadParts {
  readonly settings: () => Settings;
  readonly folder: string;
  /** Whether this package has an engine for this machine. */
  readonly engine: () => boolean;
}

export function wireDownloads(parts: DownloadParts): Downloads & { file(tier: Tier): string | null } {
  const pathOf = (tier: Tier): string => join(parts.folder, catalogueModel(tier).file);
  return {
    file: (tier) => (existsSync(pathOf(tier)) ? pathOf(tier) : null),
    offers: () =>
      (parts.engine() ? (['fast', 'strong'] as const) : []).map((tier) => {
        const { id, licence, approximateBytes } = catalogueModel(tier);
        return { tier, id, licence, bytes: approximateBytes, there: existsSync(pathOf(tier)) };
      }),
    absent: noEngine,
    async fetch(tier, signal, onProgress) {
      const { mirror } = parts.settings().embedded;
      await downloadModel({ model: catalogueModel(tier), folder: parts.folder, mirror, signal, onProgress });
    },
  };
}
