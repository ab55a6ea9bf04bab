// The team's policy file: read where the setting names one, held against its pin, refused in one sentence. Applies nothing itself.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { parsePolicy, policyPath, type Policy } from '../core/policy';

export class PolicyFile {
  private read: Policy | null = null;
  private from = '';

  constructor(
    /** The setting's value. */
    private readonly setting: () => string,
    private readonly changed: () => void,
  ) {}

  get current(): Policy | null {
    return this.read;
  }

  /** Reads the file where the setting has changed. A file that is refused changes nothing. */
  async load(): Promise<void> {
    const setting = this.setting();
    if (setting === this.from) return;
    this.from = setting;
    const { path, sha256 } = policyPath(setting);
    const found = path === '' ? null : await policyAt(path, sha256);
    if (typeof found === 'string') {
      this.read = null;
      void vscode.window.showErrorMessage(found);
    } else this.read = found;
    this.changed();
  }
}

/** The policy, or the sentence for the user. */
async function policyAt(path: string, sha256: string | null): Promise<Policy | string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return vscode.l10n.t('Weir cannot read the policy file {0}: correct the path in weir.policy.', path);
  }
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== null && hash !== sha256) {
    return vscode.l10n.t(
      'Weir refuses the policy file {0}, which is not the one that weir.policy pins: its SHA-256 is {1}.',
      path,
      hash,
    );
  }
  const policy = parsePolicy(bytes.toString('utf8'));
  if (typeof policy !== 'string') return policy;
  return vscode.l10n.t('Weir refuses the policy file {0}: {1}.', path, policy);
}
