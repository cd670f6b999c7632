// @ts-check
// Watches over a PostgreSQL server from a process of its own. Standard input is a pipe to the test run: it ends when the
// run does, however that ends, and then the server is stopped, if nobody has, and its folder is removed.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

const [, , home = ''] = process.argv;
const pidFile = join(home, 'data', 'postmaster.pid');

await finished(process.stdin.resume());
try {
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
  for (let waits = 0; waits < 100 && existsSync(pidFile); waits += 1) await setTimeout(50);
} catch {
  // It was stopped, or never started.
}
rmSync(home, { recursive: true, force: true, maxRetries: 10 });
