// The `judge-pairs` command: of two completions for one place, one approved and one rejected, is the approved one ranked higher?
// Beside two ways to rank that know little of code. Cases are drawn again for the intervals: pairs of one case are not independent.
import { bootstrap, type Figures } from './bootstrap';
import { errorSentence, isRow, type Command } from './command';
import { createJudgeRow } from './judge';
import { textOf } from './rows';

type Way = 'judge' | 'shorter' | 'parse';

interface Judged {
  readonly group: string;
  readonly approved: boolean;
  /** Higher is better. */
  readonly scores: Readonly<Record<Way, number>>;
}

/** A case with answers of both kinds: how many of its pairs each way ranks right, ties by half. */
interface Case {
  readonly group: string;
  readonly pairs: number;
  readonly right: Readonly<Record<Way, number>>;
}

const draws = 4_000;

/** Reads {case, label, language, prefix, suffix, text} and writes one report: the share of pairs ranked right, each way. */
export const judgePairs: Command = async (lines, _options, write) => {
  const judgeRow = createJudgeRow();
  const rows: Judged[] = [];
  let status = 0;
  for await (const line of lines) {
    try {
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) throw new Error('A line must be a JSON object.');
      const { pAcceptable, signals } = await judgeRow(row);
      const [text, newErrors] = [textOf(row, 'text'), signals['syntax.newErrors'] ?? 0];
      const scores = { judge: pAcceptable, shorter: -text.length, parse: -newErrors };
      rows.push({ group: textOf(row, 'case'), approved: row['label'] === 1, scores });
    } catch (error) {
      status = 1;
      await write({ error: errorSentence(error) });
    }
  }
  const cases = [...Map.groupBy(rows, ({ group }) => group)].map(caseOf).filter(({ pairs }) => pairs > 0);
  const pairs = cases.reduce((sum, one) => sum + one.pairs, 0);
  await write({ cases: cases.length, pairs, ...figuresOf(cases), intervals: bootstrap(cases, figuresOf, draws) });
  return status;
};

function caseOf([group, rows]: readonly [string, readonly Judged[]]): Case {
  const rejected = rows.filter(({ approved }) => !approved);
  const both = rows.filter(({ approved }) => approved).flatMap((good) => rejected.map((bad) => [good, bad] as const));
  const right = (way: Way): number =>
    both.reduce((sum, [good, bad]) => sum + (Math.sign(good.scores[way] - bad.scores[way]) + 1) / 2, 0);
  return {
    group,
    pairs: both.length,
    right: { judge: right('judge'), shorter: right('shorter'), parse: right('parse') },
  };
}

function figuresOf(cases: readonly Case[]): Figures {
  const pairs = cases.reduce((sum, one) => sum + one.pairs, 0);
  const share = (way: Way): number => cases.reduce((sum, { right }) => sum + right[way], 0) / pairs;
  const [judge, shorter, parse] = [share('judge'), share('shorter'), share('parse')];
  return { judge, shorter, parse, 'judge - shorter': judge - shorter, 'judge - parse': judge - parse };
}
