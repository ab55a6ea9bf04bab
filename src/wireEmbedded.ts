// The embedded models: which file serves which tier, and the engine that runs them. Part of the composition root.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fimFamilyOf } from './core/prompts/fimFamily';
import { ModelError } from './core/modelError';
import type { Settings } from './core/settings';
import type { Tier } from './core/task';
import { EmbeddedEngine } from './local/embeddedEngine';
import { embeddedModel } from './local/embeddedModel';
import type { Candidate } from './wireModels';

export interface EmbeddedModels {
  /** Whether this package has an engine for this machine. */
  readonly engine: () => boolean;
  candidate(tier: Tier): Promise<Candidate>;
  dispose(): void;
}

export interface EmbeddedParts {
  readonly settings: () => Settings;
  /** Takes the secrets out of a serialised body, or throws. */
  readonly redactBody: (body: string) => string;
  /** The folder of the built files. */
  readonly dist: string;
  /** The file that a download has brought for this tier, or null. */
  readonly downloaded: (tier: Tier) => string | null;
}

export const noEngine =
  'This package of Weir has no embedded engine for this machine: install the package made for its platform, or choose another provider.';

export function wireEmbedded(parts: EmbeddedParts): EmbeddedModels {
  let engine: EmbeddedEngine | null = null;
  const engineFolder = join(parts.dist, 'engine', 'node_modules', 'node-llama-cpp');
  const hasEngine = (): boolean => existsSync(engineFolder);
  return {
    engine: hasEngine,
    async candidate(tier) {
      const { embedded } = parts.settings();
      const path = (tier === 'fast' ? embedded.fastPath : embedded.strongPath) || parts.downloaded(tier);
      if (path === null) {
        return {
          model: null,
          sentence: 'No model is set up yet: run "Weir: Set Up Models" and choose where yours live.',
        };
      }
      if (!hasEngine()) {
        return { model: null, sentence: noEngine };
      }
      engine ??= new EmbeddedEngine({ childScript: join(parts.dist, 'localChild.mjs'), engineFolder });
      try {
        return {
          model: await embeddedModel(engine, { path, fimFamilyOf, redactBody: parts.redactBody }),
          sentence: null,
        };
      } catch (error) {
        if (error instanceof ModelError) return { model: null, sentence: error.sentence };
        throw error;
      }
    },
    dispose: () => engine?.dispose(),
  };
}
