// The models that Weir can fetch: small code models on Hugging Face with a free licence. No checksum stands here: the hub
// states one for each file, and the first download pins it.
import type { FimFamily } from '../core/model';
import type { Tier } from '../core/task';
import rows from './catalogue.json';

export interface CatalogueModel {
  readonly id: string;
  /** The tier it is meant for, or null: there to be chosen. */
  readonly tier: Tier | null;
  readonly repo: string;
  readonly file: string;
  readonly licence: string;
  /** For the question before the download; the hub states the exact number. */
  readonly approximateBytes: number;
  readonly kind: 'base' | 'instruct';
  readonly fimFamily: FimFamily | null;
}

/**
 * Fast is a base model: nine of ten requests are completions, and base models are what was trained on holes in code.
 * Strong is an instruct model: what reaches it are explanations, changes and errors.
 */
export const catalogue: readonly CatalogueModel[] = rows.map((row) => ({
  ...row,
  tier: row.tier === 'fast' || row.tier === 'strong' ? row.tier : null,
  kind: row.kind === 'base' ? 'base' : 'instruct',
  fimFamily: row.fimFamily === 'qwen-coder' ? row.fimFamily : null,
}));

export function catalogueModel(tier: Tier): CatalogueModel {
  const model = catalogue.find((row) => row.tier === tier);
  if (!model) throw new Error(`The catalogue has no model for the ${tier} tier.`);
  return model;
}
