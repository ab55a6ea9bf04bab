import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aimNumbers } from '../../../src/core/aims';
import { runCascade } from '../../../src/core/cascade';
import type { CascadeDeps, CascadeEvent, CascadeTask } from '../../../src/core/cascadeTask';
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

describe('a judge that does not come', () => {
  const within = <T>(promise: Promise<T>, ms: number): Promise<T | null> =>
    Promise.race([
      promise.catch(() => null),
      new Promise<null>((resolve) => setTimeout(resolve, Math.min(ms, 20), null)),
    ]);
  const stuck = { judge: () => new Promise<never>(() => undefined) };
  const broken = { judge: () => Promise.reject(new Error('broken')) };
  const both = { ...deps({ text: 'F' }, { text: 'S' }), within };

  it.each([
    ['late', stuck],
    ['broken', broken],
  ])('%s: who waits gets the strong answer, and the reason says why', async (_name, judging) => {
    const events = await run(task('fast', 'accept', judging), { ...both });
    expect(last(events)).toBe('strong: S');
    const end = events.at(-1);
    expect(end?.type === 'finished' && end.trace.reasons[0]?.rule).toBe('judge-late');
    expect(end?.type === 'finished' && end.trace.judgements).toEqual([]);
  });

  it('who types gets the fast one, marked as not verified', async () => {
    const typing = task('fast', 'accept', { ...stuck, kind: 'complete', waits: false });
    expect(last(await run(typing, { ...both }))).toBe('unverified: F');
    expect(last(await run({ ...typing, waits: true }, { ...both }))).toBe('unverified: F');
  });

  it('without a strong tier the fast answer stands, not verified', async () => {
    expect(last(await run(task('fast', 'accept', stuck), { ...both, strong: null }))).toBe('unverified: F');
  });

  it.each([undefined, { rule: 'local-only', weight: 1, data: {} }])('why there is none is said: %o', async (why) => {
    const without = { ...both, strong: null, ...(why && { withoutStrong: why }) };
    const end = (await run(task('fast', 'escalate'), without)).at(-1);
    expect(end?.type === 'finished' && end.trace.reasons[0]?.rule).toBe(why?.rule ?? 'no-strong');
  });
});

describe('an answer that is being read', () => {
  /** Strong's first text comes so long after the fast one's. */
  const escalatedAfter = (ms: number, touched: number): Promise<CascadeEvent[]> => {
    let time = 0;
    const strong = fakeModel('strong', () => {
      time += ms;
      return { text: 'S' };
    });
    return run(task('fast', 'escalate'), {
      ...deps({ text: 'F' }, null),
      strong,
      strongEstimate: { dollars: 0, seconds: 0 },
      clock: () => (time += 1),
      touchedAt: () => touched,
    });
  };
  const offers = (events: readonly CascadeEvent[]): string[] =>
    events.flatMap((event) => (event.type === 'offered' ? [event.text] : []));
  const texts = (events: readonly CascadeEvent[]): string[] =>
    events.flatMap((event) => (event.type === 'text' ? [`${event.tier} ${event.text}`] : []));
  const why = (events: readonly CascadeEvent[]): string | undefined => {
    const end = events.at(-1);
    return end?.type === 'finished' ? end.trace.reasons[0]?.rule : undefined;
  };

  it('is replaced while it has stood for less than eight seconds', async () => {
    const events = await escalatedAfter(7_000, 0);
    expect(last(events)).toBe('strong: S');
    expect(offers(events)).toEqual([]);
  });

  it('stays after that, and the strong one is offered beside it', async () => {
    const events = await escalatedAfter(9_000, 0);
    expect(last(events)).toBe('unverified: F');
    expect(why(events)).toBe('strong-late');
    expect(offers(events)).toEqual(['S']);
    expect(texts(events)).toEqual(['fast F']);
    const end = events.at(-1);
    expect(end?.type === 'finished' && end.trace.attempts.map(({ tier }) => tier)).toEqual(['fast', 'strong']);
  });

  it('stays once the user has scrolled, copied or typed, however soon the strong one is', async () => {
    const events = await escalatedAfter(1_000, 500);
    expect(last(events)).toBe('unverified: F');
    expect(why(events)).toBe('strong-after-touch');
  });

  it('what was typed before it was there does not count', async () => {
    expect(last(await escalatedAfter(1_000, 1))).toBe('strong: S');
  });
});

describe('further answers of the fast tier', () => {
  const agreement = 'samples.agreement';
  const within = async <T>(promise: Promise<T>, _ms: number): Promise<T | null> => promise;
  /** Accepts where the answers agree by more than `from`; alone it is in doubt. */
  const doubtful = (from: number): Partial<CascadeTask> => ({
    kind: 'edit',
    compared: (raw) => raw,
    judge: (_result, _text, _reasons, more = {}) => {
      const p = (more[agreement] ?? 0) > from ? 0.9 : 0.5;
      return Promise.resolve({
        pAcceptable: p,
        threshold: 0.7,
        thresholdSource: 'prior',
        verdict: p > 0.7 ? 'accept' : 'escalate',
        signals: more,
        stages: ['veto', 'text'],
        reasons: [],
      });
    },
  });
  const plan = { byMs: 5_000, expectedMs: 1_000 };
  const asked = (answers: readonly string[]) => fakeModel('fast', (_prompt, call) => ({ text: answers[call] ?? '' }));
  const with3 = (answers: readonly string[]) => {
    const fast = asked(answers);
    return { fast, deps: { ...deps(null, { text: 'S' }), fast, resample: plan, within } };
  };

  it('carry an answer in doubt over the line where they agree, and stand in the trace', async () => {
    const { fast, deps: d } = with3(['return a + b', 'return a + b', 'return a + b;']);
    const events = await run(task('fast', 'escalate', doubtful(0.8)), d);
    expect(last(events)).toBe('accepted: return a + b');
    expect(fast.prompts.map(({ temperature }) => temperature)).toEqual([0, 0.7, 0.7]);
    const end = events.at(-1);
    if (end?.type !== 'finished') throw new Error('not finished');
    expect(end.trace.attempts.map(({ sample }) => sample === true)).toEqual([false, true, true]);
    expect(end.trace.judgements.map(({ stages, attempt }) => [stages.at(-1), attempt])).toEqual([
      ['text', 0],
      ['samples', 0],
    ]);
    expect(end.trace.judgements[1]?.signals[agreement]).toBeGreaterThan(0.8);
    expect(end.trace.spans.map(({ name, data }) => [name, data?.['verdict']])).toEqual([
      ['judge', 'escalate'],
      ['resample', undefined],
      ['judge', 'accept'],
    ]);
    for (const { startMs, endMs } of end.trace.spans) expect(endMs).toBeGreaterThan(startMs);
  });

  it('escalate it where they do not', async () => {
    const { deps: d } = with3(['return a + b', 'throw new Error()', 'return null']);
    expect(last(await run(task('fast', 'escalate', doubtful(0.8)), d))).toBe('strong: S');
  });

  it.each<[string, Partial<CascadeDeps>, Partial<CascadeTask>]>([
    ['even full agreement would not do', {}, doubtful(1)],
    ['they would cost more than they may save', { resample: null }, doubtful(0.8)],
    ['they would come too late', { resample: { byMs: 500, expectedMs: 1_000 } }, doubtful(0.8)],
    ['strong runs already', { hedge: { rule: 'hedged', weight: 1, data: {} } }, doubtful(0.8)],
    ['there is nothing to compare', {}, { ...doubtful(0.8), compared: () => '' }],
    ['nobody waits', {}, { ...doubtful(0.8), waits: false }],
  ])('are not asked for where %s', async (_name, more, over) => {
    const { fast, deps: d } = with3(['return a + b', 'return a + b', 'return a + b']);
    await run(task('fast', 'escalate', over), { ...d, ...more });
    expect(fast.prompts).toHaveLength(1);
  });

  it('that do not come in time are closed, paid for, and decide nothing', async () => {
    const fast = fakeModel('fast', (_prompt, call) => (call === 0 ? { text: 'F' } : { text: 'F', delayMs: 60_000 }));
    const hasty = <T>(promise: Promise<T>, ms: number): Promise<T | null> =>
      Promise.race([promise, new Promise<null>((resolve) => setTimeout(resolve, Math.min(20, ms), null))]);
    const events = await run(task('fast', 'escalate', doubtful(0.8)), {
      ...deps(null, { text: 'S' }),
      fast,
      resample: plan,
      within: hasty,
    });
    expect(last(events)).toBe('strong: S');
    const end = events.at(-1);
    expect(end?.type === 'finished' && end.trace.attempts.map(({ error }) => error?.kind ?? null)).toEqual([
      null,
      'cancelled',
      'cancelled',
      null,
    ]);
  });
});
