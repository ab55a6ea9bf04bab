// The few ways to put an answer on the wire that the faults share.
import type { Scene } from './fault';

export function head(scene: Scene, status = 200, headers: Record<string, string | number> = {}): void {
  const type = scene.stream && status === 200 ? 'text/event-stream' : 'application/json';
  scene.res.writeHead(status, { 'content-type': type, ...headers });
}

/** The whole of a good answer, streamed or not. */
export function good({ stream, payload }: Pick<Scene, 'stream' | 'payload'>): string {
  return stream ? [...payload.events, ...payload.end].join('') : payload.whole;
}

/** About half of it, never with its end. */
export function half({ stream, payload }: Pick<Scene, 'stream' | 'payload'>): string {
  return stream
    ? payload.events.slice(0, Math.ceil(payload.events.length / 2)).join('')
    : payload.whole.slice(0, Math.floor(payload.whole.length / 2));
}

export function sendGood(scene: Scene, headers: Record<string, string | number> = {}): void {
  head(scene, 200, headers);
  scene.res.end(good(scene));
}

/** Resets the connection once what was written has left. */
export function reset(scene: Scene): void {
  setTimeout(() => scene.req.socket.resetAndDestroy(), 20);
}

export function refuse(scene: Scene, status: number, type: string, message: string, headers = {}, code?: string): void {
  head(scene, status, headers);
  scene.res.end(scene.payload.error(type, message, code));
}
