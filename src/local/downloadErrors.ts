// What the user reads when a model cannot be fetched: one sentence each, and what to do.
import { ModelError } from '../core/modelError';

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

export const badMirror = (mirror: string): ModelError =>
  new ModelError('not-allowed', {
    sentence: `Models are fetched over https only, and "${mirror}" is no https address: correct weir.embedded.mirror.`,
  });

export const noAnswer = (host: string, cause: unknown): ModelError =>
  new ModelError('network', {
    sentence: `${host} does not answer: check the connection, or set weir.embedded.mirror to a server that does.`,
    retryable: true,
    cause,
  });

export const badAnswer = (host: string, file: string, status: number): ModelError =>
  status === 404 || status === 401
    ? new ModelError('unknown-model', {
        sentence: `${host} has no file ${file}: choose another model or mirror.`,
        status,
      })
    : new ModelError('network', {
        sentence: `${host} answered ${status} for ${file}: try again later, or set weir.embedded.mirror.`,
        status,
        retryable: status >= 500 || status === 429,
      });

export const noChecksum = (host: string, file: string): ModelError =>
  new ModelError('bad-response', {
    sentence: `${host} states no checksum for ${file}, so Weir does not fetch it from there: choose another mirror.`,
  });

export const changedFile = (file: string, pin: string): ModelError =>
  new ModelError('bad-response', {
    sentence: `${file} is not the file any more that was fetched first; if that is meant to be, delete ${pin} and try again.`,
  });

export const alteredFile = (file: string): ModelError =>
  new ModelError('bad-response', {
    sentence: `${file} arrived damaged: its checksum is not the one that was stated; it was thrown away, so try again.`,
    retryable: true,
  });

export const noSpace = (folder: string, needed: number, free: number | null): ModelError =>
  new ModelError('engine', {
    sentence:
      free === null
        ? `The disk is full: make ${gigabytes(needed)} free for the model in ${folder} and try again; what is there is kept.`
        : `The model needs ${gigabytes(needed)} and ${folder} has ${gigabytes(free)} free: make room and try again.`,
  });

export const notWritable = (folder: string, cause: unknown): ModelError =>
  new ModelError('engine', { sentence: `The model cannot be written to ${folder}: check its permissions.`, cause });
