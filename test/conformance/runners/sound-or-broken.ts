import { memoryRepository } from 'partner-relationships';
import type { RepositoryConformanceOptions } from 'partner-relationships/conformance';
import { lastWriteWins } from '../broken/last-write-wins';
import { SMALL } from '../verdict';

type Subject = Omit<RepositoryConformanceOptions, 'describe' | 'it'>;

// The time limit of a check, left running, would keep the process up for a minute. Here it does not, but is told of.
const { setTimeout: start, clearTimeout: stop } = globalThis;
const running = new Set<unknown>();
Object.assign(globalThis, {
  setTimeout: (run: () => void, milliseconds: number) => {
    const timer = start(run, milliseconds);
    if (milliseconds >= 1000) running.add(timer.unref());
    return timer;
  },
  clearTimeout: (timer: NodeJS.Timeout) => {
    running.delete(timer);
    stop(timer);
  },
});
// Not on the output of the runner: while that waits for its reader, what is written at the end is lost.
process.on('exit', () => {
  console.error(`${running.size} timers left running`);
});

const broken: Subject = { create: lastWriteWins.create };
const sound: Subject = {
  feed: true,
  create: async () => {
    const repository = memoryRepository();
    return { repository, another: async () => repository, close: async () => {} };
  },
};

/** The repository in memory, or a broken one if the environment says so, for the script of a test runner. */
export const subject: Subject = {
  sizes: SMALL,
  volatile: true,
  ...(process.env['CONFORMANCE_SUBJECT'] === 'broken' ? broken : sound),
};
