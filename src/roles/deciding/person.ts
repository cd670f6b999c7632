import type { GroupId } from '../../model/identifiers';
import type { Operation } from '../../rules/operations';
import type { QuestionAbout } from '../../rules/authorization-question';
import type { AgentRole } from '../profiles/profile';

/**
 * Somebody who works for the partner. The application knows its people and says who it is; nothing about them is
 * stored, and naming a person can only narrow an answer.
 */
export interface Person {
  /** Not looked at by decisions. */
  readonly userId: string;
  /** What the person may do in the partner's organisation. One that the profile does not know permits nothing. */
  readonly agentRoles: readonly AgentRole[];
  /** The groups of the partner that the person is in, nested ones included. */
  readonly groups: readonly GroupId[];
}

/**
 * May this partner do this for this customer; and, if a person is named, may that person do it? Without a person it is
 * about the partner.
 */
export type PersonalQuestion<Asked extends Operation> = QuestionAbout<Asked> & {
  readonly person?: Person | undefined;
};
