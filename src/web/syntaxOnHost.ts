// The SyntaxPort of the web extension host: the same analyser, on the host's own thread, since a second one cannot be had there.
// Budgets end every parse after 50 ms; what does not fit is "not known", as everywhere.
import type { SyntaxPort } from '../core/syntaxPort';
import { Analyser } from '../syntax/analyser';
import type { createSyntaxService as original } from '../syntax/syntaxService';
import { fitWindow } from '../syntax/fitWindow';
import { packedSource } from './grammarSource';

export const createSyntaxService: typeof original = ({ log }) => {
  let analyser: Promise<Analyser> | null = null;
  const missing = new Set<string>();
  /** Null where there is no grammar, said once. */
  const served = async (languageId: string): Promise<Analyser | null> => {
    if (missing.has(languageId)) return null;
    try {
      analyser ??= Analyser.create({ source: packedSource(), now: () => performance.now() });
      const ready = await analyser;
      if (await ready.load(languageId)) return ready;
    } catch (error) {
      log(`No grammar for ${languageId}: ${error instanceof Error ? error.message : String(error)}`);
    }
    missing.add(languageId);
    return null;
  };
  const port: SyntaxPort = {
    facts: async (request) => (await served(request.languageId))?.facts(request) ?? null,
    fit: async (request) =>
      (await served(request.languageId))?.fit({ ...request, ...fitWindow(request.prefix, request.suffix) }) ?? null,
    scopes: async (request) => (await served(request.languageId))?.scopes(request) ?? null,
  };
  return { ...port, dispose: () => void analyser?.then((ready) => ready.dispose()) };
};
