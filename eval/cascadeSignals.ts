// The judge's signals of a recorded answer: those of the extension, and what only an offline log knows (tests, behaviour).
import { judge } from '../src/core/judging/judge';
import { agreementSignal } from '../src/core/judging/signals/agreement';
import { behaviourSignals } from '../src/core/judging/signals/behaviour';
import { completionFitSignals } from '../src/core/completion/fitSignals';
import { estimateTokens } from '../src/core/context/estimateTokens';
import { defaultSettings } from '../src/core/settings';
import type { Features, Signals } from '../src/core/task';
import type { SyntaxPort } from '../src/core/syntaxPort';
import type { CascadeRow } from './cascadeRows';

/** What the route knows before any model runs, and what the judge knows after the fast one. */
export interface RowSignals {
  readonly features: Features;
  /** Without resamples. */
  readonly free: Signals;
  /** One entry for each pair of resamples (or the only one, where there is one); empty where there are none. */
  readonly pairs: readonly Signals[];
  readonly samplesUsed: number;
}

export async function rowSignals(row: CascadeRow, syntax: SyntaxPort): Promise<RowSignals> {
  const { fast, languageId, kind, hole } = row;
  const prompt = row.prompt ?? hole?.prefix ?? null;
  const text = fast.text ?? '';
  const place = { languageId, ...(hole ?? { prefix: continues(prompt, text) ? (prompt ?? '') : '', suffix: '' }) };
  const hasText = fast.text !== null;
  const facts = prompt === null ? null : await factsOf(syntax, languageId, prompt);
  const written = hasText ? await factsOf(syntax, languageId, place.prefix + text) : null;
  const verdict = judge(
    {
      kind,
      languageId,
      text,
      finish: null,
      logprobs: fast.logprobs?.map((logprob) => ({ token: '', logprob })) ?? null,
      source: hole === null ? (prompt ?? '') : hole.prefix + hole.suffix,
      fit: hasText ? await syntax.fit({ ...place, text }) : null,
      more: hasText ? completionFitSignals({ ...place, text }) : {},
    },
    { aim: defaultSettings.aim, suppress: false },
  );
  const free: Record<string, number> = {
    ...(hasText ? verdict.signals : onlyMeasured(verdict.signals)),
    ...(hasText && { 'text.logLength': Math.log1p(text.trim().length) }),
    ...(prompt !== null && { 'request.logLength': Math.log1p(prompt.length) }),
    ...written,
    ...(fast.testsPassed !== null && {
      'tests.passed': fast.testsPassed,
      'tests.allPassed': fast.testsPassed === 1 ? 1 : 0,
    }),
    ...row.signals,
  };
  return {
    features: {
      ...(prompt !== null && { 'request.tokens': estimateTokens(prompt), 'request.lines': prompt.split('\n').length }),
      ...facts,
      ...row.features,
    },
    free,
    pairs: pairsOf(fast.samples, fast.behaviour).map(({ samples, behaviour }) => ({
      ...(hasText && agreementSignal(text, samples)),
      ...behaviourSignals(fast.behaviour[0] ?? [], behaviour),
    })),
    samplesUsed: Math.min(2, Math.max(fast.samples.length, fast.behaviour.length - 1)),
  };
}

interface Pair {
  readonly samples: readonly string[];
  readonly behaviour: readonly (readonly string[])[];
}

/** All pairs, since the judge asks for two; a single resample is what there is. */
function pairsOf(samples: readonly string[], behaviour: readonly (readonly string[])[]): Pair[] {
  const others = behaviour.slice(1);
  const n = Math.max(samples.length, others.length);
  const picked = (indices: readonly number[]): Pair => ({
    samples: indices.flatMap((i) => (samples[i] === undefined ? [] : [samples[i]])),
    behaviour: indices.flatMap((i) => (others[i] === undefined ? [] : [others[i]])),
  });
  if (n === 0) return [];
  if (n === 1) return [picked([0])];
  const pairs: Pair[] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs.push(picked([i, j]));
  return pairs;
}

/** True where the answer goes on from the prompt, and false where it says the code again or fences it. */
function continues(prompt: string | null, text: string): boolean {
  if (prompt === null || text.includes('```')) return false;
  const heads = text.split('\n', 40).map((line) => line.trim());
  const asked = new Set(prompt.split('\n').map((line) => line.trim()));
  // A definition that stands in the prompt and again at the answer's left edge is a whole file, not a continuation.
  return !heads.some((line, i) => line.length > 8 && asked.has(line) && /^\S/.test(text.split('\n', 40)[i] ?? ''));
}

/** Without a text the signals about it are zeros that nobody measured. */
function onlyMeasured(signals: Signals): Signals {
  return Object.fromEntries(Object.entries(signals).filter(([name]) => name.startsWith('logprob.')));
}

async function factsOf(syntax: SyntaxPort, languageId: string, text: string): Promise<Record<string, number>> {
  const facts = await syntax.facts({ document: 'row', languageId, text, offset: text.length });
  if (facts === null) return {};
  return {
    'syntax.errorNodes': facts.errorNodes,
    'syntax.branches': facts.branches,
    'syntax.loops': facts.loops,
    'syntax.nesting': facts.nesting,
    'syntax.functionLines': facts.functionLines,
    'syntax.unknownNames': facts.identifiers.unknown,
  };
}
