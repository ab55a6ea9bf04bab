// Faults below HTTP: sockets that speak something else, certificates that prove nothing, ports where nobody listens.
import type { Fault } from './fault';

const raw = (id: string, verdict: Fault['verdict'], bytes: string | null): Fault => ({
  id,
  verdict,
  place: 'raw',
  bytes,
});

export const socketFaults: readonly Fault[] = [
  raw('not-http', 'bad-response', 'SSH-2.0-OpenSSH_9.9\r\n'),
  raw('hangs-up-on-connect', 'network', null),
  raw('broken-status-line', 'bad-response', 'HTTP/1.1 two hundred OK\r\n\r\n'),
  raw('half-a-status-line', 'network', 'HTTP/1.1 20'),
  raw(
    'broken-chunk-size',
    'bad-response',
    'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n',
  ),
  raw(
    'chunk-cut',
    'truncated',
    'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nff\r\ndata: {"choices"',
  ),
  raw(
    'two-lengths',
    'bad-response',
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} ',
  ),
  { id: 'nobody-listens', verdict: 'network', place: 'closed-port' },
  { id: 'certificate-self-signed', verdict: 'tls', place: 'tls-self-signed' },
  { id: 'certificate-expired', verdict: 'tls', place: 'tls-expired' },
  { id: 'certificate-of-another', verdict: 'tls', place: 'tls-wrong-host' },
  { id: 'https-to-a-plain-port', verdict: 'tls', place: 'tls-on-plain' },
];
