import type { ResultAsync } from 'neverthrow';
import type { CannotJudge, LinkAltered, LinkMissing } from '../invitation/link-problem';
import type { RelationshipService } from './relationship-service';

/** What a method of a service can answer instead of a value. */
export type ErrorOf<Method> = Method extends (...input: never[]) => ResultAsync<unknown, infer Failure> ? Failure : never;

/**
 * Every error that the service, a pure function or the invitation email answers with. Only `migrateRelationships` has
 * another one: an application calls it when it starts, and not for a request.
 */
export type RelationshipError =
  | ErrorOf<RelationshipService[keyof RelationshipService]>
  | CannotJudge
  | LinkAltered
  | LinkMissing;

/** The code of every {@link RelationshipError}. */
export type ErrorCode = RelationshipError['code'];
