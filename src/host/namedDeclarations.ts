// The declarations behind names near the cursor, as the language's own server says. An answer that comes late serves the next
// time: it is kept for a while.
import * as vscode from 'vscode';
import { identifiersOf } from '../core/context/identifiers';
import type { ContextPiece } from '../core/task';
import type { Workspace } from './workspace';

/** Names asked about at once, and lines before the cursor in which they stand. */
const askedNames = 5;
const nearLines = 12;
const longestDeclaration = 14;
const keptMs = 60_000;
const mostKept = 60;

interface Kept {
  readonly pieces: readonly ContextPiece[];
  readonly at: number;
}

export class NamedDeclarations {
  private readonly kept = new Map<string, Kept>();
  private readonly asked = new Set<string>();

  constructor(private readonly workspace: Workspace) {}

  /** What is known by now about the names near the cursor, the nearest first. */
  known(document: vscode.TextDocument, position: vscode.Position): readonly ContextPiece[] {
    return this.names(document, position).flatMap((name) => this.kept.get(keyOf(document, name))?.pieces ?? []);
  }

  /** Asks about what is not known. Resolves when every answer is in; callers need not wait. */
  async learn(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
    const now = Date.now();
    const wanted = this.names(document, position).filter((name) => {
      const kept = this.kept.get(keyOf(document, name));
      return !this.asked.has(keyOf(document, name)) && (kept === undefined || now - kept.at > keptMs);
    });
    await Promise.all(wanted.map((name) => this.ask(document, position, name)));
  }

  private async ask(document: vscode.TextDocument, position: vscode.Position, name: string): Promise<void> {
    const key = keyOf(document, name);
    const at = lastMention(document, position, name);
    if (at === null) return;
    this.asked.add(key);
    try {
      const locations = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
      const pieces = await Promise.all((locations ?? []).slice(0, 2).map((found) => this.piece(document, found)));
      this.kept.set(key, { pieces: pieces.filter((piece) => piece !== null), at: Date.now() });
      for (const old of this.kept.keys()) {
        if (this.kept.size <= mostKept) break;
        this.kept.delete(old);
      }
    } catch {
      // A language server that fails is one that says nothing: nothing is known of the name until it is asked again.
      this.kept.set(key, { pieces: [], at: Date.now() });
    } finally {
      this.asked.delete(key);
    }
  }

  /** Only of other files that may be sent: the cursor's own file is in the prompt already. */
  private async piece(
    document: vscode.TextDocument,
    location: vscode.Location | vscode.LocationLink,
  ): Promise<ContextPiece | null> {
    const [uri, range] =
      'targetUri' in location ? [location.targetUri, location.targetRange] : [location.uri, location.range];
    if (uri.toString() === document.uri.toString() || vscode.workspace.getWorkspaceFolder(uri) === undefined)
      return null;
    const path = vscode.workspace.asRelativePath(uri, false);
    const text = await this.workspace.read(path);
    if (text === null) return null;
    const lines = text.split(/\r?\n/);
    const startLine = range.start.line + 1;
    // A server that names only the identifier means what begins there.
    const end = range.end.line > range.start.line ? range.end.line + 1 : startLine + 5;
    const endLine = Math.min(lines.length, end, startLine + longestDeclaration - 1);
    return {
      path,
      startLine,
      endLine,
      text: lines.slice(startLine - 1, endLine).join('\n'),
      reason: 'definition',
      score: 1,
    };
  }

  /** Names before the cursor, the nearest first. */
  private names(document: vscode.TextDocument, position: vscode.Position): readonly string[] {
    const first = Math.max(0, position.line - nearLines);
    const text = document.getText(new vscode.Range(new vscode.Position(first, 0), position));
    return [...identifiersOf(text.split('\n').toReversed().join('\n')).keys()].slice(0, askedNames);
  }
}

function keyOf(document: vscode.TextDocument, name: string): string {
  return `${document.uri.toString()}\n${name}`;
}

function lastMention(document: vscode.TextDocument, position: vscode.Position, name: string): vscode.Position | null {
  for (let line = position.line; line >= Math.max(0, position.line - nearLines); line--) {
    const text = document.lineAt(line).text;
    const column = (line === position.line ? text.slice(0, position.character) : text).lastIndexOf(name);
    if (column >= 0) return new vscode.Position(line, column);
  }
  return null;
}
