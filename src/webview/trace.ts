// The trace panel's entry: connects the page, the messages and the view.
import { parseOpening, parseTraceMessage, type TraceRequest } from '../shared/traceMessages';
import { onMessage, openPage, readBlock } from './page';
import { PanelPage } from './panelPage';

const view = new PanelPage(document.body, openPage<TraceRequest>());
onMessage(parseTraceMessage, (message) => view.receive(message));
view.start(parseOpening(readBlock('opening')));
