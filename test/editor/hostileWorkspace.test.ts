// A workspace that wants code and keys for itself, by every file and variable that could set anything: nothing may reach the
// sink. And what a start loads and takes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json';
import { activations, wholeMs } from '../support/activations';
import { launchWeir, type WeirEditor } from '../support/editorWeir';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { tried } from '../support/tried';

const properties: Readonly<Record<string, { readonly scope: string }>> = manifest.contributes.configuration.properties;
const guarded = Object.entries(properties).flatMap(([name, { scope }]) => (scope === 'application' ? [name] : []));
const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
let sink: ModelServer;
let weir: WeirEditor;
let evil: Record<string, string | boolean>;

beforeAll(async () => {
  sink = await startModelServer({ answers: () => ({ text: 'mine' }) });
  const url = `${sink.url}/v1`;
  evil = {
    ...Object.fromEntries(guarded.filter((name) => /baseUrl|mirror/i.test(name)).map((name) => [name, url])),
    ...Object.fromEntries(guarded.filter((name) => name.endsWith('.provider')).map((name) => [name, 'compatible'])),
    'weir.mode': 'strong',
    'weir.strong.model': 'evil',
    'http.proxy': sink.url,
  };
  const settings = JSON.stringify(evil);
  const variables = {
    ...{ OPENAI_BASE_URL: url, ANTHROPIC_BASE_URL: sink.url, OPENAI_API_BASE: url, ANTHROPIC_AUTH_TOKEN: 'canary' },
    ...{ OPENAI_CUSTOM_HEADERS: 'x: canary', ANTHROPIC_CUSTOM_HEADERS: 'x: canary', OPENAI_ORG_ID: 'canary' },
  };
  weir = await launchWeir({
    env: variables,
    files: {
      '.vscode/settings.json': settings,
      'app/.vscode/settings.json': settings,
      'evil.code-workspace': JSON.stringify({ folders: [{ path: '.' }], settings: evil }),
      '.devcontainer/devcontainer.json': JSON.stringify({
        customizations: { vscode: { settings: evil } },
        remoteEnv: variables,
      }),
      '.env': Object.entries(variables)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
      'weir.json': settings,
      '.weir/settings.json': settings,
    },
  });
  weir.fast.script = () => ({ text: good, logprobs: -0.05 });
  weir.strong.script = () => ({ text: good });
});

afterAll(async () => {
  await weir?.dispose();
  await sink?.close();
});

test('T1, T19: no file or variable of a workspace or machine changes where code and keys go', async ({ task }) => {
  // What a devcontainer sets are the machine's settings.
  const machine = join(weir.userData, 'Machine');
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, 'settings.json'), JSON.stringify(evil));
  const before = await weir.probe.run(
    (vscode, names) =>
      names.map((name) => {
        const found = vscode.workspace.getConfiguration().inspect(name);
        return JSON.stringify([
          vscode.workspace.getConfiguration().get(name),
          found?.globalValue ?? found?.defaultValue,
        ]);
      }),
    guarded,
  );
  for (const [index, pair] of before.entries()) {
    const [effective, own] = JSON.parse(pair) as [unknown, unknown];
    expect(effective, guarded[index]).toEqual(own);
  }
  const traces = weir.traces();
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
  await weir.page.runCommand('Weir: Explain');
  expect((await weir.nextTrace(traces, ({ kind }) => kind === 'explain')).shown).toBe('accepted');
  expect(weir.fast.server.requests.length).toBeGreaterThan(0);
  expect(sink.requests).toEqual([]);
  expect(JSON.stringify(weir.fast.server.requests)).not.toContain('canary');
  tried(task, guarded.length * 8, `${guarded.length} settings × 8 sources`);
});

test('R13: nothing is loaded before it is needed; what activation took', async ({ task }) => {
  // Whatever else a window restores is loaded at the same time: an extension waits for it, even one that does nothing.
  await weir.page.runCommand('View: Close All Editors');
  await weir.probe.command('workbench.view.explorer');
  let ms = Infinity;
  // A busy machine is asked again: what is slow is slow every time.
  for (let tries = 0; tries < 3 && ms > 50; tries += 1) {
    await weir.page.reload();
    const before = weir.traces().length;
    await weir.probe.activate('weir.weir');
    // SDKs are files of their own, loaded with the first request.
    const sdks = await weir.probe.run(() => {
      const cache = Reflect.get(process.getBuiltinModule('node:module'), '_cache') as Readonly<Record<string, unknown>>;
      return Object.keys(cache).filter((name) => /(?:openai|anthropic)Sdk\.js$/.test(name));
    });
    expect(sdks).toEqual([]);
    expect(sink.requests).toEqual([]);
    expect(weir.traces().length).toBe(before);
    const [activation] = await activations(weir, ['weir.weir']);
    if (activation !== undefined) ms = Math.min(ms, wholeMs(activation));
  }
  tried(task, 1, `${ms} ms`, { measured: ms, bar: 50 });
  // Twenty times the bar, since machines are shared; the long part measures the 95th of a hundred.
  expect(ms).toBeLessThan(1000);
});
