import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryConformance } from 'partner-relationships/conformance';
import { describe, it } from 'vitest';
import { fileRepository } from './file-repository.js';

repositoryConformance({
  describe,
  it,
  // Every write of this repository waits for the disk, so the checks do less.
  // None is left out.
  sizes: {
    rounds: 2,
    historyLength: 20,
    customers: 12,
    relationships: 12,
    delegations: 100,
    requests: 100,
    runs: 3,
  },
  create: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relationships-'));
    return {
      repository: await fileRepository(folder),
      another: () => fileRepository(folder),
      reopen: () => fileRepository(folder),
      close: () => rm(folder, { recursive: true }),
    };
  },
});
