import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aimNumbers } from '../../../src/core/aims';
import { runCascade, type CascadeDeps, type CascadeEvent, type CascadeTask } from '../../../src/core/cascade';
import { judge } from '../../../src/core/judging/judge';
import { ModelError, type ModelErrorKind } from '../../../src/core/modelError';
import type { Verdict } from '../../../src/core/trace';
import type { Tier } from '../../../src/core/task';
import { fakeModel, type FakeAnswer } from '../../support/fakeModel';

const good: FakeAnswer = { text: 'It adds the two numbers a and b and returns their sum.', logprob: -0.2 };
const down = (kind: ModelErrorKind): FakeAnswer => ({ error: new ModelError(kind, { sentence: `${kind}.` }) });

function task(tier: Tier, verdict: Verdict, more: Partial<CascadeTask> = {}): CascadeTask {
  return {
    id: 't',
    kind: 'explain',
    languageId: 'python',
    path: 'a.py',
    startedAt: 0,
    features: {},
    route: { tier, pHard: 0.1, rule: 'p-hard', reasons: [] },
    aim: aimNumbers('balanced', 'explain'),
    spans: [],
    waits: true,
    prompt: () => ({
      kind: 'chat',
      system: '',
      messages: [],
      maxTokens: 10,
      temperature: 0,
      stop: [],
      logProbabilities: true,
    }),
    judge: (_result, _text) =>
      Promise.resolve({
        pAcceptable: verdict === 'accept' ? 0.9 : 0.1,
        threshold: 0.7,
        thresholdSource: 'prior',
        verdict,
        signals: {},
        stages: [],
        reasons: [],
      }),
    ...more,
  };
}

function deps(fast: FakeAnswer | null, strong: FakeAnswer | null): CascadeDeps {
  let time = 0;
  return {
    fast: fast === null ? null : fakeModel('fast', fast),
    strong: strong === null ? null : fakeModel('strong', strong),
    strongEstimate: { dollars: 0, seconds: 3 },
    clock: () => (time += 10),
  };
}

async function run(t: CascadeTask, d: CascadeDeps, signal = new AbortController().signal): Promise<CascadeEvent[]> {
  const events: CascadeEvent[] = [];
  for await (const event of runCascade(t, d, signal)) events.push(event);
  return events;
}

const last = (events: readonly CascadeEvent[]): string => {
  const event = events.at(-1);
  if (event?.type === 'finished') return `${event.trace.shown}: ${event.trace.answer}`;
  return event?.type === 'failed' ? `failed: ${event.error.sentence}` : (event?.type ?? 'nothing');
};

describe('runCascade', () => {
  it.each<[string, Tier, Verdict, FakeAnswer | null, FakeAnswer | null, string]>([
    ['accepts a good fast answer', 'fast', 'accept', { text: 'F' }, { text: 'S' }, 'accepted: F'],
    ['escalates a weak fast answer', 'fast', 'escalate', { text: 'F' }, { text: 'S' }, 'strong: S'],
    ['routes to strong', 'strong', 'accept', { text: 'F' }, { text: 'S' }, 'strong: S'],
    ['keeps the weak answer where strong is down', 'fast', 'escalate', { text: 'F' }, down('network'), 'unverified: F'],
    ['keeps the weak answer where there is no strong', 'fast', 'escalate', { text: 'F' }, null, 'unverified: F'],
    ['lets strong stand in where fast is down', 'fast', 'accept', down('network'), { text: 'S' }, 'strong: S'],
    ['lets fast stand in where strong is down', 'strong', 'accept', { text: 'F' }, down('auth'), 'unverified: F'],
    [
      'fails with the first error where both are down',
      'fast',
      'accept',
      down('auth'),
      down('network'),
      'failed: auth.',
    ],
    ['suppresses', 'fast', 'suppress', { text: 'F' }, null, 'suppressed: '],
  ])('%s', async (_name, tier, verdict, fast, strong, expected) => {
    expect(last(await run(task(tier, verdict), deps(fast, strong)))).toBe(expected);
  });

  it('does not ask strong where nobody waits', async () => {
    const d = deps({ text: 'F' }, { text: 'S' });
    const events = await run(task('fast', 'suppress', { waits: false }), d);
    expect(events.filter((event) => event.type === 'asking')).toHaveLength(1);
    expect(last(events)).toBe('suppressed: ');
  });

  it('asks no stand-in where nobody waits', async () => {
    const events = await run(task('fast', 'accept', { waits: false }), deps(down('network'), { text: 'S' }));
    expect(last(events)).toBe('failed: network.');
    expect(events.filter((event) => event.type === 'asking')).toHaveLength(1);
  });

  it('does not escalate where the price is higher than the benefit', async () => {
    const d = { ...deps({ text: 'F' }, { text: 'S' }), strongEstimate: { dollars: 5, seconds: 1 } };
    expect(last(await run(task('fast', 'escalate'), d))).toBe('unverified: F');
  });

  it('keeps both answers, the judgement and the reasons in the trace', async () => {
    const events = await run(task('fast', 'escalate'), deps({ text: 'F', logprob: -2 }, { text: 'S' }));
    const end = events.at(-1);
    if (end?.type !== 'finished') throw new Error('not finished');
    expect(end.trace.attempts.map((attempt) => [attempt.tier, attempt.text])).toEqual([
      ['fast', 'F'],
      ['strong', 'S'],
    ]);
    expect(end.trace.judgements).toHaveLength(1);
    expect(end.trace.reasons[0]?.rule).toBe('escalated');
    expect(end.trace.attempts[0]?.logprobs?.[0]?.logprob).toBe(-2);
    expect(end.trace.attempts[0]?.cost).toBeCloseTo((100 + 80) / 1e6);
  });

  it('stops a stream early and closes it', async () => {
    let closed = false;
    const model = fakeModel('fast', { chunks: ['one\n', 'two\n', 'three\n'] });
    const watched = {
      ...model,
      async *stream(...args: Parameters<typeof model.stream>) {
        try {
          yield* model.stream(...args);
        } finally {
          closed = true;
        }
      },
    };
    const early = task('fast', 'accept', {
      earlyStop: () => {
        let line = '';
        return { push: (chunk) => (line += chunk).includes('\n'), text: () => line.slice(0, line.indexOf('\n')) };
      },
    });
    const events = await run(early, { ...deps(null, null), fast: watched });
    expect(last(events)).toBe('accepted: one');
    expect(closed).toBe(true);
  });

  it('passes on what is kept of the piece at which it stopped', async () => {
    const early = task('fast', 'accept', { earlyStop: () => ({ push: () => true, text: () => 'kept' }) });
    const events = await run(early, deps({ text: 'kept and more' }, null));
    expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : []))).toEqual(['kept']);
  });

  it('ends as cancelled, not as an error, when the user stops', async () => {
    const controller = new AbortController();
    const d = deps({ text: 'F', delayMs: 10_000 }, { text: 'S' });
    setTimeout(() => controller.abort(), 20);
    expect(last(await run(task('fast', 'accept'), d, controller.signal))).toBe('cancelled');
  });

  it('ends every run with exactly one last event, whatever the tiers do', async () => {
    const answers = fc.constantFrom<FakeAnswer | null>(
      null,
      good,
      { text: '' },
      down('network'),
      down('auth'),
      down('timeout'),
      { chunks: ['half '], error: new ModelError('truncated', { sentence: 'cut.' }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Tier>('fast', 'strong'),
        fc.constantFrom<Verdict>('accept', 'escalate', 'suppress'),
        fc.boolean(),
        answers,
        answers,
        async (tier, verdict, waits, fast, strong) => {
          const events = await run(task(tier, verdict, { waits }), deps(fast, strong));
          const ends = events.filter((event) => ['finished', 'cancelled', 'failed'].includes(event.type));
          expect(ends).toHaveLength(1);
          expect(events.at(-1)).toBe(ends[0]);
          const askings = events.filter((event) => event.type === 'asking').length;
          expect(askings).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('R14: says what there is of an explicit task before a model is asked and after each answer; of a completion nothing', async () => {
    const underway = (events: readonly CascadeEvent[]): readonly string[] =>
      events.flatMap((event) =>
        event.type === 'underway'
          ? [
              `${event.trace.end} ${event.trace.attempts.map(({ text }) => text).join()} ${event.trace.reasons[0]?.rule}`,
            ]
          : [],
      );
    const events = await run(task('fast', 'escalate'), deps({ text: 'F' }, { text: 'S' }));
    expect(underway(events)).toEqual([
      'cancelled  interrupted',
      'cancelled F interrupted',
      'cancelled F,S interrupted',
    ]);
    expect(events.findIndex(({ type }) => type === 'underway')).toBeLessThan(
      events.findIndex(({ type }) => type === 'asking'),
    );
    const typing = await run(task('fast', 'escalate', { kind: 'complete' }), deps({ text: 'F' }, { text: 'S' }));
    expect(underway(typing)).toEqual([]);
  });

  it('a judge with real signals accepts the good and escalates the looping', async () => {
    const real = (input: FakeAnswer): Promise<CascadeEvent[]> =>
      run(
        task('fast', 'accept', {
          judge: (result, text) =>
            Promise.resolve(
              judge(
                {
                  kind: 'explain',
                  text,
                  finish: result.attempt.finish,
                  logprobs: result.attempt.logprobs,
                  source: 'def add(a, b):\n    return a + b',
                  fit: null,
                },
                { aim: 'balanced', suppress: false },
              ),
            ),
        }),
        deps(input, { text: 'S' }),
      );
    expect(last(await real(good))).toMatch(/^accepted/);
    expect(last(await real({ text: 'It adds a and b to the list of numbers. '.repeat(9), logprob: -0.2 }))).toBe(
      'strong: S',
    );
  });
});

describe('a hedged cascade', () => {
  const hedged = { rule: 'hedged', weight: 1, data: { rate: 0.5 } };
  const told = (events: readonly CascadeEvent[]): string[] =>
    events.flatMap((event) => (event.type === 'asking' ? [event.tier] : []));
  const attemptsOf = (events: readonly CascadeEvent[]) => {
    const end = events.at(-1);
    return end?.type === 'finished' ? end.trace.attempts.map(({ tier }) => tier).sort() : [];
  };

  it('goes on with the strong stream that already runs, asked once', async () => {
    const events = await run(task('fast', 'escalate'), { ...deps({ text: 'F' }, { text: 'S' }), hedge: hedged });
    expect(last(events)).toBe('strong: S');
    expect(told(events)).toEqual(['fast', 'strong']);
    expect(attemptsOf(events)).toEqual(['fast', 'strong']);
  });

  it('keeps the accepted fast answer, tells nothing of the loser and has its attempt in the trace', async () => {
    const events = await run(task('fast', 'accept'), { ...deps({ text: 'F' }, { text: 'S' }), hedge: hedged });
    expect(last(events)).toBe('accepted: F');
    expect(told(events)).toEqual(['fast']);
    expect(attemptsOf(events)).toEqual(['fast', 'strong']);
    const end = events.at(-1);
    expect(end?.type === 'finished' && end.trace.judgements[0]?.attempt).toBe(
      end?.type === 'finished' ? end.trace.attempts.findIndex(({ tier }) => tier === 'fast') : -1,
    );
  });

  it('never starts strong while somebody types', async () => {
    const events = await run(task('fast', 'suppress', { waits: false }), {
      ...deps({ text: 'F' }, { text: 'S' }),
      hedge: hedged,
    });
    expect(attemptsOf(events)).toEqual(['fast']);
  });
});

describe('learning by the way', () => {
  it('shows an answer in doubt that was drawn, with the chance of it', async () => {
    const doubtful = task('fast', 'escalate', {
      judge: async () => ({
        pAcceptable: 0.65,
        threshold: 0.7,
        thresholdSource: 'prior',
        verdict: 'escalate',
        signals: {},
        stages: [],
        reasons: [],
      }),
    });
    const drawn = await run(doubtful, { ...deps({ text: 'F' }, { text: 'S' }), explore: () => ({ propensity: 0.04 }) });
    expect(last(drawn)).toBe('unverified: F');
    const end = drawn.at(-1);
    expect(end?.type === 'finished' && end.trace.reasons[0]).toMatchObject({
      rule: 'explored',
      data: { propensity: 0.04 },
    });
    const sure = await run(task('fast', 'escalate'), {
      ...deps({ text: 'F' }, { text: 'S' }),
      explore: () => ({ propensity: 0.04 }),
    });
    expect(last(sure)).toBe('strong: S');
  });

  it('offers an accepted answer for an audit by the other tier, once', async () => {
    const audits: string[] = [];
    const audit: NonNullable<CascadeDeps['audit']> = ({ id, tier, text, other }) =>
      audits.push(`${id} ${tier} ${text} → ${other.info.model}`);
    await run(task('fast', 'accept'), { ...deps({ text: 'F' }, { text: 'S' }), audit });
    expect(audits).toHaveLength(1);
    expect(audits[0]).toMatch(/^t fast F → /);
  });
});
