// The one look of a tier: fast in outline, strong filled in the accent; icon and word, so never by colour alone.
import type { Tier } from '../core/task';
import { element, icon } from './element';
import { t } from './page';

export function tierBadge(tier: Tier): HTMLElement {
  return element('span', { class: `tier tier-${tier}` }, icon(tier === 'fast' ? 'zap' : 'rocket'), t(tier));
}

export const kindIcons = {
  complete: 'edit',
  explain: 'comment',
  edit: 'wand',
  debug: 'bug',
  chat: 'comment-discussion',
} as const;
