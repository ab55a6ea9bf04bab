// Reads how long a server asks to wait, in every form that servers use. Pure; never says how long Weir does wait.

export type HeaderReader = (name: string) => string | null;

/** Milliseconds from now, 0 or more; `undefined` where no header says. `now` in epoch milliseconds. */
export function retryAfterMs(header: HeaderReader, now: number): number | undefined {
  return (
    milliseconds(header('retry-after-ms')) ??
    secondsOrDate(header('retry-after'), now) ??
    exhaustedReset(header, now) ??
    secondsOrDate(header('x-ratelimit-reset-after'), now) ??
    instant(header('x-ratelimit-reset') ?? header('ratelimit-reset'), now)
  );
}

// OpenAI and Anthropic name a reset for each resource: what matters is the one that is used up, else the latest.
function exhaustedReset(header: HeaderReader, now: number): number | undefined {
  const all: number[] = [];
  const exhausted: number[] = [];
  const take = (reset: string, remaining: string): void => {
    const ms = duration(header(reset)) ?? instant(header(reset), now);
    if (ms === undefined) return;
    all.push(ms);
    if (header(remaining)?.trim() === '0') exhausted.push(ms);
  };
  for (const what of ['requests', 'tokens']) take(`x-ratelimit-reset-${what}`, `x-ratelimit-remaining-${what}`);
  for (const what of ['requests', 'tokens', 'input-tokens', 'output-tokens'])
    take(`anthropic-ratelimit-${what}-reset`, `anthropic-ratelimit-${what}-remaining`);
  const from = exhausted.length > 0 ? exhausted : all;
  return from.length > 0 ? Math.max(...from) : undefined;
}

function milliseconds(text: string | null): number | undefined {
  const value = plainNumber(text);
  return value === undefined ? undefined : Math.ceil(value);
}

function secondsOrDate(text: string | null, now: number): number | undefined {
  const value = plainNumber(text);
  return value === undefined ? (duration(text) ?? date(text, now)) : Math.ceil(value * 1000);
}

/** Seconds from now, epoch seconds or epoch milliseconds, told apart by size; else a date. */
function instant(text: string | null, now: number): number | undefined {
  const value = plainNumber(text);
  if (value === undefined) return date(text, now);
  if (value > 1e11) return Math.max(0, value - now);
  return value > 1e9 ? Math.max(0, value * 1000 - now) : Math.ceil(value * 1000);
}

function date(text: string | null, now: number): number | undefined {
  // Date.parse takes nearly anything for a date; a real one has a colon in its time of day.
  if (text === null || !text.includes(':')) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function plainNumber(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,15}(?:\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : undefined;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `20ms`, `1s`, `6m0s`, `1h2m3.5s`. */
function duration(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? '';
  let at = 0;
  let total = 0;
  const part = /(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)/y;
  while (at < trimmed.length) {
    part.lastIndex = at;
    const match = part.exec(trimmed);
    if (match === null) return undefined;
    total += Number(match[1]) * (units[match[2] ?? ''] ?? 0);
    at = part.lastIndex;
  }
  return at === 0 ? undefined : Math.ceil(total);
}
