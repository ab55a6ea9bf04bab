// What a page has from its surroundings: the channel to the host, what it kept before a reload, and the user's language.
import { formatNumber } from '../shared/figures';
import { fields } from '../shared/guards';
import { translator, type TextData, type Translate } from '../shared/translate';
import type { ViewText } from '../shared/viewTexts';

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

export interface Page<Request> {
  send(request: Request): void;
  /** Kept over a reload of the page; of unknown shape, since another version may have written it. */
  kept(): unknown;
  keep(state: unknown): void;
}

/** Once a page: the editor gives its channel only once. */
export function openPage<Request>(): Page<Request> {
  const api = acquireVsCodeApi();
  return {
    send: (request) => api.postMessage(request),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}

/** Calls back with every message of the host that the check lets through. */
export function onMessage<Message>(
  parse: (value: unknown) => Message | null,
  receive: (message: Message) => void,
): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = parse(event.data);
    if (message !== null) receive(message);
  });
}

const fromTable = translator(readStrings());

/** A text of the views in the user's language, by the table that the shell carries. */
export const t = (text: ViewText, data?: TextData): string => fromTable(text, data);

/** A text that has a count in it, and the one for a single thing. */
export const counted = (one: ViewText, many: ViewText, count: number, data: TextData = {}): string =>
  t(count === 1 ? one : many, { ...data, count: formatNumber(count) });

/** For the words of `shared` (reasons, decisions), which have lists of their own. */
export const translate: Translate = fromTable;

/** Words of a reason where they stand for themselves. */
export function asSentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase(document.documentElement.lang) + words.slice(1);
}

/** A data block of the shell; null where there is none. */
export function readBlock(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null');
}

function readStrings(): Record<string, string> {
  const found = fields(readBlock('strings'));
  const texts = Object.entries(found ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
