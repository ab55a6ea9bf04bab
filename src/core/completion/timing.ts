// How long to wait before a model is asked: long enough not to ask between two letters, short enough not to be felt.

export interface WaitInput {
  readonly millisSinceLastKey: number;
  /** The user's usual time between two keys of a word; null while unknown. */
  readonly typingIntervalMs: number | null;
  /** Median time to the model's answer; null while unknown. */
  readonly modelP50Ms: number | null;
  /** Refusals in a row, newest last acceptance excluded. */
  readonly recentRejections: number;
  /** The user's own delay; null: adaptive. */
  readonly userDelayMs: number | null;
  /** The cursor stands on a line with nothing but blanks before it. */
  readonly startOfLine: boolean;
  /** A word is being typed: its next letter would throw the answer away. */
  readonly midWord?: boolean;
  readonly manual: boolean;
}

/** The whole wait where nothing is known, counted from the last key. */
const usual = 75;
const longest = 600;
const stepPerRejection = 60;
const rejectionsThatCount = 5;

/** Milliseconds still to wait. The host may overlap them with gathering context. */
export function waitBeforeAsking(input: WaitInput): number {
  if (input.manual) return 0;
  if (input.userDelayMs !== null) return Math.max(0, input.userDelayMs - input.millisSinceLastKey);
  const backOff = stepPerRejection * Math.max(0, Math.min(rejectionsThatCount, input.recentRejections - 1));
  if (input.startOfLine) return left(backOff, input.millisSinceLastKey);
  return left(Math.min(longest, pause(input) + backOff), input.millisSinceLastKey);
}

/** A key is expected within the typing interval; a slow model's answer would be thrown away more dearly. */
function pause({ typingIntervalMs, modelP50Ms, midWord }: WaitInput): number {
  // Inside a word the next key comes within the interval; elsewhere a part of it tells that the user has stopped.
  const [part, most] = midWord === true ? [1.2, 300] : [0.6, 200];
  const typing = typingIntervalMs === null ? usual : Math.min(most, Math.max(25, typingIntervalMs * part));
  const model = modelP50Ms === null ? 0 : Math.min(75, Math.max(0, modelP50Ms - 300) * 0.1);
  return typing + model;
}

function left(wait: number, passed: number): number {
  return Math.max(0, Math.round(wait - passed));
}

/** The typing interval after one more key: a moving mean that long pauses do not enter. */
export function typingInterval(previousMs: number | null, millisSinceKeyBefore: number): number | null {
  if (millisSinceKeyBefore > 1000) return previousMs;
  return previousMs === null ? millisSinceKeyBefore : previousMs * 0.8 + millisSinceKeyBefore * 0.2;
}
