// Calibration on the stored results: looks, keeps what it made, and gives the facts. In the store's worker; decides nothing itself.
import { calibrate, adoptPending, type Calibrated } from '../core/calibration/calibrate';
import { firstState, priorVersion, type CalibrationState, type Deployed } from '../core/calibration/calibrationState';
import { calibrationView } from '../core/calibration/calibrationView';
import type { CalibrationFacts, LearningFacts } from '../core/calibration/facts';
import type { LabelledResult } from '../core/calibration/taskResult';
import type { VersionedArtefact } from '../core/calibration/versionedArtefact';
import { hashText } from '../core/completion/hash';
import { priorWeights } from '../core/judging/prior';
import { promptHash } from '../core/prompts/promptHash';
import type { Aim } from '../core/settings';
import type { Reason } from '../core/task';
import { countLearning, keepAudit, lastResults } from './results';
import type { TraceDatabase } from './traceDatabase';

/** Results that one look reads. */
const looked = 5_000;
const keptArtefacts = 20;
/** The prompts do not change while the program runs. */
const prompts = promptHash();

/** What the host keeps between two looks. */
export interface Look {
  readonly deployed: Deployed;
  readonly alarms: readonly Reason[];
}

export class Calibrator {
  constructor(private readonly database: TraceDatabase) {}

  /** Looks anew and keeps what follows. Fitting is long, so it holds no lock: whoever is first with a new artefact wins. */
  look(aim: Aim, base: VersionedArtefact | null, now: number): Look {
    const { calibrated } = this.calibrated(aim, base, now);
    return { deployed: calibrated.deployed, alarms: calibrated.alarms };
  }

  facts(aim: Aim, base: VersionedArtefact | null, consent: LearningFacts['consent'], now: number): CalibrationFacts {
    const { calibrated, artefacts, results } = this.calibrated(aim, base, now);
    const learning = { consent, ...this.database.reading(countLearning) };
    return calibrationView(calibrated, artefacts, results, aim, learning, now);
  }

  /** The user's yes to the change that waits. */
  adopt(now: number): void {
    this.database.transaction((database) => {
      const state = readState(database);
      if (state !== null) writeState(database, adoptPending(state, now));
    });
  }

  audit(audit: Parameters<typeof keepAudit>[1]): void {
    this.database.transaction((database) => keepAudit(database, audit));
  }

  private calibrated(
    aim: Aim,
    base: VersionedArtefact | null,
    now: number,
  ): {
    readonly calibrated: Calibrated;
    readonly artefacts: readonly VersionedArtefact[];
    readonly results: readonly LabelledResult[];
  } {
    const priorHash = hashText(JSON.stringify(base ?? priorWeights)).toString(36);
    const read = this.database.reading((database) => ({
      state: readState(database) ?? firstState(priorHash),
      artefacts: database
        .prepare('SELECT document FROM artefacts ORDER BY made_at DESC LIMIT ?')
        .all(keptArtefacts)
        .map((row) => JSON.parse(String(row['document'])) as VersionedArtefact),
      results: lastResults(database, looked),
    }));
    const calibrated = calibrate({ ...read, aim, now, priorHash, promptHash: prompts, base });
    const { state, made } = calibrated;
    if (made !== null || JSON.stringify(state) !== JSON.stringify(read.state)) {
      this.database.transaction((database) => {
        // Another window has looked meanwhile: what it kept stands, and the next look begins there.
        if (JSON.stringify(readState(database) ?? firstState(priorHash)) !== JSON.stringify(read.state)) return;
        if (made !== null) {
          database
            .prepare('INSERT OR REPLACE INTO artefacts (version, made_at, document) VALUES (?, ?, ?)')
            .run(made.version, made.madeAt, JSON.stringify(made));
        }
        writeState(database, state);
      });
    }
    const artefacts = [made, base && { ...base, version: priorVersion }, ...read.artefacts].filter(
      (each) => each !== null,
    );
    return { calibrated, artefacts, results: read.results };
  }
}

type Database = Parameters<Parameters<TraceDatabase['transaction']>[0]>[0];

function readState(database: Database): CalibrationState | null {
  const document = database.prepare('SELECT document FROM calibration').get()?.['document'];
  return typeof document === 'string' ? (JSON.parse(document) as CalibrationState) : null;
}

function writeState(database: Database, state: CalibrationState): void {
  database.prepare('INSERT OR REPLACE INTO calibration (one, document) VALUES (1, ?)').run(JSON.stringify(state));
}
