// What the parser and the imports say about a place, before anything is decided. Reads no file and waits for no disk.
import { reachOf, type Reach } from '../context/reach';
import type { SyntaxFacts, SyntaxPort, SyntaxRequest } from '../syntaxPort';

export interface Measured {
  /** Null where no grammar served, or in time. */
  readonly syntax: SyntaxFacts | null;
  /** Null where imports name no files, or nobody knows the workspace's. */
  readonly reach: Reach | null;
}

/** The request's document is its path in the workspace. */
export async function measurePlace(
  port: SyntaxPort,
  request: SyntaxRequest,
  files: readonly string[] | null,
): Promise<Measured> {
  const syntax = await port.facts(request);
  const { document, text } = request;
  return { syntax, reach: files === null ? null : reachOf(document, text, syntax?.importedNames ?? null, files) };
}
