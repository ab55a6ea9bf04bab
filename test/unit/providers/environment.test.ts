// T1: no environment variable of the SDKs is consulted: a canary in each reaches no server and no log.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnthropicModel } from '../../../src/providers/anthropicModel';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { startModelServer, type ModelServer } from '../../support/modelServer';
import { tried } from '../../support/tried';
import { chatPrompt, collect, continuePrompt, infoOf, wireOf } from './support/setUp';

let server: ModelServer;
let sink: ModelServer;
let home: string;
let variables = 0;
const logged: unknown[][] = [];

beforeEach(async () => {
  server = await startModelServer({ answers: () => ({ text: 'ok' }) });
  sink = await startModelServer({ answers: () => ({ text: 'sink' }) });
  home = mkdtempSync(join(tmpdir(), 'weir-home-'));
  mkdirSync(join(home, 'configs'));
  writeFileSync(join(home, 'active_config'), 'default');
  const profile = { organization_id: 'canary', base_url: sink.url, authentication: { type: 'user_oauth' } };
  writeFileSync(join(home, 'configs', 'default.json'), JSON.stringify(profile));
  const environment: Record<string, string> = {
    OPENAI_API_KEY: 'canary',
    OPENAI_ADMIN_KEY: 'canary',
    OPENAI_BASE_URL: `${sink.url}/v1`,
    OPENAI_ORG_ID: 'canary',
    OPENAI_PROJECT_ID: 'canary',
    OPENAI_WEBHOOK_SECRET: 'canary',
    OPENAI_CUSTOM_HEADERS: 'x-canary: canary\nauthorization: canary\ncontent-type: text/canary',
    OPENAI_LOG: 'debug',
    ANTHROPIC_API_KEY: 'canary',
    ANTHROPIC_AUTH_TOKEN: 'canary',
    ANTHROPIC_BASE_URL: sink.url,
    ANTHROPIC_CUSTOM_HEADERS: 'x-canary: canary\nanthropic-version: canary\nx-api-key: canary',
    ANTHROPIC_LOG: 'debug',
    ANTHROPIC_PROFILE: 'default',
    ANTHROPIC_CONFIG_DIR: home,
    ANTHROPIC_IDENTITY_TOKEN: 'canary',
    ANTHROPIC_ORGANIZATION_ID: 'canary',
    ANTHROPIC_WORKSPACE_ID: 'canary',
    ANTHROPIC_FEDERATION_RULE_ID: 'canary',
    ANTHROPIC_SERVICE_ACCOUNT_ID: 'canary',
    ANTHROPIC_SCOPE: 'canary',
    ANTHROPIC_WEBHOOK_SIGNING_KEY: 'canary',
    ANTHROPIC_OPEN_TELEMETRY: 'true',
    AWS_BEARER_TOKEN_BEDROCK: 'canary',
  };
  variables = Object.keys(environment).length;
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => void logged.push(args));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(home, { recursive: true });
  logged.length = 0;
  await Promise.all([server.close(), sink.close()]);
});

it.for<[string, string | null]>([
  ['with a key', 'sk-own'],
  ['without a key', null],
])('T1, T22: %s, no variable of the SDKs is consulted', async ([, key], { task }) => {
  const wire = wireOf({ key: async () => key });
  const info = infoOf(server.url);
  const baseUrl = `${server.url}/v1`;
  const openai = createOpenaiModel({ info, baseUrl, wire });
  const anthropic = createAnthropicModel({ info, baseUrl, wire });
  for (const [model, prompt] of [
    [openai, chatPrompt('x')],
    [openai, continuePrompt('x')],
    [anthropic, chatPrompt('x')],
  ] as const)
    expect((await collect(model, prompt)).text).toBe('ok');

  tried(task, variables);
  expect(server.requests).toHaveLength(3);
  expect(JSON.stringify(server.requests)).not.toContain('canary');
  expect(sink.lines).toEqual([]);
  expect(logged).toEqual([]);
  const carried = server.requests.map(({ headers }) => headers['authorization'] ?? headers['x-api-key'] ?? null);
  expect(carried).toEqual(key === null ? [null, null, null] : ['Bearer sk-own', 'Bearer sk-own', 'sk-own']);
  // Nothing of the SDKs' own headers, which say what machine this is.
  const names = new Set(server.requests.flatMap(({ headers }) => Object.keys(headers)));
  expect([...names].filter((name) => name.startsWith('x-stainless'))).toEqual([]);
  expect(server.requests[2]?.headers['anthropic-version']).toBe('2023-06-01');
});
