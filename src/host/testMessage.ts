// The message of a failed test, as the editor hands it to a command in its menu: text and frames as one trace.
import * as vscode from 'vscode';
import { givenTrace, type GivenFrame, type PrintedTrace } from '../core/stackTrace/givenTrace';
import { fieldOf, listOf, textOf } from './fields';

/** What a trace may be read from, best first; null where the argument is no test message. */
export function testMessageTexts(argument: unknown): (string | PrintedTrace)[] | null {
  const message = fieldOf(argument, 'message');
  const words = textOf(message, 'message') ?? textOf(fieldOf(message, 'message'), 'value');
  if (words === null) return null;
  const [expected, actual] = [textOf(message, 'expectedOutput'), textOf(message, 'actualOutput')];
  const text = [words, expected && `Expected: ${expected}`, actual && `Actual: ${actual}`].filter(Boolean).join('\n');
  const stack = listOf(message, 'stackTrace').flatMap(stackFrame);
  const place = placeOf(fieldOf(message, 'location'), textOf(fieldOf(argument, 'test'), 'label'));
  return [text, givenTrace({ type: null, message: text }, stack.length > 0 ? stack : place)];
}

function stackFrame(frame: unknown): GivenFrame[] {
  const [uri, position] = [fieldOf(frame, 'uri'), fieldOf(frame, 'position')];
  if (!(uri instanceof vscode.Uri) || !(position instanceof vscode.Position)) return [];
  return [{ function: textOf(frame, 'label'), file: uri.fsPath, line: position.line + 1 }];
}

function placeOf(location: unknown, test: string | null): GivenFrame[] {
  const [uri, range] = [fieldOf(location, 'uri'), fieldOf(location, 'range')];
  if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range)) return [];
  return [{ function: test, file: uri.fsPath, line: range.start.line + 1 }];
}
