// What else a completion is told of: recent edits, open files that speak of the same, declarations behind the names near the
// cursor, errors beside it. Collected beside the typing, never waited for: what is not there yet is left out.
import * as vscode from 'vscode';
import type { AskFacts } from '../core/completion/ask';
import { admittedPieces } from '../core/context/admittedPieces';
import { fusePieces } from '../core/context/fusePieces';
import { identifiersOf } from '../core/context/identifiers';
import { similarWindow } from '../core/context/similarWindow';
import type { ContextPiece, Features } from '../core/task';
import { EditTrail } from './editTrail';
import { fileOf, pathInWorkspace } from './fileOf';
import { NamedDeclarations } from './namedDeclarations';
import type { Workspace } from './workspace';

/** All sources together, from the keystroke on. What comes later serves the next one. */
const budgetMs = 150;
/** A collection serves so long, and so far from the line where it was made: the prompt's beginning stays the same meanwhile. */
const servesMs = 4_000;
const servesLines = 15;
const similarFiles = 6;
const windowLines = 24;
const longestFile = 200_000;
const editedPlaces = 4;
const aroundEdit = 4;
const nearbyErrors = 3;

interface Collected {
  readonly uri: string;
  readonly line: number;
  readonly at: number;
  readonly pieces: readonly ContextPiece[];
}

export class CompletionContext implements vscode.Disposable {
  private readonly trail = new EditTrail();
  private readonly declarations: NamedDeclarations;
  private collected: Collected | null = null;
  private collecting = false;

  constructor(
    private readonly workspace: Workspace,
    private readonly within: <T>(promise: Promise<T>, ms: number) => Promise<T | null>,
  ) {
    this.declarations = new NamedDeclarations(workspace);
  }

  /** What is at hand right now. Reads no file and waits for nothing. */
  facts(document: vscode.TextDocument, position: vscode.Position): AskFacts {
    const uri = document.uri.toString();
    const { collected } = this;
    const serves = collected?.uri === uri && Math.abs(collected.line - position.line) <= servesLines;
    return { features: errorFeatures(document, position), context: serves ? collected.pieces : [] };
  }

  /** Collects for this place, unless what there is still serves. Never throws. */
  async collect(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
    const { collected } = this;
    const now = Date.now();
    const uri = document.uri.toString();
    const near = collected?.uri === uri && Math.abs(collected.line - position.line) <= servesLines / 2;
    if (this.collecting || (near && now - collected.at < servesMs)) return;
    this.collecting = true;
    try {
      // Until the ignore files are known nothing is taken from anywhere.
      if (
        (await this.within(
          this.workspace.ready().then(() => true),
          budgetMs,
        )) === null
      )
        return;
      await this.within(this.declarations.learn(document, position), budgetMs);
      const pieces = fusePieces([
        this.declarations.known(document, position),
        this.similar(document, position),
        this.errors(document, position),
        this.edited(document, position),
      ]);
      this.collected = {
        uri,
        line: position.line,
        at: now,
        pieces: admittedPieces(pieces, (path) => this.refuses(path)),
      };
    } finally {
      this.collecting = false;
    }
  }

  dispose(): void {
    this.trail.dispose();
  }

  private refuses(path: string): boolean {
    const uri = this.workspace.uriOf(path);
    return uri === null || this.workspace.refusal(uri) !== null;
  }

  private similar(document: vscode.TextDocument, position: vscode.Position): ContextPiece[] {
    const wanted = new Set(identifiersOf(around(document, position)).keys());
    const found: (ContextPiece & { readonly similarity: number })[] = [];
    const others = this.trail.documents.filter((other) => other !== document && this.isReadable(other));
    for (const other of others.slice(0, similarFiles)) {
      const lines = other.getText().split(/\r?\n/);
      const window = similarWindow(lines, wanted, windowLines);
      if (window === null) continue;
      const { startLine, endLine, similarity } = window;
      found.push({ ...pieceOf(other, startLine, endLine, lines, 'similar'), similarity });
    }
    return found.toSorted((a, b) => b.similarity - a.similarity);
  }

  private isReadable(document: vscode.TextDocument): boolean {
    return (
      vscode.workspace.getWorkspaceFolder(fileOf(document.uri)) !== undefined &&
      this.workspace.refusal(document.uri) === null &&
      document.offsetAt(document.lineAt(document.lineCount - 1).range.end) <= longestFile
    );
  }

  private edited(document: vscode.TextDocument, position: vscode.Position): ContextPiece[] {
    const open = new Map(this.trail.documents.map((one) => [one.uri.toString(), one]));
    const pieces: ContextPiece[] = [];
    for (const { path, line } of this.trail.edits.newestFirst) {
      const other = open.get(path);
      // Near the cursor the prompt has it already.
      if (other === undefined || (other === document && Math.abs(line - 1 - position.line) < 100)) continue;
      if (!this.isReadable(other)) continue;
      const startLine = Math.max(1, line - aroundEdit);
      const endLine = Math.min(other.lineCount, line + aroundEdit);
      const lines = Array.from({ length: endLine }, (_, n) => (n + 1 < startLine ? '' : other.lineAt(n).text));
      pieces.push(pieceOf(other, startLine, endLine, lines, 'recent-edit'));
      if (pieces.length === editedPlaces) break;
    }
    return pieces;
  }

  private errors(document: vscode.TextDocument, position: vscode.Position): ContextPiece[] {
    const path = pathInWorkspace(document.uri);
    return vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ severity, range }) => severity === vscode.DiagnosticSeverity.Error && isNear(range, position))
      .slice(0, nearbyErrors)
      .map(({ message, range }) => {
        const line = range.start.line + 1;
        return { path, startLine: line, endLine: line, text: `error: ${message}`, reason: 'diagnostic', score: 1 };
      });
  }
}

function isNear(range: vscode.Range, position: vscode.Position): boolean {
  return Math.abs(range.start.line - position.line) <= 10;
}

function errorFeatures(document: vscode.TextDocument, { line }: vscode.Position): Features {
  const errors = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
  const here = errors.filter(({ range }) => range.start.line <= line && range.end.line >= line);
  return { 'diagnostics.errorsInRange': here.length, 'diagnostics.errorsInFile': errors.length };
}

function around(document: vscode.TextDocument, position: vscode.Position): string {
  const first = new vscode.Position(Math.max(0, position.line - windowLines), 0);
  const last = new vscode.Position(Math.min(document.lineCount, position.line + windowLines / 2), 0);
  return document.getText(new vscode.Range(first, last));
}

function pieceOf(
  document: vscode.TextDocument,
  startLine: number,
  endLine: number,
  lines: readonly string[],
  reason: string,
): ContextPiece {
  const path = pathInWorkspace(document.uri);
  return { path, startLine, endLine, text: lines.slice(startLine - 1, endLine).join('\n'), reason, score: 1 };
}
