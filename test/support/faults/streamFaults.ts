// Faults of a body over time: streams that stop, drip, hang, repeat or end without their end; and odd ones that are right.
import type { Fault, Scene } from './fault';
import { good, half, head, reset, sendGood } from './send';

const text = (id: string, verdict: Fault['verdict'], body: (scene: Scene) => string): Fault => ({
  id,
  verdict,
  answer: (scene) => {
    head(scene);
    scene.res.end(body(scene));
  },
});

/** Chunks of one to nine bytes. */
function crumbs(scene: Scene, body: Buffer): void {
  head(scene);
  let at = 0;
  while (at < body.length) {
    const size = 1 + Math.floor(scene.random() * 9);
    scene.res.write(body.subarray(at, at + size));
    at += size;
  }
  scene.res.end();
}

const ping = (scene: Scene): string =>
  !scene.stream ? '\n' : scene.protocol === 'anthropic' ? 'event: ping\ndata: {"type":"ping"}\n\n' : ': ping\n\n';

export const streamFaults: readonly Fault[] = [
  text('no-end', 'truncated', half),
  text(
    'end-without-terminal',
    (_protocol, stream) => (stream ? 'truncated' : 'ok'),
    (scene) => (scene.stream ? scene.payload.events.join('') : scene.payload.whole),
  ),
  text(
    'finish-without-done',
    (protocol, stream) => (stream && protocol === 'anthropic' ? 'truncated' : 'ok'),
    (scene) =>
      scene.stream ? [...scene.payload.events, ...scene.payload.end.slice(0, -1)].join('') : scene.payload.whole,
  ),
  {
    id: 'finish-then-reset',
    verdict: (protocol, stream) => (stream && protocol === 'anthropic' ? 'truncated' : 'ok'),
    answer: (scene) => {
      if (!scene.stream) return sendGood(scene);
      head(scene);
      scene.res.write([...scene.payload.events, ...scene.payload.end.slice(0, -1)].join(''));
      reset(scene);
    },
  },
  {
    id: 'cut-in-a-character',
    verdict: 'truncated',
    answer: (scene) => {
      const body = Buffer.from(good(scene));
      const at = body.indexOf(Buffer.from('🌊'));
      head(scene);
      scene.res.end(body.subarray(0, at + 2));
    },
  },
  {
    id: 'error-in-mid-stream',
    verdict: 'overloaded',
    answer: (scene) => {
      head(scene);
      const { payload } = scene;
      scene.res.end(
        scene.stream
          ? half(scene) + payload.errorEvent('overloaded_error', 'Overloaded')
          : payload.error('overloaded_error', 'Overloaded'),
      );
    },
  },
  {
    id: 'garbage-in-mid-stream',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene);
      scene.res.end(scene.stream ? `${half(scene)}data: <oops>\n\n` : `${half(scene)}}`);
    },
  },
  { id: 'never-answers', verdict: 'timeout', by: 'headers', answer: () => undefined },
  {
    id: 'hangs-after-headers',
    verdict: 'timeout',
    by: 'idle',
    answer: (scene) => {
      head(scene);
      scene.res.flushHeaders();
    },
  },
  {
    id: 'hangs-in-mid-stream',
    verdict: 'timeout',
    by: 'idle',
    answer: (scene) => {
      head(scene);
      scene.res.write(half(scene));
    },
  },
  {
    id: 'pings-only',
    verdict: 'timeout',
    by: 'idle',
    answer: (scene) => {
      head(scene);
      scene.every(50, () => scene.res.write(ping(scene)));
    },
  },
  {
    id: 'pings-in-mid-stream',
    verdict: 'timeout',
    by: 'idle',
    answer: (scene) => {
      head(scene);
      scene.res.write(half(scene));
      scene.every(50, () => scene.res.write(ping(scene)));
    },
  },
  {
    id: 'drips-for-ever',
    verdict: 'timeout',
    answer: (scene) => {
      head(scene);
      const [first = ''] = scene.payload.events;
      scene.every(30, () => scene.res.write(scene.stream ? first : ' '));
    },
  },
  {
    id: 'half-an-event-dripping',
    verdict: 'timeout',
    answer: (scene) => {
      head(scene);
      scene.res.write(scene.stream ? 'data: {"x":"' : '{"x":"');
      scene.every(30, () => scene.res.write('x'));
    },
  },
  {
    id: 'endless',
    verdict: 'bad-response',
    answer: (scene) => {
      head(scene);
      const chunk = scene.stream ? scene.payload.events.join('').repeat(200) : ' '.repeat(100_000);
      const more = (): void => {
        while (!scene.res.destroyed && scene.res.write(chunk)) continue;
      };
      scene.res.on('drain', more);
      more();
    },
  },
  text('more-after-the-end', 'ok', (scene) =>
    scene.stream ? good(scene) + scene.payload.events.join('') : `${scene.payload.whole}\n\n`,
  ),
  {
    id: 'stays-open-after-the-end',
    verdict: 'ok',
    answer: (scene) => {
      head(scene, 200, scene.stream ? {} : { 'content-length': Buffer.byteLength(good(scene)), connection: 'close' });
      scene.res.write(good(scene));
    },
  },
  text('pings-between', 'ok', (scene) =>
    scene.stream
      ? [...scene.payload.events, ...scene.payload.end].flatMap((event) => [ping(scene), event]).join('')
      : good(scene),
  ),
  text('crlf', 'ok', (scene) => good(scene).replaceAll('\n', '\r\n')),
  text('cr', 'ok', (scene) => good(scene).replaceAll('\n', '\r')),
  text('byte-order-mark', 'ok', (scene) => `\uFEFF${good(scene)}`),
  text('no-space-after-data', 'ok', (scene) => good(scene).replaceAll('data: ', 'data:')),
  text('no-last-line-break', 'ok', (scene) => good(scene).trimEnd()),
  { id: 'crumbs', verdict: 'ok', answer: (scene) => crumbs(scene, Buffer.from(good(scene))) },
  {
    id: 'early-hints',
    verdict: 'ok',
    answer: (scene) => {
      scene.res.writeEarlyHints({ link: '</x>; rel=preload' });
      sendGood(scene);
    },
  },
];
