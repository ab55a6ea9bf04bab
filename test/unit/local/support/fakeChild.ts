// A child process that does what the test says, and a clock that stands still until told otherwise.
import type { Child, ChildEvents, ModelProcessOptions } from '../../../../src/local/modelProcess';
import type { HostMessage } from '../../../../src/local/protocol';

export class FakeChild implements Child {
  readonly pid = 1;
  readonly received: HostMessage[] = [];
  killed = false;

  constructor(readonly events: ChildEvents) {}

  send(message: HostMessage): void {
    this.received.push(message);
  }

  kill(): void {
    this.killed = true;
  }
}

export class FakeWorld {
  readonly children: FakeChild[] = [];
  private time = 0;
  private timers: { at: number; action: () => void }[] = [];

  readonly options: ModelProcessOptions = {
    spawn: (events) => {
      const child = new FakeChild(events);
      this.children.push(child);
      return child;
    },
    now: () => this.time,
    after: (ms, action) => {
      const timer = { at: this.time + ms, action };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((other) => other !== timer);
      };
    },
    idleMs: 10_000,
    loadLimitMs: 5_000,
  };

  get child(): FakeChild {
    const child = this.children.at(-1);
    if (!child) throw new Error('No child was started.');
    return child;
  }

  pass(ms: number): void {
    this.time += ms;
    const due = this.timers.filter((timer) => timer.at <= this.time);
    this.timers = this.timers.filter((timer) => timer.at > this.time);
    for (const timer of due) timer.action();
  }
}
