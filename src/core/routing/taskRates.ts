// How often something has happened lately in the tasks of a kind: that one escalated, that the judge asked for further answers.

/** A prior until tasks have told. */
export interface TaskRates {
  add(kind: string, happened: boolean): void;
  rate(kind: string): number;
}

/** As if it had happened in two of ten; a task counts half as much after twenty others. */
const prior = { happened: 2, tasks: 10 };
const halfLife = 20;

export function createTaskRates(): TaskRates {
  const seen = new Map<string, { happened: number; tasks: number }>();
  return {
    add(kind, happened) {
      const before = seen.get(kind) ?? { happened: 0, tasks: 0 };
      const kept = 0.5 ** (1 / halfLife);
      seen.set(kind, { happened: before.happened * kept + Number(happened), tasks: before.tasks * kept + 1 });
    },
    rate(kind) {
      const { happened, tasks } = seen.get(kind) ?? { happened: 0, tasks: 0 };
      return (happened + prior.happened) / (tasks + prior.tasks);
    },
  };
}
