// What a hostile answer parses into: nothing that could load or run, before anything is drawn. The views' own tests draw it.
import { expect, test } from 'vitest';
import { parseBlocks, type MarkdownToken } from '../../../src/webview/markdownParser';
import { linkPayloads, loadingPayloads } from '../../support/hostileMarkdown';
import { tried } from '../../support/tried';

const tokensOf = (text: string): MarkdownToken[] => {
  const flat = (tokens: readonly MarkdownToken[]): MarkdownToken[] =>
    tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
  return parseBlocks(text).flatMap(({ tokens }) => flat(tokens));
};

test('T9: no payload becomes an image, markup, or anything with a source', ({ task }) => {
  tried(task, loadingPayloads.length);
  for (const payload of loadingPayloads) {
    for (const token of tokensOf(payload)) {
      expect(['image', 'html_block', 'html_inline'], payload).not.toContain(token.type);
      expect(token.attrGet('src'), payload).toBeNull();
    }
  }
});

test('T10: no payload becomes a link but to http and https', ({ task }) => {
  tried(task, linkPayloads.length);
  for (const payload of linkPayloads) {
    for (const token of tokensOf(payload)) {
      const href = token.attrGet('href');
      if (href !== null) expect(new URL(String(href)).protocol, payload).toMatch(/^https?:$/);
    }
  }
});
