import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryConformance } from 'partner-relationships/conformance';
import { describe, it } from 'vitest';
import { fileRepository } from './file-repository.js';

repositoryConformance({
  describe,
  it,
  // Every write of this repository waits for the disk, so the checks are made smaller; none is left out.
  sizes: { rounds: 8, historyLength: 40, customers: 24, relationships: 12, delegations: 200, requests: 200, runs: 20 },
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
