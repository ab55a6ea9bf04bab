// The parser for the evaluation: the one of the extension, without its worker, on the grammars that the build has laid out.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SyntaxPort } from '../src/core/syntaxPort';
import { Analyser } from '../src/syntax/analyser';
import { checkoutSource } from '../src/syntax/folderSource';

/** A syntax port in process. */
export function createAnalyser(): SyntaxPort {
  let created: Promise<Analyser> | null = null;
  const analyser = (): Promise<Analyser> =>
    (created ??= Analyser.create({
      source: checkoutSource(checkoutRoot()),
      now: () => performance.now(),
      budget: 2_000,
    }));
  const served = async <T>(languageId: string, ask: (analyser: Analyser) => T): Promise<T | null> => {
    const parser = await analyser();
    return (await parser.load(languageId)) ? ask(parser) : null;
  };
  return {
    facts: (request) => served(request.languageId, (parser) => parser.facts(request)),
    fit: (request) => served(request.languageId, (parser) => parser.fit(request)),
    scopes: (request) => served(request.languageId, (parser) => parser.scopes(request)),
  };
}

/** The folder with package.json above this file, which may be a source or a bundle. */
export function checkoutRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
