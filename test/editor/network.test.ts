// The editor's own proxy setting, in the real extension host: what Weir asks goes the way that the user gave the editor, and no other.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';
import { certificateAuthority } from '../support/faults/selfSigned';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { startProxy, type ProxyServer } from '../support/proxyServer';
import { tried } from '../support/tried';

const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
/** No name server knows it: whatever is answered in its name came through the proxy. */
const host = 'models.company.test';
const authority = certificateAuthority('Company Root');
const folder = mkdtempSync(join(tmpdir(), 'weir-network-'));
let model: ModelServer;
let proxy: ProxyServer;
let weir: WeirEditor;

beforeAll(async () => {
  const trusted = join(folder, 'company.pem');
  writeFileSync(trusted, authority.cert);
  model = await startModelServer({ models: ['far'], answers: () => ({ text: good, logprobs: -0.05 }) });
  proxy = await startProxy({ port: Number(new URL(model.url).port), intercept: authority });
  weir = await launchWeir({
    // Where the editor looks for the authorities of the system, as Node does.
    env: { SSL_CERT_FILE: trusted },
    settings: {
      'http.proxy': proxy.url,
      'http.systemCertificatesNode': true,
      'weir.fast.baseUrl': `https://${host}/v1`,
      'weir.fast.model': 'far',
    },
  });
  weir.strong.script = () => ({ text: good });
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
});
afterAll(async () => {
  await weir?.dispose();
  await proxy?.close();
  await model?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks, and gives the first new trace in which the far model was asked to the end. */
async function explain(): ReturnType<WeirEditor['nextTrace']> {
  const before = weir.traces();
  await weir.page.runCommand('Weir: Explain');
  return weir.nextTrace(before, ({ attempts, end }) => end === 'finished' && attempts.some(isFar));
}

const isFar = ({ origin }: { readonly origin: string }): boolean => origin === `https://${host}`;

test('R19: the editor’s own proxy setting is the way to the model', async ({ task }) => {
  await weir.page.runCommand('Weir: Explain');
  await weir.page.notification(host).getByRole('button', { name: 'Allow' }).click(patience);
  const { attempts } = await explain();
  expect(attempts.filter(isFar).map(({ error }) => error)).toEqual([null]);
  expect(model.requests.length).toBeGreaterThan(0);
  const lines = proxy.lines.filter((line) => line.includes(host));
  expect(new Set(lines)).toEqual(new Set([`CONNECT ${host}:443`]));
  tried(task, 1, `${lines.length} connections, all through the proxy`);
});

test('R19: where the proxy is gone nothing finds another way, and the other tier answers', async () => {
  const asked = model.requests.length;
  await proxy.close();
  const { attempts, shown } = await explain();
  expect(attempts.filter(isFar).map(({ error }) => error?.kind)).toEqual(['network']);
  expect(shown).toBe('strong');
  expect(model.requests).toHaveLength(asked);
});
