// Nothing that is shipped listens: no port, no handler of addresses that other programs could call.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../reliability/claims';
import { tried } from '../../support/tried';

const forbidden =
  /\bcreateServer\b|\.listen\(|registerUriHandler|\bnew (?:WebSocketServer|Server)\(|node:(?:net|tls|dgram|http2?|https|cluster|repl|inspector)\b|from '(?:net|tls|dgram|http|https)'/;

test('T19: no source names what could listen', ({ task }) => {
  const files = globSync('src/**/*.ts', { cwd: root });
  tried(task, files.length);
  expect(files.filter((file) => forbidden.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('T19: the manifest offers no handler of addresses', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { activationEvents: string[] };
  expect(manifest.activationEvents.filter((event) => event.startsWith('onUri'))).toEqual([]);
});
