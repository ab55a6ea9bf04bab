// Every pair of tier states ends in a result that can be used and says what it is, or in one sentence that says what to do.
import { describe, expect, it } from 'vitest';
import { aimNumbers } from '../../../src/core/aims';
import { runCascade } from '../../../src/core/cascade';
import type { CascadeEvent, CascadeTask } from '../../../src/core/cascadeTask';
import { ModelError, type ModelErrorKind } from '../../../src/core/modelError';
import type { Tier } from '../../../src/core/task';
import type { Verdict } from '../../../src/core/trace';
import { fakeModel, type FakeAnswer, type FakeModel } from '../../support/fakeModel';

const failing = (kind: ModelErrorKind): FakeAnswer => ({
  error: new ModelError(kind, { sentence: `${kind}: do this.` }),
});
const states: Readonly<Record<string, ((text: string) => FakeAnswer) | null>> = {
  ok: (text) => ({ text }),
  slow: (text) => ({ text, delayMs: 20 }),
  'rate-limited': () => failing('rate-limited'),
  'key refused': () => failing('auth'),
  down: () => failing('network'),
  'not set up': null,
};
const answers = (state: string): boolean => state === 'ok' || state === 'slow';

function task(tier: Tier, verdict: Verdict): CascadeTask {
  return {
    ...{
      id: 't',
      kind: 'explain',
      languageId: 'python',
      path: 'a.py',
      startedAt: 0,
      features: {},
      spans: [],
      waits: true,
    },
    route: { tier, pHard: 0.1, rule: 'p-hard', reasons: [] },
    aim: aimNumbers('balanced', 'explain'),
    prompt: () => ({
      ...{ kind: 'chat', system: '', messages: [], maxTokens: 10, temperature: 0, stop: [], logProbabilities: true },
    }),
    judge: async () => ({
      ...{ pAcceptable: verdict === 'accept' ? 0.9 : 0.1, threshold: 0.7, thresholdSource: 'prior', verdict },
      ...{ signals: {}, stages: [], reasons: [] },
    }),
  };
}

async function run(fast: string, strong: string, tier: Tier, verdict: Verdict): Promise<CascadeEvent[]> {
  const model = (state: string, text: string): FakeModel | null => {
    const answer = states[state];
    return answer === null || answer === undefined ? null : fakeModel(text, answer(text));
  };
  let time = 0;
  const deps = {
    fast: model(fast, 'FAST'),
    strong: model(strong, 'STRONG'),
    unavailable: 'Weir: Set Up Models says what is there.',
    strongEstimate: { dollars: 0, seconds: 1 },
    clock: () => (time += 10),
  };
  const events: CascadeEvent[] = [];
  for await (const event of runCascade(task(tier, verdict), deps, new AbortController().signal)) events.push(event);
  return events;
}

const pairs = Object.keys(states).flatMap((fast) => Object.keys(states).map((strong) => [fast, strong] as const));

describe('R7: fast is …, strong is …', () => {
  it.each(pairs)('%s, %s', async (fast, strong) => {
    for (const [tier, verdict] of [
      ['fast', 'accept'],
      ['fast', 'escalate'],
      ['strong', 'accept'],
    ] as const) {
      const events = await run(fast, strong, tier, verdict);
      const [end, ...more] = events.filter(({ type }) => ['finished', 'failed', 'cancelled'].includes(type));
      expect(more).toEqual([]);
      if (!answers(fast) && !answers(strong)) {
        expect(end?.type).toBe('failed');
        if (end?.type === 'failed') expect(end.error.sentence).toMatch(/\.$/);
        continue;
      }
      if (end?.type !== 'finished') return expect.fail(`${tier} ${verdict}: ${end?.type}`);
      const { shown, answer } = end.trace;
      // What is shown is what a model said, and its label is the truth about who and how sure.
      const byStrong = answers(strong) && (tier === 'strong' || verdict === 'escalate' || !answers(fast));
      expect(`${shown}: ${answer}`).toBe(
        byStrong ? 'strong: STRONG' : `${tier === 'fast' && verdict === 'accept' ? 'accepted' : 'unverified'}: FAST`,
      );
      // At most one escalation, at most one answer of each tier.
      expect(end.trace.attempts.length).toBeLessThanOrEqual(2);
    }
  });
});
