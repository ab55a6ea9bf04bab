// How Explain and Edit both begin: a look at the place that the user points at, before anything is decided.
import { taskFeatures } from '../routing/features';
import type { Session } from '../session';
import type { ContextPiece, Diagnostic, Features, LineRange } from '../task';
import type { Span } from '../trace';

export interface Place {
  readonly subject: LineRange & { readonly path: string; readonly languageId: string };
  /** The whole file, or a window of it that holds the subject, with UTF-16 offsets of the subject in it. */
  readonly fileText: string;
  readonly selection: { readonly start: number; readonly end: number };
  /** Of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Look {
  readonly startedAt: number;
  /** How long it took, and whether a grammar served. */
  readonly span: Span;
  features(context: readonly ContextPiece[], promptTokens: number): Features;
}

export async function lookAtPlace(session: Session, place: Place): Promise<Look> {
  const startedAt = session.clock();
  const { subject, fileText, selection, diagnostics } = place;
  const { path, languageId } = subject;
  const request = { document: path, languageId, text: fileText, offset: selection.start, selection };
  const syntax = await session.syntax.facts(request);
  const endMs = session.clock() - startedAt;
  return {
    startedAt,
    span: { name: 'features', startMs: 0, endMs, data: { grammar: syntax !== null } },
    features: (context, promptTokens) =>
      taskFeatures({ syntax, diagnostics, path, range: subject, context, promptTokens }),
  };
}
