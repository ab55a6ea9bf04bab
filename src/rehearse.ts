// Goes a keystroke's way some dozen times over a made-up file before there is a keystroke, so that the first requests of a window
// are not sent by code that the engine of JavaScript has yet to compile. Asks no model, loads no SDK, keeps nothing.
import type { Ask } from './core/completion/ask';
import { CompletionEngine } from './core/completion/engine';
import type { Model, ModelInfo, Prompt } from './core/model';
import { Redactor } from './core/privacy/redact';
import { redactBody } from './core/privacy/redactBody';
import { createLatch } from './core/routing/latch';
import { createLatencies } from './core/routing/latency';
import { defaultSettings } from './core/settings';
import { openaiRequest } from './providers/openaiBodies';
import { within } from './within';

const startAfterMs = 1_000;
const rounds = 60;
/** Between two rounds, so that nothing that a user does waits for more than one. */
const restMs = 10;
const answer = ['shareOf', '(amount, ', 'parts', ')', ';'];

const info: ModelInfo = {
  provider: 'compatible',
  model: 'rehearsal',
  origin: 'http://127.0.0.1',
  local: true,
  capabilities: {
    ...{ chat: false, continuation: true, infill: false, fimFamily: 'qwen-coder', logProbabilities: true },
    ...{ jsonSchema: false, contextWindow: 8_192 },
  },
  prices: null,
};

/** Begins once a start and what it brings are over; ends with what is given back. */
export function rehearseLater(): { dispose(): void } {
  let stopped = false;
  const timer = setTimeout(() => void rehearse(() => stopped), startAfterMs);
  return {
    dispose: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Resolves to how many offers came of it, which is one a round. `stopped` is asked before each. */
export async function rehearse(stopped: () => boolean = () => false): Promise<number> {
  const fast = standIn();
  const tiers = { fast, strong: null, unavailable: [] };
  const nothing = (): void => undefined;
  const engine = new CompletionEngine(
    {
      settings: () => defaultSettings,
      tiers: async () => tiers,
      syntax: { facts: async () => null, fit: async () => null, scopes: async () => null },
      latencies: createLatencies(),
      latch: createLatch(),
      clock: () => Date.now(),
      newId: () => 'rehearsal',
      within,
    },
    { finished: nothing, asking: nothing, failed: nothing, answered: nothing, late: nothing },
  );
  let offers = 0;
  for (let round = 0; round < rounds && !stopped(); round++) {
    const { kind } = await engine.answer(tiers, ask(round), new AbortController().signal);
    if (kind === 'offer') offers++;
    await within(new Promise<null>(() => undefined), restMs);
  }
  engine.dispose();
  return offers;
}

/** In the model's place: what would be sent is made and cleaned, and goes nowhere. */
function standIn(): Model {
  const redactor = new Redactor();
  const body = (prompt: Prompt): string =>
    redactBody(JSON.stringify(openaiRequest(info, prompt, { stream: true, effort: null }).body), {
      redactor,
      now: () => performance.now(),
    });
  return {
    info,
    async *stream(prompt) {
      yield { type: 'sent', body: body(prompt) };
      for (const text of answer) yield { type: 'text', text, tokens: [{ token: text, logprob: -0.05 }] };
      const usage = { input: 0, cachedRead: 0, cacheWrite: 0, output: 0, exact: false };
      yield { type: 'finish', reason: 'stop', usage, responseModel: null };
    },
  };
}

/** A place in a file of a few hundred lines, another one each time. */
function ask(round: number): Ask {
  const lines = (many: number): string => Array.from({ length: many }, (_, at) => lineOf(at)).join('\n');
  return {
    place: {
      path: 'rehearsal.ts',
      languageId: 'typescript',
      model: info.model,
      prefix: `${lines(200)}\n  const share${round} = `,
      suffix: `\n${lines(80)}`,
    },
    ...{ manual: false, onDemand: false, severalCursors: false, justAccepted: false, justUndone: false },
    ...{ skipComments: false, skipStrings: false },
    timing: { millisSinceLastKey: 0, typingIntervalMs: null, recentRejections: 0, userDelayMs: 0 },
    history: { shown: 0, accepted: 0 },
    facts: () => ({ features: {}, context: [] }),
  };
}

function lineOf(at: number): string {
  const kinds = [
    `export function part${at}(order: Order): number {`,
    `  // What the customer of "${at}" pays, in cents.`,
    `  const price${at} = prices.get('item-${at}') ?? ${at * 7};`,
    `  if (order.items[${at}] !== undefined) total += round(price${at} * order.rate, 2);`,
    `  log(\`\${order.id}: \${price${at}}\`);`,
    '}',
    '',
  ];
  return kinds[at % kinds.length] ?? '';
}
