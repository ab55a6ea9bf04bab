// A trace as OpenTelemetry spans in OTLP's JSON, after the GenAI semantic conventions: the task, and each call of a model below it.
// Prompts and answers only where they are asked for.
import { hashText } from '../completion/hash';
import type { Attempt, Trace } from '../trace';

type Value = string | number | boolean | readonly string[];
type Attributes = Readonly<Record<string, Value | null | undefined>>;

/** One line of a file that a collector reads: an `ExportTraceServiceRequest`. */
export function otelLine(trace: Trace, version: string, withContent: boolean): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributes({ 'service.name': 'weir', 'service.version': version }) },
        scopeSpans: [{ scope: { name: 'weir', version }, spans: [taskSpan(trace), ...trace.attempts.map(call)] }],
      },
    ],
  });

  function call(attempt: Attempt, index: number): object {
    const { usage } = attempt;
    return {
      traceId: traceId(trace),
      spanId: hex(`${trace.id} ${index}`, 16),
      parentSpanId: hex(trace.id, 16),
      name: `chat ${attempt.model}`,
      kind: 3,
      startTimeUnixNano: nanos(trace.startedAt + attempt.startMs),
      endTimeUnixNano: nanos(trace.startedAt + attempt.endMs),
      attributes: attributes({
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': providers[attempt.provider] ?? attempt.provider,
        'gen_ai.request.model': attempt.model,
        'gen_ai.response.model': attempt.model,
        'gen_ai.response.finish_reasons': attempt.finish === null ? null : [attempt.finish],
        // By the conventions the input counts what was cached too.
        'gen_ai.usage.input_tokens': usage && usage.input + usage.cachedRead + usage.cacheWrite,
        'gen_ai.usage.cache_read.input_tokens': usage?.cachedRead,
        'gen_ai.usage.cache_creation.input_tokens': usage?.cacheWrite,
        'gen_ai.usage.output_tokens': usage?.output,
        'server.address': attempt.origin,
        'error.type': attempt.error?.kind,
        'weir.tier': attempt.tier,
        'weir.cost': attempt.cost,
        'weir.first_token_ms': attempt.firstTokenMs === null ? null : attempt.firstTokenMs - attempt.startMs,
        ...(withContent && {
          'gen_ai.input.messages': attempt.sent,
          'gen_ai.output.messages': JSON.stringify([
            { role: 'assistant', parts: [{ type: 'text', content: attempt.text }] },
          ]),
        }),
      }),
      status: attempt.error === null ? {} : { code: 2, message: attempt.error.sentence },
    };
  }
}

function taskSpan(trace: Trace): object {
  const judgement = trace.judgements.at(-1);
  return {
    traceId: traceId(trace),
    spanId: hex(trace.id, 16),
    name: `weir ${trace.kind}`,
    kind: 1,
    startTimeUnixNano: nanos(trace.startedAt),
    endTimeUnixNano: nanos(trace.startedAt + trace.totalMs),
    attributes: attributes({
      'weir.task': trace.kind,
      'weir.language': trace.languageId,
      'weir.end': trace.end,
      'weir.shown': trace.shown,
      'weir.route.tier': trace.route?.tier,
      'weir.route.rule': trace.route?.rule,
      'weir.route.p_hard': trace.route?.pHard,
      'weir.judge.p_acceptable': judgement?.pAcceptable,
      'weir.judge.threshold': judgement?.threshold,
      'weir.judge.threshold_source': judgement?.thresholdSource,
      'weir.judge.verdict': judgement?.verdict,
      'weir.reasons': trace.reasons.map(({ rule }) => rule),
      'weir.outcomes': trace.outcomes.map(({ kind }) => kind),
      'error.type': trace.error?.kind,
    }),
    status: trace.error === null ? {} : { code: 2, message: trace.error.sentence },
  };
}

/** As the conventions name them; a gateway is known by its address alone. */
const providers: Readonly<Partial<Record<string, string>>> = { openai: 'openai', anthropic: 'anthropic' };

/** Steps of one task share its trace. */
const traceId = (trace: Trace): string => hex(trace.parent ?? trace.id, 32);

function hex(text: string, digits: number): string {
  let all = '';
  for (let seed = 0; all.length < digits; seed++) all += hashText(text, seed).toString(16).padStart(14, '0');
  return all.slice(0, digits);
}

/** Whole nanoseconds as OTLP's JSON wants them: decimal text, since they pass the largest whole double. */
const nanos = (ms: number): string => `${BigInt(Math.round(ms * 1000)) * 1000n}`;

function attributes(of: Attributes): object[] {
  return Object.entries(of).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [{ key, value: anyValue(value) }],
  );
}

function anyValue(value: Value): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((each) => ({ stringValue: each })) } };
}
