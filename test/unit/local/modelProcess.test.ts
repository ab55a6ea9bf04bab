import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelError } from '../../../src/core/modelError';
import { ModelProcess } from '../../../src/local/modelProcess';
import { FakeWorld } from './support/fakeChild';

const usage = { input: 1, cachedRead: 0, cacheWrite: 0, output: 1, exact: true };

interface Heard {
  texts: string[];
  finished: number;
  errors: ModelError[];
  cancel: () => void;
}

function request(process: ModelProcess): Heard {
  const heard: Heard = { texts: [], finished: 0, errors: [], cancel: () => undefined };
  heard.cancel = process.request('{}', {
    next: (message) => void (message.type === 'text' ? heard.texts.push(message.text) : heard.finished++),
    fail: (error) => void heard.errors.push(error),
  });
  return heard;
}

function start(): { world: FakeWorld; process: ModelProcess } {
  const world = new FakeWorld();
  return { world, process: new ModelProcess(world.options) };
}

const ready = { type: 'ready', contextSize: 8192, gpu: null, threads: 1 } as const;

describe('ModelProcess', () => {
  it('starts the child at the first request and keeps it', () => {
    const { world, process } = start();
    expect(world.children).toHaveLength(0);
    const first = request(process);
    world.child.events.message(ready);
    world.child.events.message({ type: 'text', id: 1, text: 'a', tokens: [] });
    world.child.events.message({ type: 'finish', id: 1, reason: 'stop', usage });
    request(process);
    expect(world.children).toHaveLength(1);
    expect(first).toMatchObject({ texts: ['a'], finished: 1, errors: [] });
  });

  it('fails every open request in one sentence when the child is killed, and starts another at the next', () => {
    const { world, process } = start();
    const both = [request(process), request(process)];
    world.child.events.exit(null, 'SIGKILL', '');
    for (const heard of both) {
      expect(heard.errors.map((error) => error.kind)).toEqual(['engine']);
      expect(heard.errors[0]?.sentence).toContain('killed');
    }
    const next = request(process);
    expect(world.children).toHaveLength(2);
    expect(next.errors).toEqual([]);
  });

  it('pauses longer after each crash in a row, and says for how long', () => {
    const { world, process } = start();
    const waits: (number | undefined)[] = [];
    for (let crash = 0; crash < 9; crash++) {
      request(process);
      world.child.events.exit(1, null, '');
      const refused = request(process);
      waits.push(refused.errors[0]?.retryAfterMs);
      // Where there is no pause, that request has started a child, which is ended here as the next crash.
      if (refused.errors.length === 0) world.child.events.exit(1, null, '');
      world.pass(60_000);
    }
    expect(waits).toEqual([undefined, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('forgets old crashes once a child has run for a minute', () => {
    const { world, process } = start();
    for (let crash = 0; crash < 5; crash++) {
      request(process);
      world.pass(60_001);
      world.child.events.exit(null, 'SIGSEGV', '');
      expect(request(process).errors).toEqual([]);
      world.pass(60_001);
    }
  });

  it('ends the child after idleness, not while something is asked', () => {
    const { world, process } = start();
    request(process);
    world.child.events.message(ready);
    world.pass(50_000);
    expect(world.child.killed).toBe(false);
    world.child.events.message({ type: 'finish', id: 1, reason: 'stop', usage });
    world.pass(9_999);
    expect(world.child.killed).toBe(false);
    world.pass(1);
    expect(world.child.killed).toBe(true);
    world.child.events.exit(null, 'SIGKILL', '');
    expect(request(process).errors).toEqual([]);
    expect(world.children).toHaveLength(2);
  });

  it('gives up on a model that does not load', () => {
    const { world, process } = start();
    const heard = request(process);
    world.pass(5_000);
    expect(world.child.killed).toBe(true);
    expect(heard.errors.map((error) => error.kind)).toEqual(['engine']);
  });

  it.each([
    ['memory', 'engine', 'memory'],
    ['file', 'engine', 'download'],
    ['too-large', 'too-large', 'select less'],
    ['unsupported', 'engine', 'instruct'],
  ] as const)('words a fault of kind %s', (fault, kind, words) => {
    const { world, process } = start();
    const heard = request(process);
    world.child.events.message({ type: 'error', id: 1, fault, detail: 'raw detail' });
    expect(heard.errors[0]?.kind).toBe(kind);
    expect(heard.errors[0]?.sentence).toContain(words);
    expect(heard.errors[0]?.sentence).not.toContain('raw detail');
  });

  it('sends a cancellation once and hears nothing more of that request', () => {
    const { world, process } = start();
    const heard = request(process);
    heard.cancel();
    heard.cancel();
    world.child.events.message({ type: 'text', id: 1, text: 'late', tokens: [] });
    world.child.events.exit(1, null, '');
    expect(world.children[0]?.received.map((message) => message.type)).toEqual(['generate', 'cancel']);
    expect(heard).toMatchObject({ texts: [], finished: 0, errors: [] });
  });

  it('kills the child on dispose and ends its requests as cancelled', () => {
    const { world, process } = start();
    const heard = request(process);
    process.dispose();
    expect(world.child.killed).toBe(true);
    expect(heard.errors.map((error) => error.kind)).toEqual(['cancelled']);
  });

  it('ends each request exactly once, whatever happens in whatever order', () => {
    const step = fc.constantFrom('request', 'text', 'finish', 'error', 'cancel', 'crash', 'refuse', 'wait', 'dispose');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { world, process } = start();
        const all: (Heard & { cancelled?: boolean })[] = [];
        for (const name of steps) {
          const last = all.at(-1);
          const id = all.length;
          if (name === 'request') all.push(request(process));
          else if (name === 'cancel' && last && last.finished + last.errors.length === 0) {
            last.cancel();
            last.cancelled = true;
          } else if (name === 'wait') world.pass(3000);
          else if (name === 'dispose') process.dispose();
          else if (world.children.length > 0) {
            const { events } = world.child;
            if (name === 'text') events.message({ type: 'text', id, text: 'x', tokens: [] });
            if (name === 'finish') events.message({ type: 'finish', id, reason: 'stop', usage });
            if (name === 'error') events.message({ type: 'error', id, fault: 'engine', detail: '' });
            if (name === 'crash') events.exit(1, null, '');
            if (name === 'refuse') events.message({ type: 'refused', fault: 'file', detail: '' });
          }
        }
        process.dispose();
        for (const heard of all) {
          expect(heard.finished + heard.errors.length + (heard.cancelled ? 1 : 0)).toBe(1);
        }
      }),
    );
  });
});
