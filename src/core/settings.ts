// The settings as one frozen object. host/readSettings fills it; the defaults here, the manifest and the README agree by test.
import type { OwnPrices } from './cost/ownPrices';
import type { ProviderKind, FimFamily } from './model';

export type ProviderChoice = ProviderKind | 'auto';
export type Mode = 'cascade' | 'fast' | 'strong';
export type Aim = 'cost' | 'speed' | 'balanced' | 'quality';

/** Where completions keep silent though the language has them. */
export type SilentIn = 'nothing' | 'comments' | 'strings' | 'comments and strings';

export interface TierSettings {
  readonly provider: ProviderChoice;
  /** Empty: the provider's default for this tier. */
  readonly model: string;
  /** Empty: the provider's own address. */
  readonly baseUrl: string;
}

export interface Settings {
  readonly fast: TierSettings;
  readonly strong: TierSettings;
  readonly mode: Mode;
  readonly localOnly: boolean;
  readonly aim: Aim;
  readonly completions: {
    readonly enabled: boolean;
    /** Milliseconds after the last key before a model is asked; null: adaptive. */
    readonly delay: number | null;
    /** Nothing is offered unless asked by hand. */
    readonly onDemandOnly: boolean;
    readonly silentIn: SilentIn;
  };
  /** Offer to debug what failed in a terminal or a debug session, without being asked. */
  readonly offerDebug: boolean;
  /** Offer to explain and to mend among the quick fixes of errors and warnings. */
  readonly quickFixes: boolean;
  /** Which FIM tokens the fast model knows, where its name does not say. */
  readonly fimFamily: FimFamily | 'auto' | 'none';
  readonly embedded: {
    /** Path of a `.gguf` file for each tier, or empty for the catalogue's choice. */
    readonly fastPath: string;
    readonly strongPath: string;
    /** Where model files are fetched from instead of Hugging Face. */
    readonly mirror: string;
  };
  /** Dollars; 0 is no limit. */
  readonly budget: { readonly day: number; readonly month: number };
  /** Dollars for a million tokens by model, before the table's. */
  readonly prices: OwnPrices;
  /** Path of a team's policy file, with `#sha256=` and its hash where it is pinned; empty is none. */
  readonly policy: string;
  readonly traces: { readonly retentionDays: number; readonly content: boolean };
}

const tier: TierSettings = { provider: 'auto', model: '', baseUrl: '' };

export const defaultSettings: Settings = {
  fast: tier,
  strong: tier,
  mode: 'cascade',
  localOnly: false,
  aim: 'balanced',
  completions: { enabled: true, delay: null, onDemandOnly: false, silentIn: 'nothing' },
  offerDebug: false,
  quickFixes: true,
  fimFamily: 'auto',
  embedded: { fastPath: '', strongPath: '', mirror: '' },
  budget: { day: 0, month: 0 },
  prices: {},
  policy: '',
  traces: { retentionDays: 30, content: true },
};
