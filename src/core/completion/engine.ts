// The completion engine: which source answers at a place, in which order, and what is asked ahead. Knows no editor; decides
// neither what is good enough (judging) nor whether to ask here (trigger).
import type { CascadeEvent } from '../cascadeTask';
import type { Model } from '../model';
import { canComplete } from '../prompts/fimCompletion';
import { fastPrior } from '../routing/latency';
import type { Session, Tiers } from '../session';
import type { Reason } from '../task';
import { complete, type CompleteInput } from '../tasks/completeTask';
import type { Trace } from '../trace';
import { sourceReason, type AnswerSource } from './answerSource';
import { asIfAccepted } from './asIfAccepted';
import type { Ask, EngineAnswer, EngineListener } from './ask';
import { Flight, type FlightKind } from './flight';
import { replacedSuffix } from './filters/suffixOverlap';
import { Flights } from './flights';
import { createCompletionMemory, type FoundOffer, type MemoryPlace, type Offer } from './memory';
import { placeOf } from './place';
import { RejectedTexts } from './rejectedTexts';
import { sourceTrace } from './sourceTrace';
import { speculates } from './speculation';
import { waitBeforeAsking } from './timing';
import { decideTrigger } from './trigger';
import { typedThrough } from './typedThrough';
import { toleratesWaiting } from './waits';

/** How long a running request is waited for that has brought nothing yet, before another is sent. */
const inFlightMs = 200;
const remembered = 100;

export class CompletionEngine {
  private readonly memory = createCompletionMemory();
  private readonly rejected = new RejectedTexts();
  private readonly flights = new Flights();
  /** Tasks whose answer was offered: another offer of the same text is a task of its own. */
  private readonly offered = new Map<string, { readonly place: MemoryPlace; readonly text: string }>();
  private standingId = '';

  constructor(
    private readonly session: Session,
    private readonly listener: EngineListener,
  ) {}

  /** @param signal of the caller, who may come back with the next keystroke: a request that still fits goes on */
  async answer(tiers: Tiers, ask: Ask, signal: AbortSignal): Promise<EngineAnswer> {
    const { place, manual } = ask;
    const now = this.session.clock();
    if (!manual) {
      if (ask.justUndone) return silent('just-undone');
      const found = this.memory.find(place);
      if (found !== null && !ask.severalCursors && !this.isRefused(place, found, now)) {
        return this.offer(tiers, ask, found, found.source, signal);
      }
      if (ask.onDemand) return silent('held.on-demand');
      const running = ask.severalCursors ? null : await this.fromRunning(tiers, ask, signal);
      if (running !== null) return running;
    }
    const trigger = { ...place, ...ask };
    const typing = decideTrigger(trigger);
    const midWord = typing.reason.rule === 'typing-word';
    const decision = midWord ? decideTrigger({ ...trigger, paused: true }) : typing;
    if (!decision.ask) return { kind: 'silent', reason: decision.reason };
    const first = tiers.fast ?? tiers.strong;
    if (first === null || (!manual && tiers.fast === null)) return silent('no-answer.no-model');
    if (!canComplete(first)) return silent('no-answer.fim-unknown', { model: first.info.model });
    if (!(await this.pause(this.waitMs(first, ask, midWord), signal))) return silent(null);

    const rejectedHere = this.rejected.countAt(place, this.session.clock());
    const { features, context } = ask.facts();
    const errorsOnLine = features['diagnostics.errorsInRange'];
    const waits = toleratesWaiting(
      { manual, emptyBlock: decision.multiline, rejectedHere, ...(errorsOnLine !== undefined && { errorsOnLine }) },
      placeOf(place),
    );
    this.flights.clear(place.path);
    const input: CompleteInput = {
      ...inputOf(ask, place, decision.multiline),
      ...{ manual, waits, context, source: 'request' },
      features: rejectedHere > 0 ? { ...features, 'history.reasks': rejectedHere } : features,
    };
    const flight = this.launch(tiers, input, place, 'request');
    return (await this.landed(tiers, ask, flight, signal)) ?? silent(null);
  }

  /** Up to two other answers for a place where one was given by hand: one more of the fast tier, one of the strong. */
  alternatives(tiers: Tiers, ask: Ask, first: Offer): readonly Promise<Offer | null>[] {
    const { place } = ask;
    const { multiline } = decideTrigger({ ...place, manual: true });
    const facts = ask.facts();
    const one = async (pin: 'fast' | 'strong', alternative: boolean): Promise<Offer | null> => {
      const input: CompleteInput = {
        ...inputOf(ask, place, multiline),
        ...{ ...facts, manual: true, waits: null, alternative, pin, source: 'request' },
      };
      const trace = await this.launch(tiers, input, place, 'alternative').end;
      return trace === null ? null : restOf(place, trace, place);
    };
    return [
      ...(tiers.fast === null ? [] : [one('fast', true)]),
      ...(tiers.strong === null || first.trace.shown === 'strong' ? [] : [one('strong', false)]),
    ];
  }

  /** The user refused the offer of this task, or undid it. */
  reject(id: string): void {
    const offer = this.offered.get(id);
    if (offer === undefined) return;
    this.rejected.reject(offer.place, offer.text, this.session.clock());
    this.memory.drop(offer.place, offer.text);
  }

  /** The cursor stands here now: a request that cannot answer here any more closes its socket. */
  moved(place: MemoryPlace): void {
    this.flights.part(place);
  }

  get isAsking(): boolean {
    return !this.flights.isEmpty;
  }

  dispose(): void {
    this.flights.cancelAll();
  }

  private isRefused(place: MemoryPlace, found: FoundOffer, now: number): boolean {
    return found.source !== 'typed-through' && this.rejected.isRejected(place, found.text, now);
  }

  /** The answer of a request that is running already; null where there is none that would do. */
  private async fromRunning(tiers: Tiers, ask: Ask, signal: AbortSignal): Promise<EngineAnswer | null> {
    const flight = this.flights.at(ask.place);
    if (flight === null) return null;
    flight.adopted = true;
    const leave = new AbortController();
    await this.session.within(flight.wait(AbortSignal.any([signal, leave.signal])), inFlightMs);
    leave.abort();
    if (signal.aborted) return silent(null);
    if (flight.isOver || flight.match(ask.place) === 'agrees') return this.landed(tiers, ask, flight, signal);
    // Held for the strong answer, which comes through the memory once it is there.
    if (flight.tier === 'strong') return silent('held.strong-asked');
    flight.cancel();
    return null;
  }

  /** Null where the answer has nothing for this place. */
  private async landed(tiers: Tiers, ask: Ask, flight: Flight, signal: AbortSignal): Promise<EngineAnswer | null> {
    const trace = await flight.wait(signal);
    if (signal.aborted) return silent(null);
    const rest = trace === null ? null : restOf(flight.place, trace, ask.place);
    if (rest === null) return null;
    if (!ask.manual && this.rejected.isRejected(ask.place, rest.text, this.session.clock())) {
      return silent('rejected-before');
    }
    const source = flight.kind === 'speculation' ? 'speculation' : flight.adopted ? 'in-flight' : 'request';
    return this.offer(tiers, ask, rest, source, signal);
  }

  private launch(tiers: Tiers, input: CompleteInput, place: MemoryPlace, kind: FlightKind): Flight {
    const task = (signal: AbortSignal): AsyncGenerator<CascadeEvent, void, void> =>
      complete(
        this.session,
        tiers,
        {
          ...input,
          onFollowUps: (followUps, trace) => {
            for (const { prefix, text } of followUps) {
              this.memory.keep({ ...place, prefix }, text, trace, 'hot-streak');
            }
          },
        },
        signal,
      );
    const flight = new Flight(place, kind, this.session, task, (event) => this.heard(event, input, flight));
    this.flights.add(flight);
    return flight;
  }

  private heard(event: CascadeEvent, input: CompleteInput, flight: Flight): void {
    const { place, kind } = flight;
    const background = kind === 'alternative' || (kind === 'speculation' && !flight.isAwaited);
    if (event.type === 'asking' && !background) {
      this.listener.asking(event.tier, event.model, event.reasons, input.manual);
    } else if (event.type === 'failed') this.listener.failed(event.trace, event.error, background);
    else if (event.type === 'finished') {
      const trace = flight.adopted && kind === 'request' ? withSource(event.trace, 'in-flight') : event.trace;
      this.listener.finished(trace, background);
      if (trace.answer === '' || kind === 'alternative') return;
      this.memory.keep(place, trace.answer, trace, kind === 'speculation' ? 'speculation' : 'cache');
      if (!flight.isAwaited && kind === 'request') this.listener.late(place);
    }
  }

  private offer(tiers: Tiers, ask: Ask, found: Offer, source: AnswerSource, signal: AbortSignal): EngineAnswer {
    const { place } = ask;
    const again = source !== 'hot-streak' && found.trace.id === this.standingId;
    const own = again || (source !== 'cache' && source !== 'hot-streak' && !this.offered.has(found.trace.id));
    let { trace } = found;
    if (!own) {
      const made = sourceTrace(this.session, place, found, source);
      this.listener.answered(made);
      trace = made;
    }
    const offer: Offer = { text: found.text, replaceSuffix: found.replaceSuffix, trace };
    this.note(place, offer);
    if (source !== 'typed-through' && !ask.manual) void this.speculateLater(tiers, ask, offer, signal);
    return { kind: 'offer', offer, source };
  }

  private note(place: MemoryPlace, offer: Offer): void {
    const { id } = offer.trace;
    if (id !== this.standingId) this.memory.stand(place, offer);
    else if (this.memory.find(place)?.source !== 'typed-through') this.memory.stand(place, offer);
    this.standingId = id;
    this.offered.delete(id);
    this.offered.set(id, { place, text: offer.text });
    for (const old of this.offered.keys()) {
      if (this.offered.size <= remembered) break;
      this.offered.delete(old);
    }
  }

  /** The offer goes to the editor first. */
  private async speculateLater(tiers: Tiers, ask: Ask, offer: Offer, signal: AbortSignal): Promise<void> {
    await this.session.within(new Promise<null>(() => undefined), 0);
    if (!signal.aborted) this.speculate(tiers, ask, offer);
  }

  /** The next completion, asked for as if this one were accepted, where the user accepts often enough. */
  private speculate(tiers: Tiers, ask: Ask, offer: Offer): void {
    const { fast } = tiers;
    if (fast === null || !this.flights.isEmpty) return;
    if (!speculates(ask.history, fast.info.local, fast.info.prices === null ? null : pricePerRequest(fast))) return;
    const next = asIfAccepted(ask.place, offer);
    if (next === null || this.memory.find(next.place) !== null) return;
    const input: CompleteInput = {
      ...inputOf(ask, next.place, next.multiline),
      ...{ ...ask.facts(), manual: false, waits: null, source: 'speculation' },
    };
    this.launch(tiers, input, next.place, 'speculation');
  }

  private waitMs(model: Model, ask: Ask, midWord: boolean): number {
    const { prefix } = ask.place;
    return waitBeforeAsking({
      ...ask.timing,
      modelP50Ms: this.session.latencies.median(model.info.model, true, fastPrior) * 1000,
      startOfLine: prefix.slice(prefix.lastIndexOf('\n') + 1).trim() === '',
      midWord,
      manual: ask.manual,
    });
  }

  /** False where the user typed on meanwhile. */
  private async pause(ms: number, signal: AbortSignal): Promise<boolean> {
    if (ms <= 0 || signal.aborted) return !signal.aborted;
    const left = new Promise<true>((resolve) => signal.addEventListener('abort', () => resolve(true), { once: true }));
    return (await this.session.within(left, ms)) === null;
  }
}

/** What is left of a task's answer for a place that was typed on to since; null where nothing is. */
function restOf(from: MemoryPlace, { id, startedAt, shown, answer }: Trace, place: MemoryPlace): Offer | null {
  if (answer === '') return null;
  const whole = { ...from, text: answer, replaceSuffix: replacedSuffix(answer, placeOf(from)) };
  const rest = typedThrough(whole, place.prefix, place.suffix);
  return rest === null ? null : { ...rest, trace: { id, startedAt, shown } };
}

function silent(rule: string | null, data: Reason['data'] = {}): EngineAnswer {
  return { kind: 'silent', reason: rule === null ? null : { rule, weight: 1, data } };
}

function inputOf(ask: Ask, place: MemoryPlace, multiline: boolean) {
  const { path, languageId, prefix, suffix } = place;
  return { path, languageId, prefix, suffix, multiline, pin: null, ...(ask.indent && { indent: ask.indent }) };
}

function withSource(trace: Trace, source: AnswerSource): Trace {
  const others = trace.reasons.filter(({ rule }) => !rule.startsWith('source.'));
  return { ...trace, reasons: [...others, sourceReason(source)] };
}

/** Dollars for an ordinary request; only whether it is free matters. */
function pricePerRequest({ info }: Model): number {
  return info.prices === null ? 0 : (info.prices.input + info.prices.output) / 1000;
}
