// What `npm run -s eval -- help` prints.

export const help = `npm run -s eval -- <command> [--in FILE]

Reads JSON Lines from standard input (or --in FILE) and writes JSON Lines to standard output in the same order, one
object a line. Keys it does not know are ignored. A bad line gives {"id": ..., "error": "one sentence"} and exit
status 1 at the end; the others are still answered. Offsets are UTF-16 code units; lines and columns start at 1.

command          one input line -> one output line
stack-trace      {id, text} -> {id, language, errors: [{type, message, relation}], frames: [{file, line, column?, function?, library, error}]}
completion-text  {id, language, prefix, suffix, raw, multiline?} -> {id, text, replaceSuffix, reasons}
trigger          {id, language, prefix, suffix, manual?} -> {id, ask, multiline, reason}
judge            {id, task?, language, prefix, suffix, text, logprobs?, samples?, contextFiles?} -> {id, pAcceptable, verdict, signals, reasons}
route            {id, task, language, text, selection?, diagnostics?, trace?, files?, root?} -> {id, tier, pHard, features, reasons, context, contextTokens}
redact           {id, text} -> {id, text, spans: [[start, end, kind]]}
path             {id, path} -> {id, denied, rule?}
cascade          {id, group, task?, features?, signals?, prompt?, prefix?, suffix?, fast: {ok, cost, ms?, text?, language?, logprobs?, samples?,
                 behaviour?, testsPassed?}, strong: {ok, cost, ms?}} -> one report for all lines. --aim cost | speed | balanced
                 | quality; --calibrate FILE fits on that file and scores on the input; --report DIR also writes Markdown and SVG;
                 --artefact FILE writes a judge fitted on all lines
traces           (reads --store FILE) -> the traces of that database in the input format of cascade
run              {id, task?, language, prefix, suffix, expected?, group?} -> rows for cascade, both tiers asked, exact match and edit similarity
                 --fast, --strong NAME (embedded:fast, embedded:strong, embedded:FILE.gguf, openai:MODEL, anthropic:MODEL,
                 http://HOST/v1#MODEL); --sample N --seed S; --out FILE keeps every answer with its log-probabilities, and a second
                 run goes on from it; --scorer "python3 score.py" runs TASKS PREDICTIONS --out FILE; --store FILE keeps the traces;
                 --resamples N asks fast again; --behaviour "python3 eval/behaviour.py" tells what each answer prints; --mess all
                 shows the models files with mess above the code
filters          {language, prefix, suffix, expected} -> one report for all lines: what share of right completions each text filter
                 dropped or changed
run-report       (rows of run, scored) -> --report DIR: the gap between the tiers, the deferral curve, AUROC of the judge and of each signal
judge-pairs      {case, label, language, prefix, suffix, text} -> one report for all lines: of an approved and a rejected completion
                 for one place, which is ranked higher by the judge, by length and by parse errors alone
judge-prior      (rows of run, scored) -> the weights of the judge for completions before the user has outcomes, with their AUROC;
                 --task edit: rows of cascade with resamples -> what their agreement is worth
simulate         (reads nothing) -> what certificates, calibration, alarms and budgets do in worlds of known risk; --report DIR
latency          (reads nothing) -> times of the cascade over a loopback server, hedged and not; --report DIR
messy            rows of cascade with prompt -> how much mess in the inputs is noticed, and what the bound would be worth; --report DIR
messy-answers    rows of run --mess all, with --calibrate ROWS of run without -> what mess makes of answers, and of the bound; --report DIR
injection        rows of cascade with prompt and answer -> how far fifty texts in the files move who is asked; --report DIR
stack-trace-score  {id, text, expected: {errors, frames}} -> one object for all lines: shares right, and every miss by name
stack-trace-fuzz   (reads nothing) -> texts made of pieces of real traces: what throws, what takes over 50 ms. --count N --seed S --traces DIR
false-traces     (reads nothing) -> texts without a trace, drawn from packages, and those in which one is seen. --from DIR,DIR --completions FILE
                 --count N --seed S --report DIR
planted          (reads nothing) -> bugs planted in real packages, fetched into --out DIR: is the file at fault in the context of route?
                 --only PACKAGE,PACKAGE; --report DIR
`;
