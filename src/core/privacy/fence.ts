// Marks repository text as data for a model: between two lines that no text in the repository can know beforehand.

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `random` gives numbers in [0, 1); it should be hard to guess. The delimiter does not occur in the text. */
export function fence(text: string, random: () => number): string {
  let delimiter = '';
  // Longer with each try, so that even a poor source of randomness comes to an end.
  for (let length = 12; delimiter === '' || text.includes(delimiter); length++) {
    delimiter = Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
  }
  return `<<<${delimiter}\n${text}\n${delimiter}>>>`;
}
