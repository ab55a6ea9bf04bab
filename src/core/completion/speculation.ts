// Shall the next completion be asked for as if the one on show were accepted already? Only where that is likely enough
// to be worth its price.

export interface AcceptanceHistory {
  readonly shown: number;
  readonly accepted: number;
}

/** What is believed before anything was shown: about one offer in four is accepted. */
const priorShown = 8;
const priorAccepted = 2;

/** P(accepted) for the next offer. */
export function acceptanceRate({ shown, accepted }: AcceptanceHistory): number {
  return (accepted + priorAccepted) / (shown + priorShown);
}

/**
 * `costPerRequest`: dollars, null where unpriced; `local` requests cost time only.
 * A cloud request pays where more than one in two is used, a local one where more than one in four is: never without a history.
 */
export function speculates(history: AcceptanceHistory, local: boolean, costPerRequest: number | null): boolean {
  const free = local || costPerRequest === 0;
  return acceptanceRate(history) > (free ? 0.25 : 0.5);
}
