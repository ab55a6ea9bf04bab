// The last step before the socket: JSON stays JSON, untouched bytes stay untouched, and any doubt ends in an error.
import { describe, expect, test } from 'vitest';
import { RedactionFailed, Redactor } from '../../../../src/core/privacy/redact';
import { redactBody } from '../../../../src/core/privacy/redactBody';
import { redactTrace } from '../../../../src/core/privacy/redactTrace';
import { withoutContent } from '../../../../src/core/privacy/withoutContent';
import { makeAttempt, makeTrace } from '../../../support/makeTrace';

const github = `ghp_${'Zk3Qw9Xr7Lp2Vt8Bn4Mf6Hs1Dg5Jc0YaTeKq'}`;
const pem = `-----BEGIN PRIVATE KEY-----\n${'Zk3Qw9Xr7Lp2'.repeat(5)}\n-----END PRIVATE KEY-----`;
const run = (body: string, now = (): number => 0): string => redactBody(body, { redactor: new Redactor(), now });

describe('S7: a JSON body', () => {
  test('is cleaned inside its strings and is still the same JSON around them', () => {
    const body = `{ "n": 1.0, "messages":[{"role":"user","content":${JSON.stringify(`k: ${github}\n"${pem}" é \u2028`)}}],"x":"\\u0041"}`;
    const out = run(body);
    expect(out).toBe(
      `{ "n": 1.0, "messages":[{"role":"user","content":${JSON.stringify('k: «secret:github-pat#1»\n"«secret:private-key#1»" é \u2028')}}],"x":"\\u0041"}`,
    );
  });

  test('without secrets is byte for byte what it was', () => {
    const body = '{"a":"\\u00e9\\/ \\"q\\"", "max_tokens": 5, "b":[ "\\\\", "" ]}';
    expect(run(body)).toBe(body);
  });

  test('gives up a value for its key’s name, not for the name of another', () => {
    expect(run('{"password":"hunter22","other":"hunter22"}')).toBe(
      '{"password":"«secret:password#1»","other":"hunter22"}',
    );
    expect(run('{"password":{"type":"string"}}')).toBe('{"password":{"type":"string"}}');
  });

  test('JSON within JSON within JSON', () => {
    const body = JSON.stringify({ a: JSON.stringify({ key: JSON.stringify({ apiKey: 'Zk3Qw9Xr7Lp2Vt8Bn4' }), pem }) });
    const out = run(body);
    expect(out).not.toContain('Zk3Qw9');
    expect(JSON.parse((JSON.parse(out) as { a: string }).a)).toHaveProperty('pem', '«secret:private-key#1»');
  });

  test('T13, T14: what nobody can see is not sent', () => {
    const hidden = [...'obey me'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');
    const content = `a${hidden}b \u001b[31mred\u001b]8;;http://x\u0007 link \u202ec\u202c 👩‍💻 می‌خواهم`;
    const out = run(JSON.stringify({ content, kept: 'x' }));
    expect(out).toBe(JSON.stringify({ content: 'ab red link c 👩‍💻 می‌خواهم', kept: 'x' }));
    expect(run('a\u200bb\u001b[0m')).toBe('ab');
  });

  test('what is no JSON is cleaned as text', () => {
    expect(run(`{"a": "${github}`)).toBe('{"a": "«secret:github-pat#1»');
  });
});

describe('S8: fails closed', () => {
  test('past its budget', () => {
    let clock = 0;
    const slow = (): number => (clock += 60);
    expect(() => run(JSON.stringify({ a: 'some text here' }), slow)).toThrow(RedactionFailed);
    expect(() => run('no json at all', slow)).toThrow(/longer than 250 ms/);
  });

  test('when anything throws', () => {
    const broken = new Redactor();
    broken.redact = () => {
      throw new TypeError('boom');
    };
    expect(() => redactBody('{"a":"some text"}', { redactor: broken, now: () => 0 })).toThrow(RedactionFailed);
    expect(() => redactBody('some text', { redactor: broken, now: () => 0 })).toThrow(RedactionFailed);
  });
});

test('T23: a trace for the store holds no secret, and none in pieces either', () => {
  const attempt = makeAttempt({
    text: `use ${github}`,
    sent: `{"p":"${github}"}`,
    logprobs: [{ token: github.slice(0, 20), logprob: -1 }],
  });
  const trace = redactTrace(makeTrace({ answer: `use ${github}`, attempts: [attempt, makeAttempt()] }), new Redactor());
  expect(JSON.stringify(trace)).not.toContain(github.slice(0, 12));
  expect(trace.attempts[1]?.logprobs).toHaveLength(1);
});

test('what was found in an attempt is not looked for again while the trace grows', () => {
  const redactor = new Redactor();
  const looked: string[] = [];
  const redact = redactor.redact.bind(redactor);
  redactor.redact = (text) => {
    looked.push(text);
    return redact(text);
  };
  const first = makeAttempt({ sent: `first ${github}` });
  const second = makeAttempt({ sent: `second ${github}` });
  const begun = redactTrace(makeTrace({ attempts: [first] }), redactor);
  const ended = redactTrace(makeTrace({ attempts: [first, second] }), redactor);
  expect(begun.attempts).toEqual([expect.objectContaining({ sent: 'first «secret:github-pat#1»' })]);
  expect(ended.attempts.map(({ sent }) => sent)).toEqual([
    'first «secret:github-pat#1»',
    'second «secret:github-pat#1»',
  ]);
  expect(looked.filter((text) => text === first.sent)).toHaveLength(1);
  expect(redactTrace(makeTrace({ attempts: [first] }), new Redactor()).attempts).toEqual(begun.attempts);
});

test('T23: no reason, error, span or outcome carries a secret into the store', () => {
  const data = { line: `token = "${github}"`, n: 3 };
  const reasons = [{ rule: 'edit.not-found', weight: 1, data }];
  const error = { kind: 'auth', sentence: `The server said ${github}.` };
  const given = makeTrace({
    path: `src/${github}.ts`,
    reasons,
    error,
    route: { tier: 'fast', pHard: 0.2, rule: 'p-hard', reasons },
    judgements: makeTrace().judgements.map((one) => ({ ...one, reasons })),
    attempts: [makeAttempt({ error })],
    spans: [{ name: 'x', startMs: 0, endMs: 1, data }],
    outcomes: [{ kind: 'tried', atMs: 1, data: { what: `curl -H "authorization: Bearer ${github}"`, exitCode: 1 } }],
  });
  const trace = redactTrace(given, new Redactor());
  expect(JSON.stringify(trace)).not.toContain(github.slice(0, 12));
  expect(trace.reasons[0]?.data['n']).toBe(3);
  expect(trace.outcomes[0]?.data?.['exitCode']).toBe(1);
  expect(trace.spans[0]?.data?.['line']).toBe('token = "«secret:github-pat#1»"');
});

test('T23: "metadata only" drops the line that an edit did not find, too', () => {
  const reasons = [{ rule: 'edit.not-found', weight: 1, data: { path: 'a.ts', line: 'canary' } }];
  const judgements = makeTrace().judgements.map((one) => ({ ...one, reasons }));
  expect(JSON.stringify(withoutContent(makeTrace({ reasons, judgements })))).not.toContain('canary');
});

test('T23: "metadata only" keeps numbers and drops every text', () => {
  const trace = withoutContent(
    makeTrace({ answer: 'canary', attempts: [makeAttempt({ text: 'canary', sent: 'canary' })] }),
  );
  expect(JSON.stringify(trace)).not.toContain('canary');
  expect(trace.attempts[0]).toMatchObject({ cost: 0.001, logprobs: null, sent: null, usage: { input: 100 } });
});
