// A newcomer's way from the package to the first completion, for each place where models can live: which clicks and decisions it takes,
// how long it lasts, and that a completion stands at its end. Prints the table. The makers' own services stand behind a proxy here, as a
// company's that looks into TLS does: the editor has its address, and the machine trusts its authority.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { launchEditor, type Editor, type EditorOptions } from '../support/editor';
import { filesHolding, patience, readStore } from '../support/editorWeir';
import { certificateAuthority } from '../support/faults/selfSigned';
import { importScript } from '../support/importScript';
import { startModelServer } from '../support/modelServer';
import { startProxy } from '../support/proxyServer';

const here = import.meta.dirname;
const sample = join(here, '../../sample');
const vsix = process.env['WEIR_VSIX'] || (process.env['WEIR_VSIX_UNIVERSAL'] ?? '');
const { toolsFolder } = await importScript<{ toolsFolder(): string }>('toolsFolder.mjs');
const smallModel = join(toolsFolder(), 'models', 'smollm2-135m-instruct-q4_1.gguf');
/** A machine with much else to do takes long to start an editor. */
const limit = 600_000;
/** Decisions that any way may ask for. */
const most = 3;

interface Row {
  readonly way: string;
  readonly clicks: number;
  readonly decisions: readonly string[];
  readonly seconds: number;
}
const rows: Row[] = [];
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

afterAll(() => {
  const lines = rows.map(
    ({ way, clicks, decisions, seconds }) =>
      `| ${way} | ${clicks} | ${decisions.length}: ${decisions.join(', ') || 'none'} | ${seconds.toFixed(1)} |`,
  );
  process.stdout.write(`\n| way | clicks | decisions | seconds |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`);
});

/** The newcomer's hand: everything goes through it, and is counted. */
class Hand {
  clicks = 0;
  readonly decisions: string[] = [];

  constructor(private readonly editor: Editor) {}

  private get page() {
    return this.editor.page.browserPage;
  }

  async openSetUp(): Promise<void> {
    const status = this.page.locator('[id="weir.weir.weir.status"]').filter({ hasText: 'Set up Weir' });
    await status.click({ timeout: patience.timeout });
    this.clicks += 1;
  }

  async pick(text: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row');
    await row.filter({ hasText: new RegExp(`^\\s*${text}`) }).click(patience);
    this.clicks += 1;
    this.decisions.push(text);
  }

  async answer(title: string, what: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-title').filter({ hasText: title }).waitFor(patience);
    await this.page.locator('.quick-input-widget input:visible').fill(text);
    await this.page.keyboard.press('Enter');
    this.clicks += 1;
    this.decisions.push(what);
  }

  /** Says yes wherever Weir asks, in a notification, or the editor itself, in a dialog. */
  async allowWhereAsked(): Promise<void> {
    const asked = [
      ['yes to Weir', this.editor.page.notification('May Weir send code')],
      ['yes to the editor', this.page.locator('.monaco-dialog-box')],
    ] as const;
    for (const [what, place] of asked) {
      const button = place.getByRole('button', { name: 'Allow', exact: true });
      if (!(await button.isVisible())) continue;
      await button.click();
      this.clicks += 1;
      this.decisions.push(what);
    }
  }
}

interface Way extends Pick<EditorOptions, 'settings' | 'env'> {
  readonly packages?: readonly string[];
  readonly walk: (hand: Hand) => Promise<void>;
  /** Whether a completion has come; else that ghost text stands there. */
  readonly came?: (editor: Editor) => boolean;
}

async function walked(way: string, { packages = [], settings = {}, env = {}, walk, came }: Way): Promise<Editor> {
  const editor = await launchEditor({
    vsix: packages,
    workspace: sample,
    settings: { 'editor.quickSuggestions': false, 'editor.suggestOnTriggerCharacters': false, ...settings },
    env,
  });
  ends.push(() => editor.dispose());
  const { page, probe } = editor;
  const hand = new Hand(editor);
  const started = performance.now();
  await probe.run(async (vscode, path) => {
    await vscode.commands.executeCommand('workbench.extensions.installExtension', vscode.Uri.file(path));
    return null;
  }, vsix);
  await page.browserPage.locator('[id="weir.weir.weir.status"]').waitFor(patience);
  await walk(hand);

  await page.openFile('app/money.py');
  await page.setCursor(28, 1);
  await page.press(`${page.modifier}+End`);
  await page.type('\n\ndef mean(amounts):\ntotal = sum(amounts)\nreturn tot', 30);
  const there = async (): Promise<boolean> => came?.(editor) ?? (await page.ghostText()).includes('al / len(amounts)');
  await expect
    .poll(
      async () => {
        await hand.allowWhereAsked();
        if (await there()) return true;
        // Typed on and back, as one does who waits for something: the first answer may have come before the editor looked.
        await page.type('a', 30);
        await page.press('Backspace');
        return there();
      },
      { timeout: 180_000, interval: 700 },
    )
    .toBe(true)
    .catch(async (error: unknown) => {
      const status = await page.browserPage.locator('[id="weir.weir.weir.status"]').getAttribute('aria-label');
      throw new Error(`${way}: ${status ?? ''}; ${(await page.notifications()).join('; ')}`, { cause: error });
    });
  rows.push({
    way,
    clicks: hand.clicks,
    decisions: hand.decisions,
    seconds: (performance.now() - started) / 1000,
  });
  await page.screenshot(`newcomer-${way.replaceAll(/\W+/g, '-').toLowerCase()}`);
  expect(hand.decisions.length).toBeLessThanOrEqual(most);
  return editor;
}

const answers = () => ({ text: 'al / len(amounts)', logprobs: -0.02 });

async function server(options: { readonly port?: number; readonly models?: readonly string[] } = {}) {
  const started = await startModelServer({ answers, models: ['small', 'large'], ...options });
  ends.push(() => started.close());
  return started;
}

test('a server that runs on this machine is found: nothing is asked', { timeout: limit }, async () => {
  // The port that Ollama has; where one runs already, this machine is no newcomer's.
  const found = await server({ port: 11_434 }).catch(() => null);
  if (found === null) return;
  await walked('a server found on this machine', { walk: () => Promise.resolve() });
});

test('a server by its address', { timeout: limit }, async () => {
  const { url } = await server();
  await walked('a server by its address', {
    walk: async (hand) => {
      await hand.openSetUp();
      await hand.pick('A server that speaks OpenAI');
      await hand.answer('Address of the server', 'the address', `${url}/v1`);
    },
  });
});

test('VS Code’s own models', { timeout: limit }, async () => {
  await walked('VS Code’s own models', {
    packages: [join(here, 'models')],
    walk: () => Promise.resolve(),
  });
});

const makers = [
  { name: 'OpenAI', host: 'api.openai.com', header: 'authorization', before: 'Bearer ' },
  { name: 'Anthropic', host: 'api.anthropic.com', header: 'x-api-key', before: '' },
];
for (const { name, host, header, before } of makers)
  test(`a key of ${name}’s`, { timeout: limit }, async () => {
    const key = ['sk', randomBytes(24).toString('hex')].join('-');
    const { url, requests } = await server();
    const authority = certificateAuthority('A company');
    const proxy = await startProxy({ port: Number(new URL(url).port), intercept: authority });
    ends.push(() => proxy.close());
    const folder = await mkdtemp(join(tmpdir(), 'weir-authority-'));
    ends.push(() => rm(folder, { recursive: true }));
    const trusted = join(folder, 'authority.pem');
    await writeFile(trusted, authority.cert);

    const { userData } = await walked(`a key of ${name}’s`, {
      settings: { 'http.proxy': proxy.url },
      // What the machine trusts: the editor asks the system, and not Node, for it.
      env: { SSL_CERT_FILE: trusted },
      walk: async (hand) => {
        await hand.openSetUp();
        await hand.pick(name);
        await hand.answer('Set API Key', 'the key', key);
      },
    });
    expect(proxy.lines.filter((line) => line.includes('anthropic') || line.includes('openai'))).toContain(
      `CONNECT ${host}:443`,
    );
    expect(requests.length).toBeGreaterThan(0);
    for (const { headers } of requests) expect(headers[header]).toBe(before + key);
    expect(await filesHolding(join(userData, 'User', 'globalStorage', 'weir.weir'), key)).toEqual([]);
  });

test.skipIf(process.env['WEIR_VSIX'] === '' || !existsSync(smallModel))(
  'the embedded model, downloaded after one yes',
  { timeout: limit },
  async () => {
    const mirror = await hub(await readFile(smallModel));
    await walked('the embedded model', {
      settings: { 'weir.embedded.mirror': mirror },
      walk: async (hand) => {
        await hand.openSetUp();
        await hand.pick('On this machine, inside Weir');
      },
      // What a small stand-in for the model says is no completion that anybody would show.
      came: ({ userData }) =>
        readStore(join(userData, 'User', 'globalStorage', 'weir.weir', 'traces.db')).some(
          ({ kind, attempts: [first] }) =>
            kind === 'complete' && first?.provider === 'embedded' && first.error === null,
        ),
    });
  },
);

/** A mirror of the hub that has one file under every name. */
async function hub(bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const mirror = createServer((request, response) => {
    response.writeHead(200, {
      'x-linked-etag': `"${sha256}"`,
      'x-linked-size': String(bytes.length),
      'content-length': String(bytes.length),
    });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    mirror.closeAllConnections();
    mirror.close();
  });
  return `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`;
}
