// The `openai` package, loaded by a dynamic import on first use: the bundler makes a file of its own from this one.
export { OpenAI } from 'openai';
