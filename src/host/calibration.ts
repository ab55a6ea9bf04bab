// The calibration in the editor: what is deployed now, looked at anew as answers and outcomes arrive, and its facts. Fits nothing here.
import type { Deployed } from '../core/calibration/calibrationState';
import type { CalibrationFacts, LearningFacts } from '../core/calibration/facts';
import type { VersionedArtefact } from '../core/calibration/versionedArtefact';
import type { Settings } from '../core/settings';
import type { Reason } from '../core/task';
import type { WeirStore } from '../store/sqliteTraceStore';

/** Outcomes come in bursts; a look reads some thousand rows. */
const quietMs = 20_000;
const againMs = 60_000;
/** Tasks between two looks, whatever became of them: storms show before outcomes do. */
const everyTasks = 10;

export class Calibration {
  private looked: { readonly aim: string; readonly deployed: Deployed } | null = null;
  private looking = false;
  private notBefore = 0;
  private timer: NodeJS.Timeout | null = null;
  private tasks = 0;
  private readonly told = new Set<string>();

  constructor(
    private readonly settings: () => Settings,
    /** A team's judge in place of the prior. */
    private readonly base: () => VersionedArtefact | null,
    private readonly store: () => Promise<WeirStore>,
    private readonly consent: () => LearningFacts['consent'],
    private readonly failed: (error: unknown) => void,
    /** An alarm that has not been told before. */
    private readonly onAlarm: (alarm: Reason) => void,
  ) {}

  /** What judges now; null until the first look is done, and then the prior judges. Never waits. */
  deployed(): Deployed | null {
    const { aim } = this.settings();
    if (this.looked?.aim === aim) return this.looked.deployed;
    // Asked at every key: where the last look failed, the next one waits.
    if (Date.now() >= this.notBefore) void this.look();
    return null;
  }

  /** A task was recorded. */
  recorded(): void {
    this.tasks += 1;
    if (this.tasks % everyTasks === 0) this.soon();
  }

  /** An answer has an outcome. */
  outcome(): void {
    this.soon();
  }

  /** Null where nothing calibrates. */
  async facts(): Promise<CalibrationFacts | null> {
    const { calibration } = await this.store();
    return calibration === null
      ? null
      : calibration.facts(this.settings().aim, this.base(), this.consent(), Date.now());
  }

  /** The user's yes to a change that accepts more than now. */
  async adopt(): Promise<void> {
    await (await this.store()).calibration?.adopt(Date.now());
    await this.look();
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.look();
    }, quietMs);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const { aim } = this.settings();
      const { calibration } = await this.store();
      if (calibration === null) return void (this.notBefore = Infinity);
      const { deployed, alarms } = await calibration.look(aim, this.base(), Date.now());
      this.looked = { aim, deployed };
      for (const alarm of alarms) {
        if (this.told.has(alarm.rule)) continue;
        this.told.add(alarm.rule);
        this.onAlarm(alarm);
      }
    } catch (error) {
      this.notBefore = Date.now() + againMs;
      this.failed(error);
    } finally {
      this.looking = false;
    }
  }
}
