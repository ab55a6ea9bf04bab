// From recorded answers to rows for `cascade`: shapes and judges them as the extension does today, and says which were right.
import { completionFitSignals } from '../src/core/completion/fitSignals';
import { shapeCompletion } from '../src/core/completion/shape';
import { shownFinish } from '../src/core/completion/shownFinish';
import { judge } from '../src/core/judging/judge';
import { shownTokens } from '../src/core/judging/signals/shownTokens';
import { defaultSettings } from '../src/core/settings';
import type { SyntaxPort } from '../src/core/syntaxPort';
import type { Tier } from '../src/core/task';
import { createAnalyser } from './analyser';
import { editSimilarity } from './editSimilarity';
import type { Hole, Recorded } from './recordAnswer';
import type { Row } from './rows';
import { runBehaviour, runScorer, type Prediction } from './runScorer';

/** One tier's answer to one hole. */
export interface Shown {
  /** What would stand at the hole; empty where nothing would be shown. */
  readonly text: string;
  readonly replaceSuffix: number;
  readonly shownNothing: boolean;
}

/** Command lines that run what models wrote: which answers pass, and what each prints on the same inputs. */
export interface Runners {
  readonly scorer: string | null;
  readonly behaviour: string | null;
}

/** Rows in the order of the holes; a hole that a tier has not answered is left out. */
export async function scoreRun(
  holes: readonly Hole[],
  rows: ReadonlyMap<string, Row>,
  answers: readonly Recorded[],
  { scorer, behaviour }: Runners,
): Promise<object[]> {
  const recorded = Map.groupBy(answers, ({ id, tier }) => `${tier} ${id}`);
  const whole = holes.flatMap((hole) => {
    const all = recorded.get(`fast ${hole.id}`) ?? [];
    const fast = all.find(({ sample }) => sample === undefined);
    const strong = recorded.get(`strong ${hole.id}`)?.at(-1);
    const samples = all.filter(({ sample }) => sample !== undefined);
    return fast === undefined || strong === undefined ? [] : [{ hole, fast, strong, samples }];
  });
  const prediction = (hole: Hole, answer: Recorded): Prediction => ({
    id: hole.id,
    row: rows.get(hole.id) ?? {},
    ...shown(hole, answer),
  });
  const passed = { fast: new Map<string, boolean>(), strong: new Map<string, boolean>() };
  if (scorer !== null) {
    for (const tier of ['fast', 'strong'] as const) {
      const texts = whole.map((one) => prediction(one.hole, one[tier]));
      passed[tier] = await runScorer(scorer, texts);
    }
  }
  const printed = behaviour === null ? [] : await behaviours(behaviour, whole, prediction);
  const syntax = createAnalyser();
  const result: object[] = [];
  for (const { hole, fast, strong, samples } of whole) {
    const outcome = (tier: Tier, answer: Recorded): Promise<object> =>
      tierOutcome(hole, answer, passed[tier].get(hole.id) ?? null, syntax);
    result.push({
      ...{ id: hole.id, group: hole.group, task: 'complete', language: hole.languageId },
      ...{ prefix: hole.prefix, suffix: hole.suffix },
      fast: {
        language: hole.languageId,
        ...(await outcome('fast', fast)),
        ...(samples.length > 0 && { samples: samples.map((sample) => shown(hole, sample).text) }),
        ...(printed.length > 0 && { behaviour: printed.map((outputs) => outputs.get(hole.id) ?? []) }),
      },
      strong: { language: hole.languageId, ...(await outcome('strong', strong)) },
    });
  }
  return result;
}

interface Answered {
  readonly hole: Hole;
  readonly fast: Recorded;
  readonly samples: readonly Recorded[];
}

/** What the fast answers print (first), and what the first, second, … of their further answers do; by hole. */
async function behaviours(
  command: string,
  whole: readonly Answered[],
  prediction: (hole: Hole, answer: Recorded) => Prediction,
): Promise<Map<string, string[]>[]> {
  const rounds = Math.max(0, ...whole.map(({ samples }) => samples.length));
  const result = [
    await runBehaviour(
      command,
      whole.map(({ hole, fast }) => prediction(hole, fast)),
    ),
  ];
  for (let round = 0; round < rounds; round++) {
    const texts = whole.flatMap(({ hole, samples }) => {
      const sample = samples[round];
      return sample === undefined ? [] : [prediction(hole, sample)];
    });
    result.push(await runBehaviour(command, texts));
  }
  return result;
}

function shown({ languageId, prefix, suffix }: Hole, { raw, finish, multiline }: Recorded): Shown {
  const { text, replaceSuffix } = shapeCompletion({ languageId, prefix, suffix, raw, finish, multiline });
  return { text: text ?? '', replaceSuffix, shownNothing: text === null };
}

async function tierOutcome(
  hole: Hole,
  answer: Recorded,
  passed: boolean | null,
  syntax: SyntaxPort,
): Promise<Record<string, unknown>> {
  const { text, replaceSuffix } = shown(hole, answer);
  const { languageId, prefix, suffix, expected } = hole;
  const all = answer.logprobs.map((logprob, i) => ({ token: answer.tokens[i] ?? '', logprob }));
  const tokens = shownTokens(all, text);
  const verdict = judge(
    {
      kind: 'complete',
      text,
      finish: shownFinish(answer.raw, text, answer.finish),
      logprobs: tokens,
      source: prefix + suffix,
      fit: text === '' ? null : await syntax.fit({ languageId, prefix, suffix, text }),
      more: completionFitSignals({ languageId, prefix, suffix, text }),
    },
    { aim: defaultSettings.aim, suppress: false },
  );
  const exact = expected === null ? null : sameText(text + suffix.slice(replaceSuffix), expected + suffix);
  const ok = passed ?? exact;
  return {
    ok: ok === null ? null : Number(ok),
    exact: exact === null ? null : Number(exact),
    similarity: expected === null ? null : editSimilarity(text.trim(), expected.trim()),
    cost: answer.cost ?? 0,
    ms: answer.ms,
    firstMs: answer.firstMs,
    tokens: { input: answer.inputTokens, output: answer.outputTokens },
    model: answer.model,
    text,
    logprobs: tokens.map(({ logprob }) => logprob),
    pAcceptable: verdict.pAcceptable,
    signals: verdict.signals,
  };
}

/** Blanks at the ends of lines and of the text make no difference. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/[ \t]+$/gm, '').trim();
  return plain(a) === plain(b);
}
