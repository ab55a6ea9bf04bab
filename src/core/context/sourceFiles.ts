// Reads each file at most once, and what its text says of definitions, imports and scopes. Caps what it holds.
import type { EnclosingScope } from '../syntaxPort';
import type { ContextInput } from './contextInput';
import { definitionsOf, type Definition } from './definitionsOf';
import { importsOf, type Import } from './importsOf';
import { familyOfPath, languageIdOfPath } from './languageOfPath';

const maximumFiles = 160;
const maximumLength = 512 * 1024;

export interface SourceFile {
  readonly path: string;
  readonly lines: readonly string[];
  readonly definitions: readonly Definition[];
  readonly imports: readonly Import[];
  readonly scopes: readonly EnclosingScope[] | null;
}

export class SourceFiles {
  private readonly known = new Map<string, SourceFile | null>();

  constructor(private readonly input: ContextInput) {}

  /** @param scoped ask the grammar too: for the few files that hold a failing line */
  async get(path: string, scoped = false): Promise<SourceFile | null> {
    const known = this.known.get(path);
    if (known !== undefined && !(scoped && known?.scopes === null)) return known;
    if (known === undefined && this.known.size >= maximumFiles) return null;
    const text = await this.input.readFile(path);
    if (text === null || text.length > maximumLength) {
      this.known.set(path, null);
      return null;
    }
    const scopes = scoped ? ((await this.input.scopes?.(languageIdOfPath(path), text)) ?? null) : null;
    const file: SourceFile = {
      path,
      lines: text.split('\n'),
      definitions: definitionsOf(text),
      imports: importsOf(text, familyOfPath(path)),
      scopes,
    };
    this.known.set(path, file);
    return file;
  }
}

export function textOf(file: SourceFile, startLine: number, endLine: number): string {
  return file.lines.slice(startLine - 1, endLine).join('\n');
}
