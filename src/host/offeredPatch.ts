// A patch on the screen: what is known of it, and what the editor calls its sides and its diff.
import * as vscode from 'vscode';
import type { ChangedFile } from '../core/patch/edit';
import type { Trace } from '../core/trace';
import type { PatchState } from '../shared/patchState';
import { wordRule } from '../shared/reasonTexts';

export const patchScheme = 'weir-patch';

export interface Offered {
  /** Names the task in the answer view. */
  readonly task: string;
  readonly id: string;
  readonly files: readonly ChangedFile[];
  readonly trace: Pick<Trace, 'id' | 'startedAt'>;
  state: PatchState;
  /** What tries it is looked for, or runs. */
  trying: boolean;
}

export function pathsOf({ files }: Offered): string[] {
  return files.map(({ path }) => path);
}

export function isAccepted({ state }: Offered): boolean {
  return state.phase === 'accepted';
}

export function isPatchTab(input: unknown): input is vscode.TabInputTextDiff {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === patchScheme;
}

/** Keeps the file's name, by which the editor knows its language. */
export function proposedUri(file: ChangedFile, id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: patchScheme, path: `/${file.path}`, query: id });
}

/** `main.py: applies, parses`. */
export function titleOf({ files, state }: Offered): string {
  const words = state.facts
    .filter((fact) => fact.weight > 0)
    .map((fact) => wordRule(fact.rule, (template) => vscode.l10n.t(template)));
  const [first] = files;
  const name = files.length === 1 && first !== undefined ? (first.path.split('/').at(-1) ?? first.path) : '';
  const what = name === '' ? vscode.l10n.t('Change of {0} files', files.length) : name;
  return vscode.l10n.t('{0} (Weir: {1})', what, words.join(', '));
}
