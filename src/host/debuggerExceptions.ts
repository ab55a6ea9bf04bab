// Exceptions in debug sessions: at which the debugger stopped, or which the program printed. Listens to what debug adapters
// say, changes nothing in a session.
import * as vscode from 'vscode';
import { LastText } from '../core/lastText';
import { givenTrace, type PrintedTrace } from '../core/stackTrace/givenTrace';
import { concernsWorkspace, debugTrace, nameOf } from './debugTrace';
import { fieldOf, listOf, numberOf, textOf } from './fields';
import { offersDebug, stopOffering } from './offerSetting';
import { tell, type TaskParts } from './taskParts';

const mostCharacters = 200_000;
const mostLevels = 60;

interface Stop {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
}

export class DebuggerExceptions implements vscode.DebugAdapterTrackerFactory, vscode.Disposable {
  /** By session: not every adapter's own end is reported, the session's is. */
  private readonly outputs = new Map<string, LastText>();
  private readonly listeners = vscode.Disposable.from(
    vscode.debug.registerDebugAdapterTrackerFactory('*', this),
    vscode.debug.onDidTerminateDebugSession((session) => {
      const output = this.outputs.get(session.id)?.text() ?? '';
      this.outputs.delete(session.id);
      void this.ended(session, output);
    }),
  );
  private stop: Stop | null = null;
  /** Output that holds a trace of this workspace: of the last session that printed one. */
  private printed: string | null = null;

  constructor(private readonly parts: TaskParts) {}

  dispose(): void {
    this.listeners.dispose();
  }

  createDebugAdapterTracker(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const output = new LastText(mostCharacters);
    this.outputs.set(session.id, output);
    return {
      onDidSendMessage: (message: unknown) => {
        const body = fieldOf(message, 'body');
        const event = textOf(message, 'event');
        if (event === 'stopped') this.stopped(session, body);
        else if (event === 'continued') this.left(session);
        // Telemetry of the adapter is not what the program printed.
        else if (event === 'output' && textOf(body, 'category') !== 'telemetry')
          output.push(textOf(body, 'output') ?? '');
      },
      onWillStopSession: () => this.left(session),
    };
  }

  /** Where the debugger stands at an exception: that one; else the one that was printed last. */
  async debug(): Promise<void> {
    const { stop, printed } = this;
    const texts = [...(stop === null ? [] : await tracesAt(stop)), ...(printed === null ? [] : [printed])];
    if (await debugTrace(this.parts, texts)) return;
    tell(vscode.l10n.t('No exception was seen: start debugging, and try again when the program has failed.'));
  }

  private stopped(session: vscode.DebugSession, body: unknown): void {
    this.left(session);
    const threadId = numberOf(body, 'threadId');
    if (textOf(body, 'reason') === 'exception' && threadId !== null) this.stop = { session, threadId };
    this.tellMenus();
  }

  private left(session: vscode.DebugSession): void {
    if (this.stop?.session === session) this.stop = null;
    this.tellMenus();
  }

  private async ended(session: vscode.DebugSession, output: string): Promise<void> {
    this.left(session);
    const read = await concernsWorkspace(this.parts, output);
    if (read === null) return;
    this.printed = output;
    this.tellMenus();
    if (!offersDebug()) return;
    const debug = vscode.l10n.t('Debug');
    const never = vscode.l10n.t('Do Not Offer');
    const sentence = vscode.l10n.t('A debugged program failed with {0}. Debug it with Weir?', nameOf(read));
    const answer = await vscode.window.showInformationMessage(sentence, debug, never);
    if (answer === debug) await debugTrace(this.parts, [output]);
    if (answer === never) await stopOffering();
  }

  private tellMenus(): void {
    const seen = this.stop !== null ? 'stopped' : this.printed !== null ? 'printed' : '';
    void vscode.commands.executeCommand('setContext', 'weir.exception', seen);
  }
}

/** What the adapter knows: the exception's own text, where it has one, and the frames at which it stands. */
async function tracesAt({ session, threadId }: Stop): Promise<(string | PrintedTrace)[]> {
  const [info, stack] = await Promise.all([
    asked(session, 'exceptionInfo', { threadId }),
    asked(session, 'stackTrace', { threadId, startFrame: 0, levels: mostLevels }),
  ]);
  const details = fieldOf(info, 'details');
  const message = textOf(details, 'message') ?? textOf(info, 'description');
  const error = { type: textOf(details, 'typeName') ?? textOf(info, 'exceptionId'), message };
  const frames = listOf(stack, 'stackFrames').map((frame) => ({
    function: textOf(frame, 'name'),
    file: textOf(fieldOf(frame, 'source'), 'path'),
    line: numberOf(frame, 'line'),
  }));
  const printed = textOf(details, 'stackTrace') ?? textOf(info, 'description');
  // Some adapters print the frames alone.
  const head =
    message !== null && printed?.includes(message) === true ? '' : `${error.type ?? 'Error'}: ${message ?? ''}\n`;
  return [...(printed === null ? [] : [head + printed]), ...(frames.length > 0 ? [givenTrace(error, frames)] : [])];
}

/** Null where the adapter does not know the question, or the program has gone on. */
async function asked(session: vscode.DebugSession, request: string, args: object): Promise<unknown> {
  try {
    return (await session.customRequest(request, args)) as unknown;
  } catch {
    // An adapter need not answer: the other question may do.
    return null;
  }
}
