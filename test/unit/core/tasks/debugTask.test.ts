import { beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/core/modelError';
import type { Capabilities, Prompt } from '../../../../src/core/model';
import { debug, readTrace } from '../../../../src/core/tasks/debugTask';
import type { Session } from '../../../../src/core/session';
import type { Settings } from '../../../../src/core/settings';
import type { Tier } from '../../../../src/core/task';
import type { Analyser } from '../../../../src/syntax/analyser';
import { within } from '../../../../src/within';
import { fakeModel, type FakeAnswer, type FakeModel } from '../../../support/fakeModel';
import { patchSession, ran, type Ran } from '../../../support/patchSession';
import { syntaxAnalyser } from '../../../support/syntaxAnalyser';

const files: Readonly<Record<string, string>> = {
  'shop/vouchers.py':
    'VOUCHERS = {"SPRING": 10}\n\n\ndef discount_of(code, amount):\n    percent = VOUCHERS.get(code)\n    return amount * percent // 100\n',
  'shop/rates.py': 'RATE = 2\n',
  'main.py': 'from shop.vouchers import discount_of\n\nprint(discount_of("SUMMER", 100))\n',
};
const failure = [
  'Traceback (most recent call last):',
  '  File "/w/main.py", line 3, in <module>',
  '  File "/w/shop/vouchers.py", line 6, in discount_of',
  "TypeError: unsupported operand type(s) for *: 'int' and 'NoneType'",
].join('\n');

const prose =
  'The cause is in `shop/vouchers.py` line 5: `VOUCHERS` does not know the `code`, so `percent` is None. The `amount` cannot be multiplied with it in `discount_of`.';
const block = (search: string, replace: string): string =>
  `${prose}\n\n\`\`\`\nshop/vouchers.py\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\``;
const good = block('    percent = VOUCHERS.get(code)', '    percent = VOUCHERS.get(code, 0)');
const lost = block('    percent = VOUCHERS[code]', '    percent = VOUCHERS.get(code, 0)');
const broken = block('    percent = VOUCHERS.get(code)', '    percent = VOUCHERS.get(code, 0');
const triage = JSON.stringify({ suspects: [1], hypothesis: 'The code is unknown.', needs: ['rates.py', 'nowhere.py'] });

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(['python']);
});

const sure = 0.05;

/** Answers in turn; the last one repeats. Asked by schema for a triage, it gives one. */
function model(name: string, answers: readonly (string | FakeAnswer)[], caps: Partial<Capabilities> = {}): FakeModel {
  let turn = 0;
  return fakeModel(
    name,
    (prompt) => {
      if (isTriage(prompt)) return { text: triage };
      const answer = answers[Math.min(turn++, answers.length - 1)] ?? '';
      return typeof answer === 'string' ? { text: answer, logprob: -sure } : answer;
    },
    caps,
  );
}

function isTriage(prompt: Prompt): boolean {
  return prompt.kind === 'chat' && JSON.stringify(prompt.schema ?? {}).includes('hypothesis');
}

const wordsOf = (prompt: Prompt | undefined): string =>
  prompt?.kind === 'chat' ? prompt.messages.map((message) => message.content).join('\n') : '';

async function debugged(
  fast: FakeModel | null,
  strong: FakeModel | null,
  more: {
    pin?: Tier;
    settings?: Partial<Settings>;
    text?: string;
    signal?: AbortSignal;
    within?: Session['within'];
  } = {},
): Promise<Ran> {
  const { session: plain, tiers } = patchSession(analyser, fast, strong, more.settings);
  const session = { ...plain, ...(more.within && { within: more.within }) };
  const paths = Object.keys(files);
  const read = readTrace(more.text ?? failure, paths, ['/w'], session.clock);
  const piece = (path: string) => {
    const text = files[path] ?? '';
    return { path, startLine: 1, endLine: text.split('\n').length, text, reason: 'frame', score: 1 };
  };
  const input = {
    read,
    languageId: 'python',
    collect: () => Promise.resolve([piece('shop/vouchers.py'), piece('main.py')]),
    diagnostics: [],
    files: paths,
    readFile: (path: string) => Promise.resolve(files[path] ?? null),
    pin: more.pin ?? null,
  };
  return ran(debug(session, tiers, input, more.signal ?? new AbortController().signal));
}

const tiersOf = (of: Ran): string[] => of.trace.attempts.map((attempt) => attempt.tier);
const rulesOf = (of: Ran): string[] => of.trace.reasons.map((reason) => reason.rule);

describe('debug in steps', () => {
  it('a fast diagnosis with a patch that holds is accepted, verified and offered', async () => {
    const found = await debugged(model('f', [good]), model('s', [good]));
    expect(tiersOf(found)).toEqual(['fast']);
    expect(found.trace).toMatchObject({ shown: 'accepted', answer: good, kind: 'debug' });
    expect(rulesOf(found)).toEqual(['accepted', 'verified.applies', 'verified.parses', 'verified.names']);
    expect(found.patch?.files.map((file) => [file.path, file.after.includes('get(code, 0)')])).toEqual([
      ['shop/vouchers.py', true],
    ]);
    expect(found.trace.spans.map((span) => span.name)).toEqual([
      'parse',
      'resolve',
      'collect',
      'triage',
      'verify',
      'judge',
    ]);
    expect(found.trace.spans.find((span) => span.name === 'triage')?.data).toMatchObject({
      leftOut: 'triage.no-schema',
    });
    expect(found.events.map((event) => event.type).slice(-2)).toEqual(['patched', 'finished']);
  });

  it('measures the place that is suspected first: its function, its imports and what they lead to', async () => {
    const found = await debugged(model('f', [good]), null, {
      text: failure
        .split('\n')
        .filter((line) => !line.includes('vouchers.py'))
        .join('\n'),
    });
    expect(found.trace.features).toMatchObject({
      'syntax.functionLines': 4,
      'syntax.classLines': 0,
      'syntax.workspaceImports': 1,
      'syntax.workspaceNames': 1,
    });
    const inside = await debugged(model('f', [good]), null);
    expect(inside.trace.features).toMatchObject({
      'syntax.functionLines': 3,
      'syntax.workspaceImports': 0,
      'syntax.workspaceNames': 0,
    });
  });

  it('a patch that does not hold is mended once by its own tier, which is told what failed', async () => {
    const fast = model('f', [lost, good]);
    const found = await debugged(fast, model('s', [good]));
    expect(tiersOf(found)).toEqual(['fast', 'fast']);
    expect(found.trace).toMatchObject({ shown: 'accepted', answer: good });
    expect(rulesOf(found)).toContain('repair');
    expect(wordsOf(fast.prompts[1])).toContain(
      'are not in shop/vouchers.py; they began with: percent = VOUCHERS[code]',
    );
    expect(found.trace.spans.filter((span) => span.name === 'verify').map((span) => span.data?.['holds'])).toEqual([
      false,
      true,
    ]);
  });

  it('a step that fails its check twice escalates alone, and strong is checked and mended like fast', async () => {
    const found = await debugged(model('f', [lost, broken]), model('s', [broken, good]));
    expect(tiersOf(found)).toEqual(['fast', 'fast', 'strong', 'strong']);
    expect(found.trace).toMatchObject({ shown: 'strong', answer: good });
    expect(found.trace.judgements.map((one) => one.verdict)).toEqual(['escalate']);
    expect(found.trace.judgements[0]?.reasons.map((reason) => reason.rule)).toEqual(
      expect.arrayContaining(['patch.new-errors', 'veto.edit']),
    );
    expect(found.patch).not.toBeNull();
  });

  it('what never holds is shown for what it is, without a patch', async () => {
    const found = await debugged(model('f', [lost]), model('s', [broken]));
    expect(tiersOf(found)).toEqual(['fast', 'fast', 'strong', 'strong']);
    expect(found.trace).toMatchObject({ shown: 'strong', answer: broken });
    expect(rulesOf(found)).toContain('patch.new-errors');
    expect(rulesOf(found)).not.toContain('verified.parses');
    expect(found.patch).toBeNull();
    const alone = await debugged(model('f', [lost]), null);
    expect(alone.trace).toMatchObject({ shown: 'unverified', answer: lost });
    expect(alone.patch).toBeNull();
  });

  it('a triage points the diagnosis to frames and to files that were missing', async () => {
    const fast = model('f', [good], { jsonSchema: true });
    const found = await debugged(fast, model('s', [good]));
    expect(tiersOf(found)).toEqual(['fast', 'fast']);
    const asked = wordsOf(fast.prompts[1]);
    expect(asked).toContain('The code is unknown.');
    expect(asked).toContain('RATE = 2');
    expect(asked.indexOf('main.py:3')).toBeLessThan(asked.indexOf('vouchers.py:6'));
    expect(found.events.map((event) => event.type).slice(0, 4)).toEqual(['underway', 'step', 'answered', 'routed']);
  });

  it.each<[string, string, Parameters<typeof debugged>[2], string | FakeAnswer]>([
    ['of the wrong form', 'triage.invalid', {}, '{"suspects": 1}'],
    ['that fails', 'fast-down', {}, { error: new ModelError('network', { sentence: 'Down.' }) }],
    ['where one tier was asked for', 'triage.pinned', { pin: 'strong' }, triage],
    ['where the mode is strong', 'triage.pinned', { settings: { mode: 'strong' } }, triage],
  ])('a triage %s is left out, with its reason', async (_name, why, more, answer) => {
    const first = typeof answer === 'string' ? { text: answer } : answer;
    const fast = fakeModel('f', (prompt) => (isTriage(prompt) ? first : { text: good, logprob: -sure }), {
      jsonSchema: true,
    });
    const found = await debugged(fast, model('s', [good]), more);
    expect(found.trace.spans.find((span) => span.name === 'triage')?.data?.['leftOut']).toBe(why);
    expect(found.trace.end).toBe('finished');
    expect(found.patch).not.toBeNull();
  });

  it.each<[string, boolean, string[]]>([
    ['its call is in the trace as far as it got, and is paid', true, ['cancelled', 'answered']],
    ['one that does not even end then holds nothing up', false, ['answered']],
  ])('a triage that comes too late is cancelled: %s', async (_name, ends, calls) => {
    const fast = fakeModel(
      'f',
      (prompt) => {
        if (isTriage(prompt)) return { text: triage, delayMs: 10_000 };
        return { text: good, logprob: -sure };
      },
      { jsonSchema: true },
    );
    const deaf: FakeModel = {
      ...fast,
      stream: (prompt, signal) =>
        fast.stream(prompt, isTriage(prompt) && !ends ? new AbortController().signal : signal),
    };
    // The first look's patience, a hundred times as fast.
    const waits: number[] = [];
    const shortly: Session['within'] = (promise, ms) => {
      waits.push(ms);
      return within(promise, ms === 8_000 ? 80 : ms);
    };
    const { trace } = await debugged(deaf, model('s', [good]), { within: shortly });
    expect(waits[waits.indexOf(8_000) + 1]).toBe(100);
    expect(trace.spans.find((span) => span.name === 'triage')?.data?.['leftOut']).toBe('triage.late');
    expect(trace.attempts.map(({ error }) => error?.kind ?? 'answered')).toEqual(calls);
    expect(trace.attempts.every(({ cost, sent }) => (cost ?? 0) > 0 && sent !== null)).toBe(true);
    expect(trace).toMatchObject({ end: 'finished', answer: good });
  });

  it('three files on the trace send the diagnosis to strong at once, the triage stays with fast', async () => {
    const text = failure.replace('TypeError', '  File "/w/shop/rates.py", line 1, in rate\nTypeError');
    const found = await debugged(model('f', [good], { jsonSchema: true }), model('s', [good]), { text });
    expect(found.trace.route?.rule).toBe('trace-files');
    expect(tiersOf(found)).toEqual(['fast', 'strong']);
    expect(rulesOf(found)).toEqual(['verified.applies', 'verified.parses', 'verified.names']);
  });

  it('a diagnosis that proposes nothing needs no mending', async () => {
    const found = await debugged(model('f', [prose]), model('s', [good]));
    expect(tiersOf(found)).toEqual(['fast']);
    expect(rulesOf(found)).toEqual(['accepted', 'edit.none']);
  });

  it('a base model gets the plain diagnosis and is not checked', async () => {
    const base = model('b', [' the code is unknown to VOUCHERS and percent is None there.'], { chat: false });
    const found = await debugged(base, null);
    expect(base.prompts.map((prompt) => prompt.kind)).toEqual(['continue']);
    expect(found.trace.answer).toBe(
      'The program fails at shop/vouchers.py:6 in discount_of, because the code is unknown to VOUCHERS and percent is None there.',
    );
    expect(found.patch).toBeNull();
  });

  it('a model that cannot keep the form is held to a schema, and its JSON is read by nobody', async () => {
    const edit = { path: 'shop/vouchers.py', search: '    percent = VOUCHERS.get(code)', replace: '    percent = 0' };
    const fast = model('f', [`${prose}\n<<<<<<< SEARCH\nx`, JSON.stringify({ diagnosis: prose, edits: [edit] })], {
      jsonSchema: true,
    });
    const found = await debugged(fast, model('s', [good]));
    expect(fast.prompts[2]).toMatchObject({ schema: { required: ['diagnosis', 'edits'] } });
    expect(found.trace.answer).toContain(
      'shop/vouchers.py\n<<<<<<< SEARCH\n    percent = VOUCHERS.get(code)\n=======\n',
    );
    const texts = found.events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(texts.join('')).not.toContain('"edits"');
    expect(found.patch?.files[0]?.after).toContain('    percent = 0\n');
  });

  it('is cancelled in the middle of its triage', async () => {
    const controller = new AbortController();
    const fast = fakeModel('f', (prompt) => ({ text: triage, delayMs: isTriage(prompt) ? 10_000 : 0 }), {
      jsonSchema: true,
    });
    const running = debugged(fast, null, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect((await running).trace.end).toBe('cancelled');
  });

  it('fences what comes from the workspace with lines that it cannot know', async () => {
    const fast = model('f', [good]);
    await debugged(fast, null);
    const asked = wordsOf(fast.prompts[0]);
    const fences = [...asked.matchAll(/^<<<([a-z0-9]{12,})$/gm)].map((match) => match[1] ?? '');
    expect(fences.length).toBeGreaterThanOrEqual(4);
    for (const fence of fences) expect(asked.split(fence).length).toBe(3);
  });
});
