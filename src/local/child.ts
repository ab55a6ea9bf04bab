// The child process that runs one local model: `localChild.mjs <engine folder> <model file> <gpu: auto|off>`.
// Only wires the channel to the queue, and ends when its host does.
import { loadModel } from './loadModel';
import { asHostMessage, type ChildMessage } from './protocol';
import { describeFault, RequestQueue } from './requestQueue';

const [engineFolder = '', modelPath = '', gpu = 'auto'] = process.argv.slice(2);

function send(message: ChildMessage): void {
  process.send?.(message);
}

const loading = loadModel({ engineFolder, modelPath, gpu: gpu === 'off' ? false : 'auto' });
const queue = new RequestQueue(
  loading.then(({ model }) => model),
  send,
);

process.on('message', (value) => {
  const message = asHostMessage(value);
  if (message) queue.receive(message);
});
// A host that was killed cannot say goodbye; without this its models would stay in memory.
process.on('disconnect', () => process.exit(0));

loading.then(
  ({ model, llama, threads }) =>
    send({ type: 'ready', contextSize: model.context.contextSize, gpu: llama.gpu || null, threads }),
  (error: unknown) => {
    // The exit must not overtake the message.
    process.send?.({ type: 'refused', ...describeFault(error) } satisfies ChildMessage, () => process.exit(1));
  },
);
