// Builds the model of a tier that lives behind a server: the wire protocol, one retry, the breaker, in that order from inside.
import type { Model } from '../core/model';
import { createAnthropicModel } from './anthropicModel';
import type { Breaker } from './breaker';
import type { Wire } from './converse';
import { createOpenaiModel } from './openaiModel';
import type { ResolvedTier } from './tiers';
import { withBreaker } from './withBreaker';
import { withRetry } from './withRetry';

export function createModel(tier: ResolvedTier & { kind: 'server' }, given: Wire, breaker: Breaker): Model {
  const { info, baseUrl, effort } = tier;
  const wire: Wire = tier.keyed ? given : { ...given, key: async () => null };
  const model =
    info.provider === 'anthropic'
      ? createAnthropicModel({ info, baseUrl, wire })
      : createOpenaiModel({ info, baseUrl, wire, effort });
  return withBreaker(withRetry(model, wire.clock === undefined ? {} : { clock: wire.clock }), breaker);
}
