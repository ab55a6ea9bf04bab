// How Explain and Edit both begin: a look at the place that the user points at, before anything is decided.
import { taskFeatures } from '../routing/features';
import type { Session } from '../session';
import type { ContextPiece, Diagnostic, Features, LineRange } from '../task';
import type { Span } from '../trace';
import { lateLook, lookMs } from '../routing/lateLook';
import { measurePlace } from './measurePlace';

export interface Place {
  readonly subject: LineRange & { readonly path: string; readonly languageId: string };
  /** The whole file, or a window of it that holds the subject, with UTF-16 offsets of the subject in it. */
  readonly fileText: string;
  readonly selection: { readonly start: number; readonly end: number };
  /** What is reported for these files. */
  readonly diagnosticsOf: (paths: readonly string[]) => readonly Diagnostic[];
  /** Files of the workspace as they were listed last; null where they were not yet. Nobody waits for them here. */
  readonly files: readonly string[] | null;
}

export interface Look {
  readonly startedAt: number;
  /** How long it took, and whether a grammar served. */
  readonly span: Span;
  features(context: readonly ContextPiece[], promptTokens: number): Features;
}

/** Of a file with hundreds of imports, the first say enough. */
const mostRelated = 40;

export async function lookAtPlace(session: Session, place: Place): Promise<Look> {
  const startedAt = session.clock();
  const { subject, fileText, selection, files } = place;
  const { path, languageId } = subject;
  const request = { document: path, languageId, text: fileText, offset: selection.start, selection };
  const inTime = await session.within(measurePlace(session.syntax, request, files), lookMs);
  const measured = inTime ?? { syntax: null, reach: null };
  const own = place.diagnosticsOf([path]);
  const pointed = own.flatMap(({ related }) => related.map((other) => other.path));
  const related = [...new Set([...pointed, ...(measured.reach?.paths ?? [])])].filter((other) => other !== path);
  const diagnostics = [...own, ...place.diagnosticsOf(related.slice(0, mostRelated))];
  const endMs = session.clock() - startedAt;
  return {
    startedAt,
    span: { name: 'features', startMs: 0, endMs, data: { grammar: measured.syntax !== null } },
    features: (context, promptTokens) =>
      taskFeatures({
        ...measured,
        diagnostics,
        path,
        range: subject,
        context,
        promptTokens,
        ...(inTime === null && { more: lateLook }),
      }),
  };
}
