import { demoCommand } from './command';

// The reader of the output may stop early, as `head` does.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await demoCommand(process.argv.slice(2), process);
