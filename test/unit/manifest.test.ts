// The manifest, the defaults and the README say the same, or this fails.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/core/settings';
import { tried } from '../support/tried';

const root = join(import.meta.dirname, '../..');

interface Property {
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, Property> };
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly { readonly key: string }[];
  };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const properties = manifest.contributes.configuration.properties;
/** The manifest names its texts; they stand beside it. */
const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
const textOf = (named: string): string => texts[named.replaceAll('%', '')] ?? named;
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** `weir.fast.model` → the value at that path of the defaults. */
function defaultOf(name: string): unknown {
  return name
    .split('.')
    .slice(1)
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? Object.entries(value).find(([k]) => k === key)?.[1] : undefined,
      defaultSettings,
    );
}

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe('the manifest', () => {
  it.each(Object.keys(properties))('%s has the default of the code', (name) => {
    expect(properties[name]?.default).toEqual(defaultOf(name));
  });

  it('declares every setting of the code, and no other', () => {
    expect(Object.keys(properties).sort()).toEqual(leaves(defaultSettings, 'weir').sort());
  });

  it('T1: keeps where code and keys go out of the reach of a workspace', ({ task }) => {
    tried(task, Object.keys(properties).length);
    const completions = Object.keys(properties).filter((name) => name.startsWith('weir.completions.'));
    const narrower = ['weir.localOnly', ...completions, 'weir.quickFixes'];
    for (const [name, property] of Object.entries(properties)) {
      expect([name, property.scope === 'application']).toEqual([name, !narrower.includes(name)]);
    }
  });

  it('has at most 25 settings', () => {
    expect(Object.keys(properties).length).toBeLessThanOrEqual(25);
  });

  it('has every command that a sentence names', () => {
    const titles = manifest.contributes.commands.map(({ title }) => textOf(title));
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const named = files.flatMap((name) =>
      [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/"Weir: ([^"]+)"/g)].map(([, title]) => title),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((title) => !titles.includes(title ?? ''))).toEqual([]);
  });

  it('takes no key that typing needs', () => {
    const taken = ['tab', 'ctrl+c', 'ctrl+x', 'ctrl+l'];
    expect(manifest.contributes.keybindings.filter((binding) => taken.includes(binding.key))).toEqual([]);
  });
});

describe('the README', () => {
  it('has the table of settings as the manifest has them', () => {
    const rows = Object.entries(properties).map(
      ([name, property]) =>
        `| \`${name}\` | \`${JSON.stringify(property.default)}\` | ${textOf(property.markdownDescription)} |`,
    );
    const table = readme.slice(readme.search(/^\| setting /m)).split('\n\n')[0] ?? '';
    const squeezed = table.split('\n').map((line) => line.replace(/ +\|/g, ' |').replace(/\| +/g, '| ').trim());
    expect(squeezed.slice(2)).toEqual(rows);
  });
});

it('the pictures of the walkthrough bear no style of their own: the page that shows them forbids it, and they would be blank', () => {
  const folder = join(root, 'media/walkthrough');
  for (const name of readdirSync(folder)) {
    const picture = readFileSync(join(folder, name), 'utf8');
    expect(picture, name).not.toMatch(/<style|\bstyle=|\bclass=/);
  }
});
