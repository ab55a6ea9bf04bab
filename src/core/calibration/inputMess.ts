// How messy an input is: pasted logs, minified lines, other scripts. Measures alone; whether it matters is calibration's to say.
import type { Signals } from '../task';

/** Longer inputs are measured by their beginning: a measure need not cost more for a long file. */
const measured = 20_000;
/** A time of day at the start or a level word: a line of a log. */
const logLine = /^\W{0,3}(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\[?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|TRACE|FATAL)\b)/;
const fewestLines = 3;

/** `input.longestLine` (log2), `input.logLines` and `input.foreign` (shares). Absent where there is too little to measure. */
export function inputMess(text: string): Signals {
  const lines = text.slice(0, measured).split('\n');
  let longest = 0;
  let logs = 0;
  let filled = 0;
  for (const line of lines) {
    longest = Math.max(longest, line.length);
    if (line.trim() === '') continue;
    filled++;
    if (logLine.test(line)) logs++;
  }
  if (filled < fewestLines) return {};
  return {
    'input.longestLine': Math.log2(Math.max(64, longest)),
    'input.logLines': logs / filled,
    'input.foreign': foreignShare(text.slice(0, measured)),
  };
}

/** Share of letters outside the Latin script. */
function foreignShare(text: string): number {
  let letters = 0;
  let foreign = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x24f) {
      letters++;
      foreign++;
    } else if ((unit | 32) >= 97 && (unit | 32) <= 122) letters++;
  }
  return letters === 0 ? 0 : foreign / letters;
}
