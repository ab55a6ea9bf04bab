// A tool for agents: a stack trace, parsed and with its frames resolved to files of this workspace. Asks no model.
import * as vscode from 'vscode';
import type { ReadTrace } from '../core/tasks/debugTask';
import { readTraceIn } from './debugTrace';
import type { TaskParts } from './taskParts';

export interface TraceInput {
  readonly text: string;
}

export class TraceTool implements vscode.LanguageModelTool<TraceInput> {
  constructor(private readonly parts: Pick<TaskParts, 'workspace' | 'session'>) {}

  prepareInvocation(): vscode.PreparedToolInvocation {
    return { invocationMessage: vscode.l10n.t('Reading the stack trace') };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<TraceInput>): Promise<vscode.LanguageModelToolResult> {
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await this.answer(input.text))]);
  }

  /** JSON, or a sentence that says what to do. */
  private async answer(text: unknown): Promise<string> {
    if (!vscode.workspace.isTrusted) return 'This workspace is not trusted yet: nothing is read before it is.';
    if (typeof text !== 'string' || text.trim() === '') return 'Give the stack trace as printed in "text".';
    const read = readTraceIn(this.parts, await this.parts.workspace.files(), text);
    if (read.trace.frames.length === 0) return 'No stack trace was found in this text.';
    return JSON.stringify(plain(read), null, 1);
  }
}

function plain({ trace, frames, suspects }: ReadTrace): unknown {
  return {
    language: trace.language,
    errors: trace.errors.map(({ type, message }) => ({ type, message })),
    // Most suspect first: where to look.
    suspects: suspects.map(({ frame }) => ({ path: frame.path, line: frame.line, function: frame.function })),
    frames: frames.map(({ path, line, function: name }) => ({
      path,
      line,
      function: name,
      inWorkspace: path !== null,
    })),
  };
}
