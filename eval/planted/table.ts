// The committed table of planted bugs: which packages, what is broken in them, and the test that notices. Holds no package's file.
import bugRows from './bugs.json';
import packageRows from './packages.json';

export interface PlantedPackage {
  readonly name: string;
  readonly from: string;
  /** With Go, the module's path and version. */
  readonly version: string;
  readonly language: string;
  /** What its tests need beside it, exact versions. */
  readonly needs: readonly string[];
  /** What of the published files is source; all of them where absent (some publish their build beside it). */
  readonly keep?: readonly string[];
  /** Files that its tests need in the folder above it, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The folder of the importable sources, where it is not the package's own. */
  readonly sources?: string;
}

export interface PlantedBug {
  readonly id: string;
  readonly package: string;
  /** The culprit: the only file that is changed. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly search: string;
  readonly replace: string;
  /** Prints the trace; run in the package's folder. */
  readonly command: readonly string[];
}

export const plantedPackages: readonly PlantedPackage[] = packageRows.map(({ beside, ...row }) => ({
  ...row,
  ...(beside === undefined ? {} : { beside: Object.fromEntries(Object.entries(beside)) }),
}));
export const plantedBugs: readonly PlantedBug[] = bugRows;
