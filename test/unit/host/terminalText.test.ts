// The terminal's text by way of the clipboard, which is the user's: what he had copied is there again, whoever asks meanwhile.
import { expect, test, vi } from 'vitest';

const editor = vi.hoisted(() => ({ clipboard: '', onCopy: () => undefined as void }));
vi.mock('vscode', () => ({
  env: {
    clipboard: {
      readText: async () => editor.clipboard,
      writeText: async (text: string) => void (editor.clipboard = text),
    },
  },
  commands: {
    executeCommand: async (command: string) => {
      editor.onCopy();
      if (command.endsWith('LastCommandOutput')) editor.clipboard = 'boom';
    },
  },
}));
const { terminalText } = await import('../../../src/host/terminalText');

test('asked again while the clipboard is lent out, both get the text and the clipboard is as it was', async () => {
  editor.clipboard = 'mine';
  const second = Promise.withResolvers<string>();
  editor.onCopy = () => {
    editor.onCopy = () => undefined;
    terminalText().then(second.resolve, second.reject);
  };
  expect([await terminalText(), await second.promise]).toEqual(['boom', 'boom']);
  expect(editor.clipboard).toBe('mine');
});
