// The tasks on their way: which of them may answer here, and which have lost their reader.
import type { Flight } from './flight';
import type { MemoryPlace } from './memory';

export class Flights {
  private readonly flights = new Set<Flight>();

  add(flight: Flight): void {
    this.flights.add(flight);
    void flight.end.then(() => this.flights.delete(flight));
  }

  get isEmpty(): boolean {
    return this.flights.size === 0;
  }

  /** The task that may answer here. Those in this file that cannot any more are cancelled. */
  at(place: MemoryPlace): Flight | null {
    this.part(place);
    const open = [...this.flights].filter((flight) => !flight.isOver);
    return (
      open.find((flight) => flight.match(place) === 'agrees') ??
      open.find((flight) => flight.match(place) === 'open') ??
      null
    );
  }

  /** The user stands here now: what can no longer answer in this file closes its socket. */
  part(place: MemoryPlace): void {
    for (const flight of this.flights) {
      if (flight.place.path === place.path && flight.match(place) === 'parted') flight.cancel();
    }
  }

  /** Room for a new request: what nobody waits for in this file is given up, but for what strong is asked. */
  clear(path: string): void {
    for (const flight of this.flights) {
      if (flight.place.path === path && !flight.isAwaited && flight.tier === 'fast') flight.cancel();
    }
  }

  cancelAll(): void {
    for (const flight of this.flights) flight.cancel();
  }
}
