// The worker thread's entry: owns a connection and answers one request at a time. Opens the file on the first request. A second
// thread of it calibrates, so that a long fit delays no save and no call.
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreReply, StoreRequest, StoreWorkerData } from './protocol';
import { Calibrator } from './calibrator';
import { Charges } from './charges';
import { TraceDatabase } from './traceDatabase';

const { file, window } = workerData as StoreWorkerData;
let database: TraceDatabase | null = null;

const reply = (message: StoreReply): void => parentPort?.postMessage(message);

function open(): TraceDatabase {
  database ??= new TraceDatabase(file, (sentence) => reply({ type: 'notice', sentence }), { pid: process.pid, window });
  return database;
}

function answer(request: StoreRequest): unknown {
  switch (request.call) {
    case 'begin':
      return open().begin(...request.args);
    case 'save':
      return open().save(...request.args);
    case 'addOutcome':
      return open().addOutcome(...request.args);
    case 'list':
      return open().list(...request.args);
    case 'get':
      return open().get(...request.args);
    case 'count':
      return open().count();
    case 'spent':
      return open().spent(...request.args);
    case 'retain':
      return open().retain(...request.args);
    case 'deleteAll':
      return open().deleteAll();
    case 'look':
      return new Calibrator(open()).look(...request.args);
    case 'facts':
      return new Calibrator(open()).facts(...request.args);
    case 'adopt':
      return new Calibrator(open()).adopt(...request.args);
    case 'audit':
      return new Calibrator(open()).audit(...request.args);
    case 'reserve':
      return new Charges(open()).reserve(...request.args);
    case 'settle':
      return new Charges(open()).settle(...request.args);
    case 'agree':
      return new Charges(open()).agree(...request.args);
    case 'sums':
      return new Charges(open()).sums(...request.args);
    case 'close':
      return database?.close();
  }
}

parentPort?.on('message', (request: StoreRequest) => {
  try {
    reply({ type: 'result', id: request.id, value: answer(request) });
  } catch (error) {
    reply({ type: 'failure', id: request.id, sentence: error instanceof Error ? error.message : String(error) });
  }
  if (request.call === 'close') parentPort?.close();
});
