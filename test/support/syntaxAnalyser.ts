// An Analyser over the installed grammars, without a build or a worker.
import { fileURLToPath } from 'node:url';
import { Analyser } from '../../src/syntax/analyser';
import { checkoutSource } from '../../src/syntax/folderSource';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** With the languages loaded. The budget is wide, since test machines are busy; tests of budgets give their own. */
export async function syntaxAnalyser(languageIds: readonly string[], budget = 5000): Promise<Analyser> {
  const analyser = await Analyser.create({ source: checkoutSource(checkout), now: () => performance.now(), budget });
  for (const id of languageIds) if (!(await analyser.load(id))) throw new Error(`No grammar for ${id}`);
  return analyser;
}

/** Splits a text at its `█`. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('█');
  if (offset === -1) throw new Error(`No █ in ${JSON.stringify(marked)}`);
  return { text: marked.replace('█', ''), offset };
}
