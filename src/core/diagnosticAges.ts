// How long a file's findings have been there. Known by their words, not by their lines, which move with every edit.
// Has no clock: it is told the time.

const mostFiles = 200;

export class DiagnosticAges {
  private readonly files = new Map<string, ReadonlyMap<string, number>>();

  /** What is reported for a file now; what was there before keeps its time, what is gone is forgotten. */
  report(path: string, findings: readonly string[], now: number): void {
    const before = this.files.get(path);
    this.files.delete(path);
    if (findings.length === 0) return;
    this.files.set(path, new Map(findings.map((finding) => [finding, before?.get(finding) ?? now])));
    const oldest = this.files.keys().next();
    if (this.files.size > mostFiles && oldest.done !== true) this.files.delete(oldest.value);
  }

  /** Null for what was never reported. */
  secondsOf(path: string, finding: string, now: number): number | null {
    const since = this.files.get(path)?.get(finding);
    return since === undefined ? null : Math.max(0, Math.round((now - since) / 1000));
  }
}
