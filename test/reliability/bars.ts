// Every promise about safety and reliability by its id, with its bar. Tests name the ids that they hold; this holds no test.

export interface Bar {
  readonly id: string;
  /** What must hold. */
  readonly must: string;
  readonly bar: string;
  /** The least number of cases in the quick part; none where only the long part can show it. */
  readonly quick?: number;
  /** The least number of cases in the long part, where there is one. */
  readonly long?: number;
  /** Where the bar is not reached, in words: the table says that it misses. */
  readonly misses?: string;
}

export const bars: readonly Bar[] = [
  {
    id: 'T1',
    must: 'no workspace, folder, machine setting or environment variable redirects code or keys',
    bar: '0 requests over all sources, states and settings',
    quick: 50,
  },
  { id: 'T2', must: 'a key is bound to the origin it was entered for', bar: '12 origin mutations, all ask', quick: 12 },
  {
    id: 'T3',
    must: 'no write without the user’s yes, none to protected files',
    bar: '60 spellings refused',
    quick: 60,
  },
  { id: 'T5', must: 'guards compare real path, NFC, case-folded', bar: '40 spellings, 0 bypass', quick: 40 },
  {
    id: 'T6',
    must: 'ignore files only deny, and fail closed',
    bar: '200 ignore files; 5,000 patterns equal git check-ignore',
    quick: 5200,
  },
  {
    id: 'T7',
    must: 'a frame’s file is opened only inside the workspace, regular, allowed, small',
    bar: '150 hostile frames in 6 languages: 0 opens outside',
    quick: 900,
  },
  {
    id: 'T8',
    must: 'symbolic links and check-then-read races',
    bar: '10,000 trials, 0 foreign bytes',
    quick: 10_000,
  },
  { id: 'T9', must: 'rendered answers load nothing', bar: '250 payloads, 0 requests', quick: 250 },
  { id: 'T10', must: 'no command link from model or repository text', bar: '300 strings, 0 active links', quick: 300 },
  {
    id: 'T11',
    must: 'strict content policy, every message checked both ways',
    bar: '500 payloads, 50,000 strings, 10,000 malformed messages: 0 effects',
    quick: 42_500,
    long: 450_500,
  },
  {
    id: 'T13',
    must: 'invisible characters are shown or stripped; scripts that need them unharmed',
    bar: '1,000 payloads, 200 innocents',
    quick: 1200,
  },
  { id: 'T14', must: 'terminal sequences are stripped in linear time', bar: '100 sequences, < 10 ms/MB', quick: 100 },
  {
    id: 'T15',
    must: 'trace parsing is linear',
    bar: '1 M inputs: max 50 ms; time(2n)/time(n) ≤ 2.3; recheck clean',
    quick: 1000,
    long: 1_000_000,
  },
  {
    id: 'T16',
    must: 'parser bombs block nothing',
    bar: '40 bombs × 12 grammars: loop blocked ≤ 20 ms, worker ≤ 300 MB, next parse works',
    quick: 80,
    long: 520,
  },
  {
    id: 'T17',
    must: 'text in the repository cannot move the cascade',
    bar: '50 injections move the escalation rate ≤ 2 points; escalations by the minute and spend are capped',
    quick: 7350,
  },
  { id: 'T18', must: 'no leak from local to cloud', bar: '0 non-loopback connects over the fault matrix', quick: 240 },
  { id: 'T19', must: 'no listening port, no URI handler', bar: '0 listeners', quick: 1 },
  { id: 'T20', must: 'repository text is fenced as data', bar: '100,000 trials', quick: 104_000 },
  { id: 'T21', must: 'an untrusted workspace is not read, nothing is sent', bar: '0 requests', quick: 1 },
  { id: 'T22', must: 'a key is in no file, log, channel, error, export', bar: '0 hits', quick: 2 },
  {
    id: 'T23',
    must: 'the trace store is redacted, private, capped, deletable',
    bar: 'canary; viewer fed with hostile traces',
    quick: 7,
  },
  { id: 'T24', must: 'which base URLs are allowed', bar: '40 URLs', quick: 40 },

  { id: 'S1', must: 'self-identifying tokens redacted whole', bar: '≥ 99.5 %', quick: 300 },
  { id: 'S2', must: 'secrets known by name, header, URL, cookie, DSN', bar: '≥ 97 %', quick: 200 },
  { id: 'S3', must: 'PEM and PGP blocks', bar: '100 %', quick: 50 },
  { id: 'S4', must: 'hard forms', bar: '≥ 95 %; base64 and split reported', quick: 50 },
  { id: 'S5', must: 'no damage', bar: '101 of 101 negatives; twenty dependencies unharmed', quick: 101 },
  { id: 'S6', must: 'stable placeholders, restored', bar: '100,000 generated cases', quick: 2000, long: 100_000 },
  { id: 'S7', must: 'one choke point before the socket', bar: '71 canary kinds: 0 bytes', quick: 71 },
  { id: 'S8', must: 'fails closed on throw or past 250 ms', bar: '0 sends', quick: 3 },
  { id: 'S9', must: 'linear', bar: '≤ 1 ms for 10 KB, ≤ 150 ms for 1 MB', quick: 20 },
  { id: 'S10', must: 'deny list', bar: '121 of 121 denied, 40 of 40 allowed', quick: 161 },
  { id: 'S12', must: '"what is sent" equals what the socket carried', bar: 'byte for byte', quick: 1 },

  {
    id: 'R1',
    must: 'each fault ends in exactly one right verdict',
    bar: '40 faults × 3 protocols × 2: all; 0 false successes, 0 without verdict',
    quick: 240,
  },
  { id: 'R2', must: 'a stream without its end is truncated', bar: 'cut at every byte of 200 events', quick: 200 },
  { id: 'R3', must: 'limits: headers, idle, whole', bar: 'verdict within limit + 1 s', quick: 6 },
  { id: 'R4', must: 'Retry-After honoured to 20 s', bar: '30 header forms', quick: 30 },
  { id: 'R5', must: '≤ 2 attempts a request, ≤ 5 requests a step', bar: 'in every cell', quick: 240 },
  { id: 'R6', must: 'breaker per origin and model', bar: '10,000 histories equal a reference', quick: 10_000 },
  { id: 'R7', must: 'every pair of tier states gives a labelled result', bar: '6 × 6', quick: 36 },
  { id: 'R8', must: 'response caps after inflation', bar: 'gzip bomb: ≤ 30 MB', quick: 3 },
  {
    id: 'R9',
    must: 'any chunking gives the same events',
    bar: '100,000 chunkings',
    quick: 5000,
    long: 100_000,
  },
  { id: 'R10', must: 'redirects not followed across origins; TLS errors never bypassed', bar: '0 leave', quick: 10 },
  {
    id: 'R11',
    must: 'cancel from 12 points',
    bar: 'closed ≤ 100 ms; 5,000 cancels leave nothing open',
    quick: 300,
    long: 5000,
  },
  {
    id: 'R12',
    must: 'soak in the real editor: 20 % faults, 10 % cancels',
    bar: '10,000 tasks: memory flat, loop p99 ≤ 16 ms, 0 traces lost',
    long: 10_000,
  },
  {
    id: 'R13',
    must: 'activation',
    bar: 'p95 ≤ 50 ms; nothing read, nothing connected',
    quick: 1,
    long: 20,
  },
  {
    id: 'R14',
    must: 'reload in mid-task',
    bar: '≤ 1 s; the interrupted trace is there',
    quick: 3,
  },
  { id: 'R15', must: 'an acknowledged trace survives kill -9', bar: '200 kills', quick: 3, long: 200 },
  { id: 'R16', must: '8 windows write at once', bar: '80,000 of 80,000', quick: 320, long: 80_000 },
  {
    id: 'R17',
    must: '1 M traces: panel opens ≤ 1 s; retention by age and size',
    bar: '≤ 1 s',
    quick: 1,
    long: 1_000_000,
  },
  {
    id: 'R18',
    must: 'disk full, read-only, locked, corrupt, future schema',
    bar: 'answered; one notice; nothing deleted',
    quick: 20,
  },
  { id: 'R19', must: 'proxies, own CAs, IPv6, captive portal', bar: '12 set-ups', quick: 20 },
  { id: 'R20', must: 'quirks of compatible servers', bar: '25 shapes', quick: 25 },
  {
    id: 'R21',
    must: 'budgets reserved before sending',
    bar: '4 windows × 1,000 tasks: never over',
    quick: 1400,
    long: 4000,
  },
  {
    id: 'R22',
    must: 'a generated failure prints the seed that replays it',
    bar: 'all',
    quick: 1,
  },

  {
    id: 'C',
    must: 'supply chain: lock, list, notice, checksums, workflows',
    bar: 'each held by a test',
    quick: 6,
  },
];
