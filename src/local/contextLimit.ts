// How much text a local model is given at most, in tokens. A longer window costs memory that the editor needs.
export const LARGEST_CONTEXT = 8192;
