// A second language is complete: the manifest, the host, both views, every reason. What is not said any more is not kept.
import { getL10nJson } from '@vscode/l10n-dev';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reasonCatalogue } from '../../src/shared/reasonCatalogue';
import { sharedTexts } from '../../src/shared/sharedTexts';
import { viewTexts } from '../../src/shared/viewTexts';

const root = join(import.meta.dirname, '../..');
type Table = Readonly<Record<string, string>>;
const table = (path: string): Table => JSON.parse(readFileSync(join(root, path), 'utf8')) as Table;

/** `{name}`, `{0}` and `$(icon)` have to stand in every language. */
const marks = (text: string): string[] => (text.match(/\{\w+\}|\$\([\w~-]+\)/g) ?? []).sort();

async function said(): Promise<string[]> {
  const files = ['src', 'src/host'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ extension: '.ts', contents: readFileSync(join(root, folder, name), 'utf8') })),
  );
  const host = Object.keys(await getL10nJson(files));
  const reasons = Object.values(reasonCatalogue).flatMap((texts) => texts.filter((text) => text !== undefined));
  return [...new Set([...host, ...viewTexts, ...sharedTexts, ...reasons])];
}

describe('German', () => {
  const german = table('l10n/bundle.l10n.de.json');

  test('covers every text of the host, the views and the reasons', async () => {
    const missing = (await said()).filter((text) => !Object.hasOwn(german, text));
    expect(missing, 'add these to l10n/bundle.l10n.de.json').toEqual([]);
  });

  test('keeps nothing that is not said any more', async () => {
    const now = new Set(await said());
    expect(Object.keys(german).filter((text) => !now.has(text))).toEqual([]);
  });

  test.each(Object.entries(german))('%s', (english, translated) => {
    expect(translated.trim()).not.toBe('');
    expect([...new Set(marks(translated))]).toEqual([...new Set(marks(english))]);
  });

  test('covers the manifest', () => {
    const english = table('package.nls.json');
    const translated = table('package.nls.de.json');
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    const commands = (text: string): string[] => text.match(/command:[\w.]+/g) ?? [];
    for (const [key, text] of Object.entries(english))
      expect(commands(translated[key] ?? ''), key).toEqual(commands(text));
  });
});

describe('the manifest', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const shown = /^(?:title|description|markdownDescription|enumDescriptions|altText|userDescription|name)$/;
  /** Names, not texts: of this product, and of what is called by them. */
  const names = /^(?:Weir|weir|explain|debug|weir_readStackTrace)$/;

  function texts(value: unknown, key: string, path: string): { path: string; text: string }[] {
    if (typeof value === 'string') return shown.test(key) ? [{ path, text: value }] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      texts(inner, Array.isArray(value) ? key : name, `${path}.${name}`),
    );
  }

  test('has no text that cannot be translated, and names none that is missing', () => {
    const contributes = (manifest as { readonly contributes: unknown }).contributes;
    const english = table('package.nls.json');
    const found = texts(contributes, '', '').filter(
      ({ text, path }) => !names.test(text) && !path.includes('inputSchema'),
    );
    expect(found.length).toBeGreaterThan(80);
    expect(found.filter(({ text }) => !/^%[\w.-]+%$/.test(text))).toEqual([]);
    expect(found.filter(({ text }) => !Object.hasOwn(english, text.replaceAll('%', '')))).toEqual([]);
  });
});
