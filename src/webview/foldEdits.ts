// Takes the raw edits out of an answer's text: the change stands below as files and opens as a diff. Understands their form just
// enough to find where they begin and end; which edits hold is decided elsewhere.

const open = /^\s*<{5,}\s*SEARCH\s*$/i;
const close = /^\s*>{5,}\s*(?:REPLACE\s*)?$/i;
const fence = /^\s*(?:`{3,}|~{3,})/;

/** `line`: what stands in the place of one edit, given the path above it (empty where there is none). */
export function foldEdits(text: string, line: (path: string) => string): string {
  const kept: string[] = [];
  let inside: 'prose' | 'edit' | 'fence' = 'prose';
  let fenced = false;
  for (const one of text.split('\n')) {
    if (open.test(one)) {
      if (inside === 'prose') fenced = takeOpening(kept, line);
      inside = 'edit';
    } else if (inside === 'edit') {
      if (close.test(one)) inside = fenced ? 'fence' : 'prose';
    } else if (inside === 'fence') {
      if (fence.test(one)) inside = 'prose';
      // A path between two edits in one fence; a fence that is still being written is none.
      else if (/^[^\s`~]+$/.test(one.trim())) kept.push(line(one.trim()));
    } else kept.push(one);
  }
  return kept.join('\n');
}

/** Replaces the path above an edit, and the fence around both; true where there was a fence. */
function takeOpening(kept: string[], line: (path: string) => string): boolean {
  const above = lastWords(kept);
  const isOpening = fence.test(kept[above] ?? '');
  const path = isOpening || above < 0 ? '' : (kept[above] ?? '').trim();
  const outer = isOpening ? above : lastWords(kept.slice(0, above));
  const fenced = isOpening || fence.test(kept[outer] ?? '');
  // Prose right above an edit is no path: it stays.
  const isPath = path !== '' && !/\s/.test(path.replace(/^\W*(?:file|path)\W+/i, ''));
  if (fenced && (isOpening || isPath)) kept.length = outer;
  else if (isPath) kept.length = above;
  kept.push('', line(isPath ? path.replace(/[`*#]/g, '').trim() : ''), '');
  return fenced;
}

function lastWords(lines: readonly string[]): number {
  return lines.findLastIndex((one) => one.trim() !== '');
}
