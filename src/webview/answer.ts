// The answer view's entry: connects the page, the messages and the view.
import { parseAnswerMessage, type AnswerRequest } from '../shared/answerMessages';
import { reduceAnswer, type AnswerState } from '../shared/answerState';
import { AnswerView } from './answerView';
import { onMessage, openPage } from './page';

const page = openPage<AnswerRequest>();
const view = new AnswerView(document.body, (request) => page.send(request));
let state: AnswerState | null = null;

onMessage(parseAnswerMessage, (message) => {
  state = reduceAnswer(state, message);
  view.update(state);
});
page.send({ type: 'ready' });
