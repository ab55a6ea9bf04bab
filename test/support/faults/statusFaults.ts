// Faults that the status line tells: refusals, redirects, and refusals that pass.
import type { Fault, Scene } from './fault';
import { head, refuse, sendGood } from './send';

const plain = (id: string, status: number, verdict: Fault['verdict'], type: string, message: string): Fault => ({
  id,
  verdict,
  answer: (scene) => refuse(scene, status, type, message),
});

const redirect = (id: string, status: number, target: (scene: Scene) => string): Fault => ({
  id,
  verdict: 'bad-response',
  answer: (scene) => {
    scene.res.writeHead(status, { location: target(scene) });
    scene.res.end();
  },
});

const passing = (id: string, status: number, headers: Record<string, string>): Fault => ({
  id,
  verdict: 'ok',
  answer: (scene) => {
    if (scene.attempt === 0) refuse(scene, status, 'overloaded_error', 'Not now.', headers);
    else sendGood(scene);
  },
});

export const statusFaults: readonly Fault[] = [
  plain('status-400', 400, 'bad-response', 'invalid_request_error', 'Something about the request.'),
  plain('status-401', 401, 'auth', 'authentication_error', 'invalid x-api-key'),
  plain('status-402', 402, 'quota', 'billing_error', 'Payment required'),
  plain('status-403', 403, 'auth', 'permission_error', 'Not yours'),
  plain('status-404', 404, 'unknown-model', 'not_found_error', 'model: fault-model'),
  plain('status-408', 408, 'timeout', 'timeout_error', 'Too slow'),
  plain('status-413', 413, 'too-large', 'request_too_large', 'Too big'),
  plain('status-418', 418, 'bad-response', 'teapot', 'Short and stout'),
  plain(
    'context-length',
    400,
    'too-large',
    'invalid_request_error',
    'This model has a maximum context length of 10 tokens.',
  ),
  plain('prompt-too-long', 400, 'too-large', 'invalid_request_error', 'prompt is too long: 9 tokens > 8 maximum'),
  plain('model-not-found-400', 400, 'unknown-model', 'invalid_request_error', 'The model `x` does not exist'),
  plain('credit-400', 400, 'quota', 'invalid_request_error', 'Your credit balance is too low'),
  plain('quota-429', 429, 'quota', 'insufficient_quota', 'You exceeded your current quota'),
  plain('status-429', 429, 'rate-limited', 'rate_limit_error', 'Slow down'),
  plain('status-500', 500, 'overloaded', 'api_error', 'Internal server error'),
  plain('status-503-loading', 503, 'overloaded', 'unavailable_error', 'Loading model'),
  plain('status-529', 529, 'overloaded', 'overloaded_error', 'Overloaded'),
  {
    id: 'retry-after-an-hour',
    verdict: 'rate-limited',
    answer: (scene) => refuse(scene, 429, 'rate_limit_error', 'Slow down', { 'retry-after': '3600' }),
  },
  {
    id: 'status-502-html',
    verdict: 'overloaded',
    answer: ({ res }) => {
      res.writeHead(502, { 'content-type': 'text/html' });
      res.end('<html><h1>502 Bad Gateway</h1></html>');
    },
  },
  {
    id: 'status-204',
    verdict: 'bad-response',
    answer: ({ res }) => {
      res.writeHead(204);
      res.end();
    },
  },
  {
    id: 'error-body-hangs',
    verdict: 'timeout',
    answer: (scene) => {
      head(scene, 500);
      scene.res.write('{"error":');
    },
  },
  passing('429-then-good', 429, { 'retry-after': '1' }),
  passing('503-then-good', 503, {}),
  passing('529-then-good', 529, { 'retry-after-ms': '100' }),
  redirect('redirect-301-cross', 301, (scene) => scene.sinkUrl),
  redirect('redirect-307-cross', 307, (scene) => scene.sinkUrl),
  redirect('redirect-308-cross', 308, (scene) => scene.sinkUrl),
  redirect('redirect-302-same', 302, (scene) => scene.req.url ?? '/'),
  redirect('redirect-307-same', 307, (scene) => scene.req.url ?? '/'),
  redirect('redirect-nowhere', 307, () => 'http://['),
];
