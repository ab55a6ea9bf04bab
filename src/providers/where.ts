// Which model at which address: what every error sentence names.
import type { ProviderKind } from '../core/model';

export interface Where {
  readonly provider: ProviderKind;
  readonly model: string;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly local: boolean;
}
