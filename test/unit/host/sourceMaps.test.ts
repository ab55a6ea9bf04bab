import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceMapsIn } from '../../../src/host/sourceMaps';

const folder = mkdtempSync(join(tmpdir(), 'weir-maps-'));
const workspace = join(folder, 'workspace');
const outside = join(folder, 'outside');

beforeAll(async () => {
  for (const place of [workspace, outside]) {
    mkdirSync(join(place, 'src'), { recursive: true });
    writeFileSync(
      join(place, 'src/a.ts'),
      'export type T = number;\nexport function f(): T {\n  throw new Error("x");\n}\n',
    );
    await build({ entryPoints: [join(place, 'src/a.ts')], outfile: join(place, 'out/a.js'), sourcemap: true });
  }
  symlinkSync(join(outside, 'out'), join(workspace, 'linked'));
  writeFileSync(join(workspace, 'broken.js.map'), '{"version":3');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('source maps', () => {
  const load = sourceMapsIn([workspace]);
  const file = join(workspace, 'out/a.js');

  it.each([file, pathToFileURL(file).href])('lead a frame back to its source: %#', (spelling) => {
    expect(load(spelling)?.original(2, 9)).toMatchObject({ source: join(workspace, 'src/a.ts'), line: 3 });
  });

  it.each([
    ['outside the workspace', join(outside, 'out/a.js')],
    ['behind a link that leaves it', join(workspace, 'linked/a.js')],
    ['by way of ..', join(workspace, '../outside/out/a.js')],
    ['that is not there', join(workspace, 'out/b.js')],
    ['that is broken', join(workspace, 'broken.js')],
    ['on another machine', 'file://server/share/a.js'],
  ])('a map %s is none', (_name, path) => {
    expect(load(path)).toBeNull();
  });
});
