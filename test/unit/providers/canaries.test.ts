// One secret of every known format through every way out: no socket carries a byte of one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model, Prompt } from '../../../src/core/model';
import { Redactor } from '../../../src/core/privacy/redact';
import { redactBody } from '../../../src/core/privacy/redactBody';
import type { Clock } from '../../../src/providers/clock';
import { createAnthropicModel } from '../../../src/providers/anthropicModel';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { withRetry } from '../../../src/providers/withRetry';
import { canaries } from '../../support/canaries';
import { startModelServer, type ModelServer } from '../../support/modelServer';
import { tried } from '../../support/tried';
import { chatPrompt, collect, continuePrompt, infillPrompt, infoOf, wireOf } from './support/setUp';

let server: ModelServer;
let asked = 0;
beforeAll(async () => {
  // Every other answer is a refusal that is tried again: the second attempt is a way out as well.
  server = await startModelServer({
    answers: () => (asked++ % 2 === 0 ? { text: 'slow down', status: 429 } : { text: 'fine' }),
  });
});
afterAll(() => server.close());

describe('S7: no canary is on a socket', { timeout: 90_000 }, () => {
  const all = canaries(20261127);
  it.each([true, false])('of any kind, over any protocol, at the second attempt too; streamed: %s', async (stream) => {
    // The wait before a second attempt passes at once; limits do not, and no time is measured: the machine may be busy.
    const clock: Clock = {
      now: () => 0,
      after: (ms, call) => {
        const timer = setTimeout(call, ms > 20_000 ? ms : 0);
        return () => clearTimeout(timer);
      },
    };
    const redactor = new Redactor();
    const guard = {
      allowedOrigins: () => true,
      redactBody: (body: string) => redactBody(body, { redactor, now: () => 0 }),
    };
    const wire = wireOf({ guard, clock });
    const given = { info: infoOf(server.url), baseUrl: `${server.url}/v1`, wire, stream };
    const openai = withRetry(createOpenaiModel(given), { clock });
    const anthropic = withRetry(createAnthropicModel(given), { clock });
    const before = server.requests.length;
    const verdicts = new Set<string>();
    const ask = async (model: Model, prompt: Prompt): Promise<void> => {
      verdicts.add((await collect(model, prompt)).error?.kind ?? 'ok');
    };
    for (let from = 0; from < all.length; from += 20) {
      const text = all
        .slice(from, from + 20)
        .map((canary) => canary.text)
        .join('\n');
      await ask(openai, chatPrompt(text));
      await ask(openai, continuePrompt(text));
      await ask(openai, infillPrompt(text, text));
      await ask(anthropic, chatPrompt(text));
    }
    expect([...verdicts]).toEqual(['ok']);
    const raw = server.requests.slice(before).map((request) => request.raw);
    expect(raw.length).toBeGreaterThanOrEqual((all.length / 20) * 8);
    const leaked = all.filter(({ secret }) => raw.some((body) => body.includes(secret)));
    expect(leaked.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([]);
  });

  it('and there is one of each format', ({ task }) => {
    tried(task, all.length, `${all.length} formats × 4 ways × 2 attempts`);
    expect(all.filter(({ secret }) => secret.length < 10)).toEqual([]);
  });
});
