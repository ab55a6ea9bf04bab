// Which language models the editor offers, from other extensions than Weir. Asks each vendor anew, remembers what it said last, and asks no
// model anything.
import * as vscode from 'vscode';
import { fieldOf, listOf, textOf } from './fields';

type Chat = vscode.LanguageModelChat;

/** `selectChatModels` can hang where there is no network, so the question has a limit. */
const askMs = 1000;

export class VscodeModels {
  private readonly last = new Map<string, readonly Chat[]>();

  /** `late`: a vendor that had nothing has answered after its time, so who went without may look again. */
  constructor(private readonly late: () => void) {}

  async list(): Promise<Chat[]> {
    const lists = await Promise.all(vendors().map((vendor) => this.ofVendor(vendor)));
    return lists.flat();
  }

  private async ofVendor(vendor: string): Promise<readonly Chat[]> {
    let inTime = true;
    // A vendor that cannot answer offers nothing; the others still count.
    const asked = Promise.resolve(vscode.lm.selectChatModels({ vendor })).catch((): Chat[] => []);
    const answered = asked.then((found) => {
      const news = found.length > 0 && (this.last.get(vendor) ?? []).length === 0;
      this.last.set(vendor, found);
      if (!inTime && news) this.late();
      return found;
    });
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<readonly Chat[]>((resolve) => {
      timer = setTimeout(() => {
        inTime = false;
        resolve(this.last.get(vendor) ?? []);
      }, askMs);
    });
    return Promise.race([answered, limit]).finally(() => clearTimeout(timer));
  }
}

/** Those that installed extensions declare, but Weir itself; asking for all of them at once is what hangs. */
function vendors(): string[] {
  const declared = vscode.extensions.all
    .flatMap(({ packageJSON }) => listOf(fieldOf(packageJSON, 'contributes'), 'languageModelChatProviders'))
    .flatMap((provider) => textOf(provider, 'vendor') ?? []);
  return [...new Set(declared)].filter((vendor) => vendor !== 'weir');
}
