// From a model's answer to a patch that may be offered, or to what is wrong with it. Asks no model, writes nothing.
import type { SyntaxPort } from '../syntaxPort';
import type { Reason } from '../task';
import { applyEdits, type ReadFile } from './applyEdits';
import type { Patch } from './edit';
import { parseEdits } from './parseEdits';
import { verifyPatch } from './verifyPatch';

export interface PatchCheck {
  /** The answer without its edits. */
  readonly prose: string;
  /** What may be offered to the user: applies and parses. Null where there is nothing such. */
  readonly patch: Patch | null;
  /** Empty where the answer needs no mending. */
  readonly failures: readonly Reason[];
  /** Failures, or what was verified: why the answer stands as it does. */
  readonly reasons: readonly Reason[];
}

export interface PatchChecker {
  readonly readFile: ReadFile;
  readonly syntax: Pick<SyntaxPort, 'facts'>;
  readonly known: string;
  /** Whether an answer without any edit is a failure: a diagnosis may do without, an edit may not. */
  readonly needed: boolean;
}

export async function checkPatch(answer: string, checker: PatchChecker): Promise<PatchCheck> {
  const { edits, prose, malformed } = parseEdits(answer);
  const without = (failures: readonly Reason[]): PatchCheck => ({ prose, patch: null, failures, reasons: failures });
  if (malformed.length > 0) return without(malformed);
  if (edits.length === 0) {
    const none: Reason = { rule: 'edit.none', weight: checker.needed ? 1 : 0, data: {} };
    return { prose, patch: null, failures: checker.needed ? [none] : [], reasons: [none] };
  }
  const applied = await applyEdits(edits, checker.readFile);
  if (!applied.ok) return without(applied.failures);
  const { facts, failures } = await verifyPatch({ ...checker, files: applied.files });
  const reasons = [...failures, ...facts, ...applied.notes];
  // A name that nobody knows may come from a place that was not shown; a file that no longer parses is surely broken.
  const broken = failures.some((failure) => failure.rule === 'patch.new-errors');
  return { prose, patch: broken ? null : { files: applied.files, facts: reasons }, failures, reasons };
}
