// Faults of a body that comes whole, whatever it holds: pages, broken JSON, error objects, compression, sizes.
import { gzipSync } from 'node:zlib';
import type { Fault } from './fault';
import { good, half, head, refuse, reset, sendGood } from './send';

const megabyte = 1024 * 1024;

export const bodyFaults: readonly Fault[] = [
  {
    id: 'captive-portal',
    verdict: 'bad-response',
    answer: ({ res }) => {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      res.end('<!doctype html><title>Sign in to the Wi-Fi</title>');
    },
  },
  {
    id: 'page-as-events',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene);
      scene.res.end('\n <html>Sign in</html>');
    },
  },
  {
    id: 'an-image',
    verdict: 'bad-response',
    answer: (scene) => sendGood(scene, { 'content-type': 'image/png' }),
  },
  {
    id: 'broken-json',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene);
      scene.res.end(scene.stream ? 'data: {"choices": [}\n\n' : '{"choices": [}');
    },
  },
  {
    id: 'json-null',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene);
      scene.res.end(scene.stream ? 'data: 17\n\n' : '[17]');
    },
  },
  {
    id: 'empty-body',
    verdict: 'truncated',
    answer: (scene) => {
      head(scene, 200, { 'content-length': 0 });
      scene.res.end();
    },
  },
  {
    id: 'white-space-body',
    verdict: 'truncated',
    answer: (scene) => {
      head(scene);
      scene.res.end(' \n\n \n');
    },
  },
  {
    id: 'empty-object',
    verdict: (_protocol, stream) => (stream ? 'truncated' : 'bad-response'),
    answer: (scene) => {
      head(scene);
      scene.res.end(scene.stream ? 'data: {}\n\n' : '{}');
    },
  },
  {
    id: 'error-in-200',
    verdict: 'overloaded',
    answer: (scene) => refuse(scene, 200, 'overloaded_error', 'Overloaded'),
  },
  {
    id: 'auth-error-in-200',
    verdict: 'auth',
    answer: (scene) => refuse(scene, 200, 'authentication_error', 'Who are you?'),
  },
  {
    id: 'unknown-error-in-200',
    verdict: 'bad-response',
    answer: (scene) => refuse(scene, 200, 'strange', 'Something else'),
  },
  {
    id: 'json-for-a-stream',
    verdict: 'ok',
    answer: ({ res, payload }) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(payload.whole);
    },
  },
  { id: 'no-content-type', verdict: 'ok', answer: (scene) => void scene.res.writeHead(200).end(good(scene)) },
  { id: 'finish-length', verdict: 'ok', answer: (scene) => finish(scene, 'length') },
  {
    id: 'content-filter',
    // Anthropic has one word for both.
    verdict: (protocol) => (protocol === 'anthropic' ? 'refused' : 'filtered'),
    answer: (scene) => finish(scene, 'content_filter'),
  },
  { id: 'refusal', verdict: 'refused', answer: (scene) => finish(scene, 'refusal') },
  {
    id: 'length-too-long',
    verdict: 'truncated',
    answer: (scene) => {
      const body = half(scene);
      head(scene, 200, { 'content-length': Buffer.byteLength(body) + 500 });
      scene.res.write(body);
      setTimeout(() => scene.req.socket.end(), 20);
    },
  },
  {
    id: 'gzip',
    verdict: 'ok',
    answer: (scene) => {
      head(scene, 200, { 'content-encoding': 'gzip' });
      scene.res.end(gzipSync(good(scene)));
    },
  },
  {
    id: 'gzip-bomb',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene, 200, { 'content-encoding': 'gzip' });
      scene.res.end(bomb());
    },
  },
  {
    id: 'gzip-garbage',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene, 200, { 'content-encoding': 'gzip' });
      scene.res.end('this was never compressed');
    },
  },
  {
    id: 'gzip-cut',
    verdict: 'truncated',
    answer: (scene) => {
      const body = gzipSync(half(scene));
      head(scene, 200, { 'content-encoding': 'gzip' });
      scene.res.end(body.subarray(0, body.length - 8));
    },
  },
  {
    id: 'huge-event',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene);
      const size = scene.stream ? 2 * megabyte : 9 * megabyte;
      scene.res.end(`${scene.stream ? 'data: ' : ''}{"x":"${'x'.repeat(size)}"}\n\n`);
    },
  },
  {
    id: 'huge-error-body',
    verdict: 'overloaded',
    answer: (scene) => {
      head(scene, 500);
      scene.res.end('x'.repeat(9 * megabyte));
    },
  },
  {
    id: 'huge-headers',
    verdict: 'bad-response',
    answer: (scene) => sendGood(scene, { 'x-large': 'x'.repeat(70 * 1024) }),
  },
  {
    id: 'reset-in-body',
    verdict: 'truncated',
    answer: (scene) => {
      head(scene);
      scene.res.write(half(scene));
      reset(scene);
    },
  },
  { id: 'reset-before-headers', verdict: 'network', answer: (scene) => scene.req.socket.resetAndDestroy() },
  { id: 'close-before-headers', verdict: 'network', answer: (scene) => scene.req.socket.destroy() },
  {
    id: 'reset-then-good',
    verdict: 'ok',
    answer: (scene) => {
      if (scene.attempt === 0) scene.req.socket.resetAndDestroy();
      else sendGood(scene);
    },
  },
];

function finish(scene: Parameters<NonNullable<Fault['answer']>>[0], reason: string): void {
  const { end, whole } = scene.payload.finishing(reason);
  head(scene);
  scene.res.end(scene.stream ? [...scene.payload.events, ...end].join('') : whole);
}

/** 250 KB that inflate to 256 MB. Built from one compressed megabyte: a gzip stream may have many members. */
let cached: Buffer | null = null;
function bomb(): Buffer {
  cached ??= Buffer.concat(Array<Buffer>(256).fill(gzipSync(Buffer.alloc(megabyte, 32))));
  return cached;
}
