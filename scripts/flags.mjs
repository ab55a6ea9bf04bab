// Reads the few flags of a command. An unknown one is a sentence, not a guess.
import { SetupError } from './run.mjs';

/** `{check: true, …}` for the flags given; `known` maps each flag's name to what it does. */
export function readFlags(args, known, command) {
  const flags = {};
  for (const argument of args) {
    const name = argument.startsWith('--') ? argument.slice(2) : '';
    if (!Object.hasOwn(known, name)) {
      throw new SetupError(
        `${command} knows no "${argument}": it takes ${Object.keys(known)
          .map((k) => `--${k}`)
          .join(', ')}.`,
      );
    }
    flags[name] = true;
  }
  return flags;
}

export function helpText(command, does, known) {
  const rows = Object.entries(known).map(([name, text]) => `  --${name.padEnd(8)} ${text}`);
  return `${command}\n\n${does}\n\n${rows.join('\n')}\n`;
}
