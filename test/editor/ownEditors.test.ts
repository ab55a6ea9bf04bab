// Points of experience.test.ts that want an editor of their own: one of a workspace that nobody trusts yet, and one that speaks German.
import { expect, test } from 'vitest';
import { knowing, launchWeir, patience } from '../support/editorWeir';

const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';

test(
  '12 trust: limited where nobody trusts, and at work from the moment on when somebody does',
  { timeout: 240_000 },
  async () => {
    const other = await launchWeir({ untrusted: true });
    try {
      other.fast.script = knowing('    return total / len(amounts)');
      expect(other.firstWords).toContain('before you trust this workspace');
      await other.openAtEnd('app/money.py');
      await other.page.type('\n\ndef mean(amounts):\ntotal = sum(amounts)\nreturn tot');
      await other.page.press('Alt+Backslash');
      await expect.poll(() => other.status.getAttribute('aria-label'), patience).toContain('before you trust');
      expect(other.fast.server.requests).toEqual([]);
      await other.page.screenshot('state-untrusted');
      await other.page.runCommand('Workspaces: Manage Workspace Trust');
      await other.page.browserPage
        .locator('.workspace-trust-editor')
        .getByRole('button', { name: 'Trust', exact: true })
        .click();
      await expect.poll(() => other.status.getAttribute('aria-label'), patience).not.toContain('before you trust');
      await other.openAtEnd('app/money.py');
      await expect
        .poll(async () => {
          await other.page.press('Backspace');
          await other.page.type('t');
          return other.page.waitForGhostText(2_000).catch(() => '');
        }, patience)
        .toBe('al / len(amounts)');
    } finally {
      await other.dispose();
    }
  },
);

test('14 languages of the user: in a German editor everything of Weir is German', { timeout: 240_000 }, async () => {
  const other = await launchWeir({ language: 'de' });
  try {
    other.fast.script = () => ({ text: good, logprobs: -0.05 });
    expect(other.firstWords).toContain('Bereit. Klicken Sie für das Menü.');
    const before = other.traces();
    await other.page.openFile('app/money.py');
    await other.page.setCursor(12, 1);
    await other.page.runCommand('Weir: Erklären');
    await other.nextTrace(before, ({ kind }) => kind === 'explain');
    const view = await other.answerView();
    await view.getByRole('button', { name: 'Starkes erneut fragen' }).waitFor();
    await expect.poll(() => other.status.innerText(), patience).toMatch(/schnell \d/);
    await other.page.runCommand('Weir: Trace-Panel öffnen');
    const panel = await other.page.webview('Weir traces');
    await panel.getByRole('tab', { name: 'Kalibrierung' }).waitFor();
    await other.page.screenshot('state-german');
  } finally {
    await other.dispose();
  }
});
