// Every text of both webviews, in English: the keys that `vscode.l10n.bundle` has to cover. A text that is not listed does not compile.
import { answerTexts } from './answerTexts';
import { panelTexts } from './panelTexts';
import { reportTexts } from './reportTexts';

export const viewTexts = [...answerTexts, ...panelTexts, ...reportTexts] as const;

export type ViewText = (typeof viewTexts)[number];
