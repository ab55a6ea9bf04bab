// In every prompt that shows repository text, to a chat model or to one that only continues, that text stands between lines which
// it cannot hold; with texts that try to close the fence.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model, Prompt } from '../../../../src/core/model';
import { completionPrompt } from '../../../../src/core/prompts/fimCompletion';
import { explainPrompt, type ExplainSubject } from '../../../../src/core/prompts/explain';
import { patchDiagnosisPrompt } from '../../../../src/core/prompts/patchDiagnosis';
import { patchEditPrompt } from '../../../../src/core/prompts/patchEdit';
import { dataFence, steadyFence } from '../../../../src/core/prompts/patchFence';
import { triagePrompt } from '../../../../src/core/prompts/triage';
import type { ContextPiece } from '../../../../src/core/task';
import { fakeModel } from '../../../support/fakeModel';
import { tried } from '../../../support/tried';

const chat = fakeModel('chat', {});
const base = fakeModel('base', {}, { chat: false });
const holeOnly = { ...chat.info.capabilities, continuation: false, infill: false };
const typing = steadyFence(() => crypto.randomUUID());
const mark = 'REPOSITORY';
const piece = (text: string): ContextPiece => ({
  path: 'a.py',
  startLine: 1,
  endLine: 9,
  text,
  reason: 'frame',
  score: 1,
});
const kinds: readonly ExplainSubject['what'][] = [
  'name',
  'expression',
  'code',
  'function',
  'file',
  'problem',
  'change',
];

function prompts(text: string, what: ExplainSubject['what'], model: Model, more: boolean): readonly Prompt[] {
  const data = dataFence(() => crypto.randomUUID());
  const place = { path: 'a.py', languageId: 'python', startLine: 1, endLine: 2 };
  const subject = { ...place, what, name: 'f', code: text, ...(what === 'problem' && { problem: text }) };
  const failed = { failure: text, frames: ['a.py:3 in f'] };
  return [
    explainPrompt(subject, [piece(text)], model, { data, more }),
    patchDiagnosisPrompt({ ...failed, hypothesis: text }, [piece(text)], model, data),
    ...(model.info.capabilities.chat
      ? [
          triagePrompt(failed, [piece(text)], data),
          patchEditPrompt({ ...place, wish: 'x', problem: text, code: text }, [piece(text)], model, data),
          completionPrompt({
            ...{ capabilities: holeOnly, family: null, ...place, prefix: text, suffix: text, draft: text },
            ...{ context: [piece(text)], multiline: true, maxTokens: 9, data: typing },
          }),
        ]
      : []),
  ];
}

const textOf = (prompt: Prompt): string =>
  prompt.kind === 'chat'
    ? prompt.messages.map(({ content }) => content).join('\n')
    : prompt.kind === 'continue'
      ? prompt.text
      : '';

/** What is left where everything between a fence's two lines is taken out. */
function outside(text: string): string {
  const kept: string[] = [];
  let until: string | null = null;
  for (const line of text.split('\n')) {
    const opened = /^<<<([a-z0-9]{12,})$/.exec(line)?.[1];
    if (until === null && opened !== undefined) until = `${opened}>>>`;
    else if (until === null) kept.push(line);
    else if (line === until) until = null;
  }
  expect(until).toBeNull();
  return kept.join('\n');
}

test('T20: no repository text stands outside its fence, in Explain, Debug, triage, Edit and a hole to fill, chat or base model', ({
  task,
}) => {
  const part = fc.constantFrom(
    '\n',
    '```',
    '````',
    '>>>',
    '<<<',
    '<<<abcdefghijkl\n',
    '\nabcdefghijkl>>>\n',
    '# ',
    mark,
    ' ',
  );
  const hostile = fc.array(part, { maxLength: 12 }).map((parts) => `${mark}${parts.join('')}${mark}`);
  let seen = 0;
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom(...kinds),
      fc.constantFrom(chat, base),
      fc.boolean(),
      (text, what, model, more) => {
        for (const prompt of prompts(text, what, model, more)) {
          seen += 1;
          expect(textOf(prompt)).toContain(mark);
          expect(outside(textOf(prompt))).not.toContain(mark);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  tried(task, seen);
});

test('a fence for prompts that come with every pause keeps its letters, until a text holds them', () => {
  const data = steadyFence(() => crypto.randomUUID());
  const first = data('a');
  expect(data('a')).toBe(first);
  const letters = first.split('\n')[0] ?? '';
  expect(letters).toMatch(/^<<<[a-z0-9]{12}$/);
  expect(new Set(letters.slice(3)).size).toBeGreaterThan(3);
  expect(data(letters.slice(3)).split('\n')[0]).toMatch(/^<<<[a-z0-9]{13}$/);
  expect(steadyFence(() => crypto.randomUUID())('a')).not.toBe(first);
});
