// From a subject to an explain task in the answer view, and to the longer one that the user may ask for after it.
import type * as vscode from 'vscode';
import type { ExplainSubject } from '../core/prompts/explain';
import { explain } from '../core/tasks/explainTask';
import type { ContextPiece } from '../core/task';
import { aroundPlace } from './aroundPlace';
import type { ExplicitTask } from './taskRunner';
import type { TaskParts } from './taskParts';

export interface Explained {
  readonly subject: ExplainSubject;
  readonly uri: vscode.Uri;
  /** What is explained, in a few words, and the line to open. */
  readonly title: string;
  readonly line: number;
  readonly label: string;
  /** The whole file, with UTF-16 offsets of the subject in it. */
  readonly fileText: string;
  readonly selection: { readonly start: number; readonly end: number };
  readonly context: readonly ContextPiece[];
}

export function runExplain(parts: TaskParts, what: Explained): Promise<void> {
  return parts.runner.run(explainTaskOf(parts, what));
}

export function explainTaskOf(parts: TaskParts, what: Explained, more = false): ExplicitTask {
  const { session, workspace } = parts;
  const { subject, uri, title, line, label, fileText, selection, context } = what;
  return {
    kind: 'explain',
    subject: title,
    frames: [{ path: subject.path, line, label }],
    async *start(pin, signal) {
      const tiers = await session.tiers();
      const place = { subject, fileText, selection, ...aroundPlace(workspace, uri) };
      yield* explain(session, tiers, { ...place, context, pin, more }, signal);
    },
    openFrame: () => void workspace.open(subject.path, line),
    ...(!more && { longer: () => explainTaskOf(parts, what, true) }),
  };
}
