// Reads traces out of the editor's trace store, prints them, and says whether the cascade did its work. Asks nothing.
import { existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** All traces in the store below the editor's user data, oldest first; none where there is no store yet. */
export async function readTraces(userData) {
  const file = await storeFile(join(userData, 'User', 'globalStorage', 'weir.weir'));
  if (!file) return [];
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('SELECT document FROM documents JOIN traces USING (seq) ORDER BY started_at').all();
    return rows.map(({ document }) => JSON.parse(document));
  } catch (error) {
    // The file is there before its first table is.
    if (/no such table/.test(error.message)) return [];
    throw error;
  } finally {
    database.close();
  }
}

async function storeFile(folder) {
  if (!existsSync(folder)) return null;
  for (const name of await readdir(folder)) {
    const handle = await open(join(folder, name)).catch(() => null);
    if (!handle) continue;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(15), 0, 15).catch(() => ({ bytesRead: 0 }));
    await handle.close();
    if (bytesRead === 15 && buffer.toString('latin1') === 'SQLite format 3') return join(folder, name);
  }
  return null;
}

/** A trace in a few lines: what was asked, each attempt, the judge's words as data, and the text that was shown. */
export function describeTrace(trace) {
  const reasons = (list) => list.map(({ rule, weight }) => `${rule} ${Number(weight).toFixed(2)}`).join(', ');
  const lines = [`${trace.kind} ${trace.path}: ${trace.shown}, ${Math.round(trace.totalMs)} ms, ${trace.end}`];
  if (trace.route) {
    lines.push(`  route    ${trace.route.tier}, p(hard) ${trace.route.pHard.toFixed(2)}, ${trace.route.rule}`);
    if (trace.route.reasons.length) lines.push(`           ${reasons(trace.route.reasons)}`);
  }
  for (const attempt of trace.attempts) {
    lines.push(`  ${attempt.tier.padEnd(8)} ${attempt.model}, ${Math.round(attempt.endMs - attempt.startMs)} ms`);
    lines.push(...quoted(attempt.error ? attempt.error.sentence : attempt.text));
  }
  for (const judgement of trace.judgements) {
    const score = `${judgement.pAcceptable.toFixed(2)} against ${judgement.threshold.toFixed(2)}`;
    lines.push(
      `  judge    ${judgement.verdict}, ${score} (${judgement.thresholdSource}); ${reasons(judgement.reasons)}`,
    );
  }
  if (trace.reasons.length) lines.push(`  because  ${reasons(trace.reasons)}`);
  if (trace.error) lines.push(`  failed   ${trace.error.sentence}`);
  return lines.join('\n');
}

function quoted(text) {
  const lines = text.trim().split('\n');
  return [...lines.slice(0, 8), ...(lines.length > 8 ? ['…'] : [])].map((line) => `           | ${line}`);
}

const hasSignals = (judgement) => Object.keys(judgement.signals ?? {}).length > 0;

/** What must be among the traces for the cascade to have worked, each as `{name, ok}`. */
export function verdicts(traces) {
  const judged = (trace, verdict) =>
    trace.judgements.some((judgement) => judgement.verdict === verdict && hasSignals(judgement));
  const tiers = (trace) => trace.attempts.map((attempt) => attempt.tier);
  return [
    {
      name: 'a fast answer was accepted',
      ok: traces.some((trace) => trace.shown === 'accepted' && judged(trace, 'accept') && tiers(trace)[0] === 'fast'),
    },
    {
      name: 'a task was routed to strong',
      ok: traces.some(
        (trace) => trace.route?.tier === 'strong' && trace.shown === 'strong' && trace.judgements.length === 0,
      ),
    },
    {
      name: 'a fast answer was judged too weak and escalated',
      ok: traces.some(
        (trace) => trace.route?.tier === 'fast' && judged(trace, 'escalate') && tiers(trace).includes('strong'),
      ),
    },
  ];
}
