// Messages as the host sends them for answers that end in each way. For tests and pictures of the answer view.
import { printEdits } from '../../src/core/patch/printEdits';
import type { AnswerMessage } from '../../src/shared/answerMessages';
import type { PatchState } from '../../src/shared/patchState';
import type { AnswerFigures, AnswerHead, FrameReference } from '../../src/shared/answerState';

const task = 'task-1';

export const fastHead: AnswerHead = {
  tier: 'fast',
  model: 'qwen2.5-coder-0.5b',
  firstTokenMs: 96,
  reasons: [
    { rule: 'p-easy', weight: -0.44, data: { p: 0.18, limit: 0.62 } },
    { rule: 'syntax.functionLines', weight: 0.2, data: { value: 18 } },
    { rule: 'syntax.branches', weight: 0.1, data: { value: 3 } },
  ],
};

export const strongHead: AnswerHead = {
  tier: 'strong',
  model: 'claude-opus-4-5',
  firstTokenMs: 1740,
  reasons: [
    { rule: 'trace-files', weight: 1, data: { files: 3 } },
    { rule: 'trace-causes', weight: 1, data: { causes: 2 } },
  ],
};

const figures: AnswerFigures = {
  totalMs: 312,
  inputTokens: 412,
  cachedTokens: 300,
  outputTokens: 96,
  exact: true,
  cost: 0,
};

export const frames: FrameReference[] = [
  { path: 'shop/orders.py', line: 42, label: 'total_of' },
  { path: 'shop/pricing/discounts.py', line: 17, label: 'DiscountTable.lookup' },
  { path: 'shop/main.py', line: 9, label: 'main' },
];

const explanation = `\`parsePairs\` reads a query such as \`a=1&b=2\` and gives a \`Map\`.

- Each pair is split at the **first** \`=\`, so values may contain more of them.
- A key without \`=\` gets an empty value.
- Later keys win over earlier ones.

\`\`\`ts
const pairs = parsePairs('a=1&b=2=3');
pairs.get('b'); // '2=3'
\`\`\`

It throws a \`URIError\` where a percent escape is broken; see [decodeURIComponent](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/decodeURIComponent).`;

const diagnosis = `## Cause

\`discounts.py:17\` looks up \`code\` without a default, and \`shop/orders.py:42\` passes \`None\` for orders without a coupon:

\`\`\`python
rate = self.rates[code]  # KeyError: None
\`\`\`

## Fix

Let an order without a coupon have no discount:

\`\`\`python
rate = self.rates.get(code, Decimal(0)) if code is not None else Decimal(0)
\`\`\`

| order | coupon | before | after |
|---|---|---:|---:|
| 1041 | SPRING | 10 % | 10 % |
| 1042 | none | KeyError | 0 % |`;

const started = (kind: 'explain' | 'debug', subject: string): AnswerMessage => ({
  type: 'started',
  task,
  kind,
  subject,
  more: kind === 'explain',
});
const texts = (text: string): AnswerMessage[] =>
  (text.match(/[\s\S]{1,7}/g) ?? []).map((part) => ({ type: 'text', task, text: part }));

export const working: AnswerMessage[] = [
  started('debug', 'KeyError in shop/orders.py'),
  { type: 'frames', task, frames },
  { type: 'step', task, step: { rule: 'step.context', weight: 0, data: {} } },
];

export const streaming: AnswerMessage[] = [
  started('explain', 'parsePairs() in src/query/parsePairs.ts'),
  { type: 'answer', task, head: fastHead },
  ...texts(explanation.slice(0, 330)),
];

export const explained: AnswerMessage[] = [
  started('explain', 'parsePairs() in src/query/parsePairs.ts'),
  { type: 'answer', task, head: fastHead },
  ...texts(explanation),
  {
    type: 'finished',
    task,
    figures,
    shown: 'accepted',
    reasons: [{ rule: 'accepted', weight: 1, data: { p: 0.8312, threshold: 0.6 } }],
  },
];

export const debugged: AnswerMessage[] = [
  started('debug', 'KeyError in shop/orders.py'),
  { type: 'frames', task, frames },
  { type: 'answer', task, head: strongHead },
  ...texts(diagnosis),
  {
    type: 'finished',
    task,
    figures: { ...figures, totalMs: 6210, inputTokens: 3120, cachedTokens: 0, outputTokens: 640, cost: null },
    shown: 'strong',
    reasons: [
      { rule: 'trace-files', weight: 1, data: { files: 3 } },
      { rule: 'verified.applies', weight: 0, data: {} },
      { rule: 'verified.parses', weight: 0, data: {} },
    ],
  },
];

const edit = printEdits([
  {
    path: 'shop/pricing/discounts.py',
    search: 'rate = self.rates[code]\n',
    replace: 'rate = self.rates.get(code, Decimal(0))\n',
  },
]);
const change = `The cause is in \`shop/pricing/discounts.py:17\`: \`rates\` is asked for a \`code\` that it does not know.

\`\`\`
${edit}\`\`\``;

const proposed: PatchState = {
  files: [{ path: 'shop/pricing/discounts.py', added: 1, removed: 1 }],
  phase: 'proposed',
  facts: [{ rule: 'verified.applies', weight: 1, data: {} }],
  errors: null,
};

export const patched: AnswerMessage[] = [
  ...debugged.slice(0, 3),
  ...texts(change),
  ...debugged.slice(-1),
  { type: 'patch', task, patch: proposed },
];

/** After acceptance, and a run on it that was red. */
export const tried: AnswerMessage[] = [
  ...patched,
  {
    type: 'patch',
    task,
    patch: {
      ...proposed,
      phase: 'accepted',
      errors: { before: 1, after: 0 },
      trial: { name: 'npm: test', phase: 'failed', exitCode: 2 },
    },
  },
];

/** No change came of the edit: it stands in the text, so that the user sees what was meant. */
export const refused: AnswerMessage[] = [
  ...debugged.slice(0, 3),
  ...texts(change),
  { type: 'finished', task, figures, shown: 'strong', reasons: [{ rule: 'edit.not-found', weight: 1, data: {} }] },
];

export const escalated: AnswerMessage[] = [
  started('explain', 'parsePairs() in src/query/parsePairs.ts'),
  { type: 'answer', task, head: fastHead },
  ...texts('Parses the pairs and then it'),
  { type: 'step', task, step: { rule: 'step.strong', weight: 0, data: { why: 'cut off by length' } } },
  { type: 'answer', task, head: { ...strongHead, reasons: [] } },
  ...texts(explanation),
  {
    type: 'finished',
    task,
    figures: { ...figures, totalMs: 3400, inputTokens: 1024, outputTokens: 412, cost: 0.0041 },
    shown: 'strong',
    reasons: [{ rule: 'escalated', weight: 1, data: { why: 'the answer was cut off by its length limit' } }],
  },
];

export const unverified: AnswerMessage[] = [
  ...explained.slice(0, -1),
  {
    type: 'finished',
    task,
    figures,
    shown: 'unverified',
    reasons: [
      { rule: 'unverified', weight: 1, data: {} },
      { rule: 'strong-down', weight: 1, data: { sentence: 'The connection was refused.' } },
    ],
  },
];

export const failed: AnswerMessage[] = [
  started('explain', 'parsePairs() in src/query/parsePairs.ts'),
  {
    type: 'failed',
    task,
    sentence:
      'OpenAI refused the key for the strong model (401). Enter a key that is valid for https://api.openai.com.',
    action: 'set-key',
  },
];

export const cancelled: AnswerMessage[] = [...streaming, { type: 'cancelled', task }];
