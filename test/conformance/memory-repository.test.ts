import { memoryRepository } from 'partner-relationships';
import { repositoryConformance } from 'partner-relationships/conformance';
import { describe, it } from 'vitest';

repositoryConformance({
  describe,
  it,
  volatile: true,
  feed: true,
  create: async () => {
    const repository = memoryRepository();
    return { repository, another: async () => repository, close: async () => {} };
  },
});
