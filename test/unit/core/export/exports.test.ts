// What leaves as OpenTelemetry and as a table: the conventions' names, no content unless asked, no formula.
import { expect, test } from 'vitest';
import { csvHead, csvRow } from '../../../../src/core/export/csv';
import { otelLine } from '../../../../src/core/export/otelSpans';
import { summarise } from '../../../../src/store/summarise';
import { makeTrace } from '../../../support/makeTrace';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

const spans = (line: string): readonly Span[] =>
  (JSON.parse(line) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans[0]?.scopeSpans[0]
    ?.spans ?? [];

test('a task is a span with its calls below it, named after the GenAI conventions', () => {
  const [task, call] = spans(otelLine(makeTrace(), '1.2.3', false));
  expect(task?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(task?.spanId).toMatch(/^[0-9a-f]{16}$/);
  expect([call?.traceId, call?.parentSpanId, call?.name]).toEqual([task?.traceId, task?.spanId, 'chat small-model']);
  expect(call?.startTimeUnixNano).toBe('1000001000000');
  const attributes = Object.fromEntries(call?.attributes.map(({ key, value }) => [key, value]) ?? []);
  expect(attributes).toMatchObject({
    'gen_ai.operation.name': { stringValue: 'chat' },
    'gen_ai.provider.name': { stringValue: 'openai' },
    'gen_ai.usage.input_tokens': { intValue: '115' },
    'gen_ai.usage.output_tokens': { intValue: '20' },
    'gen_ai.response.finish_reasons': { arrayValue: { values: [{ stringValue: 'stop' }] } },
    'weir.cost': { doubleValue: 0.001 },
  });
});

test('no prompt, answer or path leaves unless it is asked for', () => {
  const trace = makeTrace({ path: 'src/secretPlan.ts' });
  const line = otelLine(trace, '1', false);
  for (const content of ['function one', 'return 1;', 'secretPlan']) expect(line).not.toContain(content);
  expect(otelLine(trace, '1', true)).toContain('return 1;');
});

test('a table row quotes what needs it and holds no formula', () => {
  const row = csvRow(summarise(makeTrace({ path: '=HYPERLINK("x"),a.ts' })));
  expect(row).toContain(`"'=HYPERLINK(""x""),a.ts"`);
  expect(csvHead.split(',').length).toBe(19);
  expect(csvRow(summarise(makeTrace())).split(',')).toHaveLength(19);
});
