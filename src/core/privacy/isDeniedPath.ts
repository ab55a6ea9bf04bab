// Whether a file may be read for a model at all. By its path alone; no file system, no settings, no way to re-admit.
import {
  deniedExtensions,
  deniedFolders,
  deniedNames,
  deniedPatterns,
  deniedSpacedNames,
  deniedTails,
  exampleEnding,
  secretFolders,
  sourceExtensions,
} from './deniedPaths';

export interface PathVerdict {
  readonly denied: boolean;
  /** The rule that denied it. */
  readonly rule?: string;
}

const allowed: PathVerdict = { denied: false };

/**
 * Segments as a file system may see them: NFC, case-folded, `/` and `\` alike, `.` and `..` resolved, and without what
 * Windows drops at the end of a name (dots, spaces, `::$DATA`).
 */
function segmentsOf(path: string): string[] {
  const folded = path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
  const segments: string[] = [];
  for (const raw of folded.split(/[/\\]/)) {
    if (raw === '' || raw === '.') continue;
    if (raw === '..') {
      segments.pop();
      continue;
    }
    // A drive is no stream: `c:` stays.
    const stream = raw.indexOf(':', 2);
    const name = trimEnd(stream > 0 ? raw.slice(0, stream) : raw);
    if (name !== '') segments.push(name);
  }
  return segments;
}

function trimEnd(name: string): string {
  let end = name.length;
  while (end > 0 && (name.charAt(end - 1) === '.' || name.charAt(end - 1) === ' ')) end--;
  return name.slice(0, end);
}

export function isDeniedPath(path: string): PathVerdict {
  const segments = segmentsOf(path);
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  const whole = `/${segments.join('/')}`;
  const deny = (rule: string): PathVerdict => ({ denied: true, rule });

  const folder = deniedFolders.find((each) => `${whole}/`.includes(`/${each}/`));
  if (folder !== undefined) return deny(`folder ${folder}`);
  const tail = deniedTails.find((each) => whole.endsWith(`/${each}`));
  if (tail !== undefined) return deny(`file ${tail}`);
  if (deniedNames.has(name) || deniedSpacedNames.has(name)) return deny(`name ${name}`);
  if (exampleEnding.test(name)) return allowed;
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  if (sourceExtensions.has(extension)) return allowed;
  if (deniedExtensions.has(extension)) return deny(`extension ${extension}`);
  const pattern = deniedPatterns.find(([, ...all]) => all.every((one) => one.test(name)));
  if (pattern !== undefined) return deny(pattern[0]);
  const secret = folders.find((each) => secretFolders.has(each));
  return secret === undefined ? allowed : deny(`folder ${secret}`);
}
