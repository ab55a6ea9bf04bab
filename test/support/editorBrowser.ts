// A headless Chromium with one page. Knows nothing about what the page shows.
import { chromium, type Page } from 'playwright-core';

export interface OpenBrowser {
  readonly page: Page;
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(url: string): Promise<OpenBrowser> {
  const executablePath = process.env['WEIR_CHROMIUM'];
  if (!executablePath) throw new Error('WEIR_CHROMIUM is not set: start the editor suite with "npm test".');
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    // The workbench is large, and a busy machine takes its time for the first byte.
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 90_000 });
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
