// The shells allow what they name and nothing else, and no translated string can break out of them.
import { describe, expect, test } from 'vitest';
import { parseOpening } from '../../../src/shared/traceMessages';
import { answerHtml, traceHtml, type ShellParts } from '../../../src/shared/webviewHtml';
import { summaryOf } from '../../support/webviewTraceHost';
import { acceptedTrace } from '../../support/webviewTraces';

const parts = {
  nonce: 'n0nce',
  cspSource: 'https://view.example',
  scriptUri: 'https://view.example/answer.js',
  styleUris: ['https://view.example/answer.css'],
  strings: { Copy: '</script><script>alert(1)</script><!--' },
  language: 'nl',
};

describe.each([
  ['answer', answerHtml],
  ['trace', (shell: ShellParts) => traceHtml(shell, null)],
])('%s', (name, html) => {
  const page = html(parts);

  test('T11: has exactly this policy', () => {
    expect(/Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]).toBe(
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://view.example; font-src https://view.example; img-src 'none'; base-uri 'none'; form-action 'none'",
    );
    expect(page).not.toContain('unsafe-');
    expect(page).not.toContain('connect-src');
  });

  test('has one script that runs, no inline style, and the strings as closed data', () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<script nonce="n0nce" src="https:\/\/view\.example\/answer\.js"><\/script>/g)).toHaveLength(1);
    expect(page).not.toContain('style=');
    expect(page).toContain(`<body class="weir-${name}">`);
    const data = /id="strings">(.*)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(data)).toEqual(parts.strings);
  });

  test('an odd language or address stays inside its attribute', () => {
    expect(html({ ...parts, language: 'x"><script>' })).toContain('lang="x&quot;&gt;&lt;script&gt;"');
  });
});

test('the first page of traces goes along as closed data', () => {
  const row = { ...summaryOf(acceptedTrace), path: '</script><script>alert(1)</script>.ts' };
  const page = traceHtml(parts, { rows: [row], total: 7, lasting: true });
  expect(page.match(/<script/g)).toHaveLength(3);
  const data = /id="opening">(.*)<\/script>/.exec(page)?.[1] ?? '';
  expect(parseOpening(JSON.parse(data))).toEqual({ rows: [row], total: 7, lasting: true });
});
