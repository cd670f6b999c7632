// @ts-check
// Loaded into a process whose standard input is a pipe from another one, it ends this process when the other is gone.
import process from 'node:process';

process.stdin.on('end', () => process.exit()).resume();
