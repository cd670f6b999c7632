import type { CommitError, LoadError } from '../repository/storage-error';

/** How storage can fail any command. */
export type CommandStorageError = LoadError | CommitError;
