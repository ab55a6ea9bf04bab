// The editor's own models: a vendor that takes its time is not waited for, and not forgotten.
import { beforeEach, expect, test, vi } from 'vitest';

const editor = vi.hoisted(() => ({ answers: new Map<string, () => Promise<unknown[]>>() }));
vi.mock('vscode', () => ({
  extensions: {
    get all() {
      const vendors = [...editor.answers.keys(), 'weir'].map((vendor) => ({ vendor }));
      return [{ packageJSON: { contributes: { languageModelChatProviders: vendors } } }];
    },
  },
  lm: { selectChatModels: ({ vendor }: { vendor: string }) => editor.answers.get(vendor)?.() },
}));
const { VscodeModels } = await import('../../../src/host/vscodeModels');

beforeEach(() => {
  editor.answers.clear();
  vi.useFakeTimers();
});

const late = vi.fn();
const ids = async (models: InstanceType<typeof VscodeModels>): Promise<string[]> => {
  const asked = models.list();
  await vi.advanceTimersByTimeAsync(1_000);
  return (await asked).map(({ id }) => id);
};

test('a vendor that fails or hangs takes nothing from the others', async () => {
  editor.answers.set('quick', async () => [{ id: 'a' }]);
  editor.answers.set('broken', () => Promise.reject(new Error('offline')));
  editor.answers.set('hanging', () => new Promise(() => undefined));
  expect(await ids(new VscodeModels(late))).toEqual(['a']);
});

test('models that come late are told of once, and are there the next time however slow their vendor stays', async () => {
  late.mockClear();
  editor.answers.set('slow', () => new Promise((resolve) => setTimeout(() => resolve([{ id: 's' }]), 3_000)));
  const models = new VscodeModels(late);
  expect(await ids(models)).toEqual([]);
  expect(late).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(late).toHaveBeenCalledOnce();
  expect(await ids(models)).toEqual(['s']);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(late).toHaveBeenCalledOnce();
});

test('a vendor that offers nothing any more is believed', async () => {
  const offered = [{ id: 'a' }];
  editor.answers.set('quick', async () => [...offered]);
  const models = new VscodeModels(late);
  expect(await ids(models)).toEqual(['a']);
  offered.pop();
  expect(await ids(models)).toEqual([]);
});
