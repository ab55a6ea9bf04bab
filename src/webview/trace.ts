// The trace panel's entry: connects the page, the messages and the view.
import { parseTraceMessage, type TraceRequest } from '../shared/traceMessages';
import { onMessage, openPage } from './page';
import { TraceView } from './traceView';

const view = new TraceView(document.body, openPage<TraceRequest>());
onMessage(parseTraceMessage, (message) => view.receive(message));
view.start();
