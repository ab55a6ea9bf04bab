// Audits and exploration: with the user's yes a few answers are compared with the other tier's, in the background and inside the
// budget. Asks only models that tasks may ask: consent of origins, redaction and reservation are the models' own.
import { auditedKinds, auditLabel, auditShares } from '../core/calibration/audit';
import { runAttempt } from '../core/attempt';
import type { Audit, CascadeDeps } from '../core/cascadeTask';
import type { WeirStore } from '../store/sqliteTraceStore';

/** Share of answers in doubt that are shown all the same. */
const doubtShare = 0.04;
/** An audit that takes longer tells nothing worth its wait. */
const longestMs = 60_000;

export class Audits implements Pick<CascadeDeps, 'audit' | 'explore'> {
  private running = false;

  constructor(
    /** The user's yes. */
    private readonly allowed: () => boolean,
    private readonly store: () => Promise<WeirStore>,
    private readonly failed: (error: unknown) => void,
    private readonly random: () => number = () => Math.random(),
  ) {}

  readonly audit = (audit: Audit): void => {
    if (this.running || !this.allowed() || !auditedKinds.includes(audit.kind)) return;
    if (this.random() >= auditShares[audit.tier]) return;
    this.running = true;
    void this.ask(audit)
      .catch((error: unknown) => this.failed(error))
      .finally(() => (this.running = false));
  };

  readonly explore = (): { readonly propensity: number } | null =>
    this.allowed() && this.random() < doubtShare ? { propensity: doubtShare } : null;

  private async ask({ id, tier, text, other, prompt, shape }: Audit): Promise<void> {
    const started = performance.now();
    const stream = runAttempt({
      model: other,
      tier: tier === 'fast' ? 'strong' : 'fast',
      prompt,
      signal: AbortSignal.timeout(longestMs),
      now: () => performance.now() - started,
    });
    let step = await stream.next();
    while (step.done !== true) step = await stream.next();
    const { attempt, error } = step.value;
    if (error !== null) return;
    const { agreement, label } = auditLabel(text, shape(attempt));
    await (await this.store()).calibration?.audit({ id, at: Date.now(), agreement, label });
  }
}
