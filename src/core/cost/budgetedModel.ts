// A model whose every call is reserved against the budget before it is sent and settled after. Decides nothing about money itself.
import type { Model, ModelEvent, Prompt, Usage } from '../model';
import { promptTokens } from '../prompts/promptTokens';
import type { Tier } from '../task';
import { costAtMost, costOf } from './costOf';
import { usageSoFar } from './usageSoFar';

export interface Reserved {
  /** Dollars, or null where nobody knows. */
  readonly settle: (cost: number | null) => void;
  /** Dollars left of the budget with this call taken off; null where there is no budget, or nobody waited for the book. */
  readonly left: number | null;
}

export interface BudgetGate {
  /** @throws {ModelError} `budget`, in one sentence that says what to do */
  reserve(tier: Tier, model: string, atMost: number | null): Promise<Reserved>;
}

export function budgetedModel(model: Model, tier: Tier, gate: BudgetGate): Model {
  return {
    info: model.info,
    async *stream(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ModelEvent, void, void> {
      const { prices, thinkingTokens = 0 } = model.info;
      const atMost = costAtMost(promptTokens(prompt), prompt.maxTokens + thinkingTokens, prices);
      const { settle, left } = await gate.reserve(tier, model.info.model, atMost);
      let usage: Usage | null = null;
      let sent = false;
      let text = '';
      let error: unknown = null;
      try {
        for await (const event of model.stream(prompt, signal)) {
          if (event.type === 'sent') sent = true;
          else if (event.type === 'text') text += event.text;
          else usage = event.usage;
          yield event.type === 'finish' && left !== null ? { ...event, budgetLeft: left } : event;
        }
      } catch (thrown) {
        error = thrown;
        throw thrown;
      } finally {
        // What was never sent costs nothing.
        settle(sent ? costOf(usage ?? usageSoFar(prompt, text, error), prices) : 0);
      }
    },
  };
}
