// Traces as the store would give them, one for each way a task can end. For tests and pictures of the views.
import type { Attempt, Judgement, Trace } from '../../src/core/trace';

const usage = (input: number, cachedRead: number, output: number) => ({
  input,
  cachedRead,
  cacheWrite: 0,
  output,
  exact: true,
});

const fast: Attempt = {
  tier: 'fast',
  provider: 'embedded',
  model: 'qwen2.5-coder-0.5b',
  origin: 'embedded:',
  startMs: 14,
  firstTokenMs: 96,
  endMs: 308,
  usage: usage(412, 0, 96),
  cost: 0,
  finish: 'stop',
  text: 'Parses a list of `key=value` pairs and gives a map. Later keys win.',
  sent: JSON.stringify(
    {
      model: 'qwen2.5-coder-0.5b',
      messages: [
        { role: 'system', content: 'Explain code in a few sentences.' },
        {
          role: 'user',
          content:
            'export function parsePairs(text: string): Map<string, string> {\n  const token = "«secret:github-pat#1»";\n}',
        },
      ],
      max_tokens: 512,
      temperature: 0,
    },
    null,
    2,
  ),
  logprobs: null,
  error: null,
};

const strong: Attempt = {
  ...fast,
  tier: 'strong',
  provider: 'openai',
  model: 'gpt-4o',
  origin: 'https://api.openai.com:443',
  startMs: 1210,
  firstTokenMs: 1740,
  endMs: 3390,
  usage: usage(312, 300, 156),
  cost: 0.0041,
  text: 'Reads `key=value` pairs separated by `&`, decodes both sides and gives a `Map`.\n\nA key without `=` gets an empty value; **later keys win**.',
};

const accepted: Judgement = {
  attempt: 0,
  pAcceptable: 0.8312,
  threshold: 0.6,
  thresholdSource: 'prior',
  verdict: 'accept',
  signals: { 'logprob.mean': -0.31, 'logprob.min': -2.4, 'logprob.q10': -1.1, 'text.words': 14 },
  stages: ['veto', 'free'],
  reasons: [
    { rule: 'score', weight: 0, data: { p: 0.8312, threshold: 0.6 } },
    { rule: 'logprob.mean', weight: 0.9, data: { value: -0.31 } },
    { rule: 'logprob.min', weight: -0.2, data: { value: -2.4 } },
    { rule: 'threshold-prior', weight: 0, data: {} },
  ],
  ms: 0.4,
};

const rejected: Judgement = {
  ...accepted,
  pAcceptable: 0.04,
  verdict: 'escalate',
  signals: { 'veto.length': 1, 'logprob.mean': -0.92, 'logprob.min': -6.1 },
  stages: ['veto'],
  reasons: [{ rule: 'veto.length', weight: 1, data: {} }],
  ms: 0.2,
};

const start = Date.UTC(2026, 2, 14, 9, 26, 53);

export const acceptedTrace: Trace = {
  id: 't-accepted',
  parent: null,
  startedAt: start,
  totalMs: 312,
  kind: 'explain',
  languageId: 'typescript',
  path: 'src/query/parsePairs.ts',
  features: {
    'syntax.functionLines': 18,
    'syntax.branches': 3,
    'syntax.errorNodes': 0,
    'context.files': 1,
    'request.tokens': 412,
  },
  route: {
    tier: 'fast',
    pHard: 0.18,
    rule: 'p-easy',
    reasons: [
      { rule: 'p-easy', weight: -0.44, data: { p: 0.18, limit: 0.62 } },
      { rule: 'syntax.functionLines', weight: 0.21, data: { value: 18 } },
      { rule: 'syntax.branches', weight: 0.12, data: { value: 3 } },
      { rule: 'context.files', weight: -0.08, data: { value: 1 } },
    ],
  },
  attempts: [fast],
  judgements: [accepted],
  spans: [
    { name: 'features', startMs: 0, endMs: 13 },
    { name: 'judge', startMs: 308, endMs: 309 },
  ],
  end: 'finished',
  shown: 'accepted',
  answer: fast.text,
  reasons: [{ rule: 'accepted', weight: 1, data: { p: 0.8312, threshold: 0.6 } }],
  error: null,
  outcomes: [
    { kind: 'shown', atMs: 96 },
    { kind: 'thumb-up', atMs: 8200 },
  ],
};

export const escalatedTrace: Trace = {
  ...acceptedTrace,
  id: 't-escalated',
  startedAt: start + 61_000,
  totalMs: 3400,
  attempts: [
    { ...fast, endMs: 1190, finish: 'length', text: 'Parses the pairs and then it', usage: usage(412, 0, 256) },
    strong,
  ],
  judgements: [rejected],
  spans: [
    { name: 'features', startMs: 0, endMs: 13 },
    { name: 'judge', startMs: 1190, endMs: 1196 },
  ],
  shown: 'strong',
  answer: strong.text,
  reasons: [{ rule: 'escalated', weight: 1, data: { why: 'the answer was cut off by its length limit' } }],
  outcomes: [{ kind: 'shown', atMs: 1740 }],
};

export const routedTrace: Trace = {
  ...acceptedTrace,
  id: 't-routed',
  kind: 'debug',
  languageId: 'python',
  path: 'shop/orders.py',
  startedAt: start + 122_000,
  totalMs: 6200,
  features: { 'trace.files': 4, 'trace.frames': 11, 'trace.causes': 2 },
  route: {
    tier: 'strong',
    pHard: 0.91,
    rule: 'trace-files',
    reasons: [
      { rule: 'trace-files', weight: 1, data: { files: 4 } },
      { rule: 'trace-causes', weight: 1, data: { causes: 2 } },
    ],
  },
  attempts: [
    {
      ...strong,
      provider: 'anthropic',
      model: 'claude-opus-4-5',
      origin: 'https://api.anthropic.com:443',
      startMs: 40,
      firstTokenMs: 900,
      endMs: 6190,
      usage: usage(3120, 0, 640),
      cost: null,
    },
  ],
  judgements: [],
  spans: [
    { name: 'parse', startMs: 0, endMs: 4, data: { frames: 11 } },
    { name: 'resolve', startMs: 4, endMs: 9, data: { inWorkspace: 3 } },
    { name: 'collect', startMs: 9, endMs: 38, data: { files: 4 } },
    { name: 'verify', startMs: 6190, endMs: 6198 },
  ],
  shown: 'strong',
  answer: strong.text,
  reasons: [],
  outcomes: [],
};

export const unverifiedTrace: Trace = {
  ...acceptedTrace,
  id: 't-unverified',
  kind: 'edit',
  startedAt: start + 183_000,
  totalMs: 1210,
  attempts: [
    { ...fast, model: 'qwen2.5-coder-1.5b', endMs: 1000, usage: usage(310, 0, 48) },
    {
      ...strong,
      startMs: 1010,
      firstTokenMs: null,
      endMs: 1200,
      usage: null,
      cost: null,
      finish: null,
      text: '',
      error: { kind: 'network', sentence: 'The connection was refused.' },
    },
  ],
  judgements: [rejected],
  shown: 'unverified',
  answer: fast.text,
  reasons: [
    { rule: 'unverified', weight: 1, data: {} },
    { rule: 'strong-down', weight: 1, data: { sentence: 'The connection was refused.' } },
  ],
  outcomes: [],
};

const silent: Attempt = { ...fast, firstTokenMs: null, endMs: 30_000, usage: null, cost: null, finish: null, text: '' };
const timeout = { kind: 'timeout', sentence: 'The model did not answer within 30 s. Check that it runs.' };

export const failedTrace: Trace = {
  ...routedTrace,
  id: 't-failed',
  startedAt: start + 244_000,
  totalMs: 30_010,
  route: acceptedTrace.route,
  attempts: [{ ...silent, error: timeout }],
  spans: routedTrace.spans.slice(0, 2),
  end: 'failed',
  shown: 'none',
  answer: '',
  error: timeout,
};

export const cancelledTrace: Trace = {
  ...acceptedTrace,
  id: 't-cancelled',
  startedAt: start + 305_000,
  totalMs: 120,
  attempts: [{ ...silent, endMs: 118 }],
  judgements: [],
  spans: [],
  end: 'cancelled',
  shown: 'none',
  answer: '',
  reasons: [],
  outcomes: [],
};
