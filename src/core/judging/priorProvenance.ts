// Where the judge's prior comes from, part by part: what was fitted offline on public answers, and what was set by hand. Data only; a test
// holds that no weight changes without a new version.
import type { TaskKind } from '../task';

export interface PriorPart {
  readonly kinds: readonly TaskKind[];
  readonly what: string;
  readonly source: 'fitted' | 'by hand';
  /** Whose answers to what, with the licence; null where nobody's. */
  readonly from: string | null;
  /** Prints what was fitted. */
  readonly command: string | null;
}

export const priorProvenance: {
  readonly version: string;
  /** ISO date. */
  readonly date: string;
  /** Of all weights. */
  readonly hash: string;
  readonly parts: readonly PriorPart[];
} = {
  version: 'prior-3',
  date: '2026-11-27',
  hash: '2a5lccbefg0',
  parts: [
    {
      kinds: ['complete'],
      what: 'slopes; their bases and bounds are set by hand',
      source: 'fitted',
      from: 'SmolLM2 135M and Gemma 3 270M on 400 JavaScript holes derived from MBXP (CC BY 4.0)',
      command: 'npm run -s eval -- judge-prior --in ROWS',
    },
    {
      kinds: ['edit', 'debug'],
      what: 'slope of samples.agreement; its centre and bound are set by hand',
      source: 'fitted',
      from: 'CodeGen 16B on HumanEval, 163 answers with five resamples each, samples of CodeT (MIT)',
      command: 'npm run -s eval -- judge-prior --task edit --in codet-humaneval-codegen16b-gpt4.jsonl',
    },
    {
      kinds: ['explain', 'edit', 'debug', 'chat'],
      what: 'all other weights, bases and thresholds',
      source: 'by hand',
      from: null,
      command: null,
    },
  ],
};
