// T1 and T2: a key goes to the scheme, host and port it was entered for, and the official variables to their makers only.
import { describe, expect, it } from 'vitest';
import { Keys, type Environment } from '../../../src/providers/keys';

function keysWith(environment: Environment = {}): { keys: Keys; secrets: Map<string, string> } {
  const secrets = new Map<string, string>();
  const store = {
    get: async (name: string) => secrets.get(name),
    store: async (name: string, value: string) => void secrets.set(name, value),
    delete: async (name: string) => void secrets.delete(name),
  };
  return { keys: new Keys(store, environment), secrets };
}

const home = 'https://llm.example.com';
const mutations = [
  'http://llm.example.com',
  'https://llm.example.com:8443',
  'https://llm.example.com:80',
  'https://llm.example.org',
  'https://llm.example.com.evil.example',
  'https://evil.example',
  'https://example.com',
  'https://www.llm.example.com',
  'https://llm-example.com',
  'https://llm.examp1e.com',
  'https://xn--llm-example-com.example',
  'http://127.0.0.1',
  'https://LLM.example.com',
];

describe('T2: a stored key', () => {
  it('goes where it was entered for', async () => {
    const { keys } = keysWith();
    await keys.set('fast', home, ' sk-1 ');
    expect(await keys.lookUp('fast', home)).toEqual({ found: true, key: 'sk-1', source: 'stored' });
    expect(await keys.lookUp('strong', home)).toEqual({ found: false, boundTo: null });
  });

  it.each(mutations)('does not go to %s, and says where it belongs', async (origin) => {
    const { keys } = keysWith({ WEIR_FAST_API_KEY: 'sk-own' });
    await keys.set('fast', home, 'sk-1');
    expect(await keys.lookUp('fast', origin)).toEqual({ found: false, boundTo: home });
  });

  it('moves after a yes', async () => {
    const { keys } = keysWith();
    await keys.set('fast', home, 'sk-1');
    await keys.rebind('fast', home, 'https://evil.example');
    expect(await keys.lookUp('fast', 'https://evil.example')).toMatchObject({ key: 'sk-1' });
    expect(await keys.lookUp('fast', home)).toEqual({ found: false, boundTo: 'https://evil.example' });
    await keys.remove('fast');
    expect(await keys.lookUp('fast', 'https://evil.example')).toEqual({ found: false, boundTo: null });
  });

  it('that was typed after the question stays where it was typed for: the yes was to another key', async () => {
    const { keys } = keysWith();
    await keys.set('fast', home, 'sk-old');
    await keys.set('fast', 'https://new.example', 'sk-new');
    await keys.rebind('fast', home, 'https://evil.example');
    expect(await keys.lookUp('fast', 'https://evil.example')).toEqual({ found: false, boundTo: 'https://new.example' });
    expect(await keys.lookUp('fast', 'https://new.example')).toMatchObject({ key: 'sk-new' });
  });

  it('that is broken is none', async () => {
    const { keys, secrets } = keysWith();
    for (const value of ['sk-bare', '{}', 'null', '{"origin":1,"key":2}']) {
      secrets.set('weir.key.fast', value);
      expect(await keys.lookUp('fast', home)).toEqual({ found: false, boundTo: null });
    }
  });
});

describe('T1, T22: the environment', () => {
  const environment = { OPENAI_API_KEY: 'sk-openai', ANTHROPIC_API_KEY: 'sk-ant', OPENAI_ADMIN_KEY: 'canary' };
  it.each([
    ['https://api.openai.com', 'sk-openai'],
    ['https://api.anthropic.com', 'sk-ant'],
    ['http://api.openai.com', null],
    ['https://api.openai.com:8443', null],
    ['https://api.openai.com.evil.example', null],
    ['https://eu.api.openai.com', null],
    ['https://openrouter.ai', null],
    ['http://127.0.0.1:11434', null],
  ])('%s gets %s', async (origin, expected) => {
    const found = await keysWith(environment).keys.lookUp('fast', origin);
    expect(found.found ? found.key : null).toBe(expected);
  });

  it('is read at the moment of use', async () => {
    const changing: Record<string, string | undefined> = {};
    const { keys } = keysWith(changing);
    expect((await keys.lookUp('strong', home)).found).toBe(false);
    changing['WEIR_STRONG_API_KEY'] = 'sk-late';
    expect(await keys.lookUp('strong', home)).toMatchObject({ key: 'sk-late', source: 'WEIR_STRONG_API_KEY' });
  });

  it('own variables come before the official ones, a stored key before both', async () => {
    const { keys } = keysWith({ ...environment, WEIR_FAST_API_KEY: 'sk-own' });
    const origin = 'https://api.openai.com';
    expect(await keys.lookUp('fast', origin)).toMatchObject({ key: 'sk-own' });
    expect(await keys.lookUp('strong', origin)).toMatchObject({ key: 'sk-openai' });
    await keys.set('fast', origin, 'sk-stored');
    expect(await keys.lookUp('fast', origin)).toMatchObject({ key: 'sk-stored' });
  });

  it('is described without a key', async () => {
    const { keys } = keysWith({ ...environment, WEIR_FAST_API_KEY: 'sk-ant-1' });
    await keys.set('strong', home, 'sk-1');
    expect(await keys.known('fast')).toEqual({
      storedFor: null,
      own: 'anthropic',
      official: ['https://api.openai.com', 'https://api.anthropic.com'],
    });
    expect(await keys.known('strong')).toMatchObject({ storedFor: home, own: null });
    expect(JSON.stringify(await keys.known('fast'))).not.toMatch(/sk-/);
  });
});
