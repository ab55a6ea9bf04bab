// Runs a webview's real bundle, shell and styles in Chromium without an editor: a fake channel, the editor's theme variables,
// every request counted. Nothing reaches a network.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { TraceOpening } from '../../src/shared/traceMessages';
import { answerHtml, traceHtml } from '../../src/shared/webviewHtml';
import { themes, themeStyle, type ThemeName } from './webviewThemes';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const origin = 'http://weir.test';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium to run with, or null: then these tests say so and are skipped. */
export function findChromium(): string | null {
  const places = [
    process.env['WEIR_CHROMIUM'] ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return places.find((place) => place !== '' && existsSync(place)) ?? null;
}

export interface ViewOptions {
  readonly view: 'answer' | 'trace';
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly strings?: Record<string, string>;
  /** What the trace panel is opened with. */
  readonly opening?: TraceOpening;
  /** A script that runs before the page's own. */
  readonly init?: string;
}

export interface OpenView {
  readonly page: Page;
  /** Requests of the page beyond its own files. */
  readonly requests: string[];
  /** What the script ran that it must not have: dialogs, errors, policy violations. */
  readonly incidents: string[];
  post(...messages: unknown[]): Promise<void>;
  /** What the page sent to the host so far. */
  sent(): Promise<{ type: string; [key: string]: unknown }[]>;
  close(): Promise<void>;
}

export class WebviewHarness {
  private constructor(
    private readonly browser: Browser,
    private readonly files: ReadonlyMap<string, { body: string | Buffer; contentType: string }>,
    /** Bytes of each script, minified. */
    readonly sizes: Readonly<Record<string, number>>,
  ) {}

  static async start(executablePath: string): Promise<WebviewHarness> {
    const built = await build({
      absWorkingDir: root,
      entryPoints: [
        'src/webview/answer.ts',
        'src/webview/trace.ts',
        'src/webview/answer.css',
        'src/webview/trace.css',
      ].filter((path) => existsSync(join(root, path))),
      bundle: true,
      minify: true,
      format: 'iife',
      platform: 'browser',
      target: 'chrome120',
      write: false,
      outdir: '/',
    });
    const files = new Map<string, { body: string | Buffer; contentType: string }>();
    const sizes: Record<string, number> = {};
    for (const file of built.outputFiles) {
      files.set(file.path, {
        body: file.text,
        contentType: file.path.endsWith('.css') ? 'text/css' : 'text/javascript',
      });
      sizes[file.path.slice(1)] = file.contents.byteLength;
    }
    for (const name of ['codicon.css', 'codicon.ttf']) {
      const body = await readFile(join(root, 'node_modules/@vscode/codicons/dist', name));
      files.set(`/${name}`, { body, contentType: name.endsWith('.css') ? 'text/css' : 'font/ttf' });
    }
    return new WebviewHarness(await chromium.launch({ executablePath, headless: true, args: flags }), files, sizes);
  }

  async open(options: ViewOptions): Promise<OpenView> {
    const { view, theme = 'dark', width = 340, height = 640, strings = {} } = options;
    const page = await this.browser.newPage({ viewport: { width, height } });
    const requests: string[] = [];
    const incidents: string[] = [];
    const parts = {
      nonce: 'bm9uY2Vub25jZW5vbmNl',
      cspSource: origin,
      scriptUri: `${origin}/${view}.js`,
      styleUris: [`${origin}/theme.css`, `${origin}/codicon.css`, `${origin}/${view}.css`],
      strings,
      language: 'en',
    };
    const shell = view === 'answer' ? answerHtml(parts) : traceHtml(parts, options.opening ?? null);
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      const file = url.origin === origin ? this.files.get(url.pathname) : undefined;
      if (url.href === `${origin}/`) return route.fulfill({ body: shell, contentType: 'text/html' });
      if (url.href === `${origin}/theme.css`) {
        const background = view === 'answer' ? 'sideBar-background' : 'editor-background';
        return route.fulfill({ body: themeStyle(theme, background), contentType: 'text/css' });
      }
      if (file) return route.fulfill(file);
      if (url.pathname !== '/favicon.ico') requests.push(url.href);
      return route.abort();
    });
    page.on('dialog', (dialog) => {
      incidents.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => incidents.push(`error ${error.message}`));
    page.on('popup', (popup) => incidents.push(`popup ${popup.url()}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon'))
        incidents.push(`console ${message.text()}`);
    });
    await page.addInitScript(`${fakeChannel}\n${options.init ?? ''}`);
    await page.goto(`${origin}/`);
    await page.evaluate((kind) => document.body.classList.add(kind), themes[theme].kind);
    return {
      page,
      requests,
      incidents,
      post: async (...messages) => {
        await page.evaluate((all) => {
          for (const message of all) window.dispatchEvent(new MessageEvent('message', { data: message }));
          // Drawn in the next frame.
          return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        }, messages);
      },
      sent: () => page.evaluate('window.weirSent'),
      close: () => page.close(),
    };
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** The editor's channel: what is sent is kept, state lives as long as the tab. */
const fakeChannel = `
  window.weirSent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { window.weirSent.push(structuredClone(message)); window.weirAnswer?.(message); },
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
`;
