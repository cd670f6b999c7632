import { err, ok, type Result } from 'neverthrow';
import type { UncheckedFields } from '../../model/brand';
import { notBefore } from '../../model/changed-at';
import type { ContradictoryInput } from '../../model/contradictory-input';
import { relationshipsDocument } from '../../model/customer-relationships';
import { joined, listOf, object, optional, text, type Decoder, type Fields } from '../../model/decode';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { LoadError } from '../../repository/storage-error';
import type { Operation } from '../../rules/operations';
import type { AuthorizeInputAbout, AuthorizeParties, UncheckedQuestionAbout } from '../../service/authorize-input';
import { loadParties, type LoadedParties, type Parties } from '../../service/load-both';
import {
  ofCustomer,
  partiesFields,
  QUESTION,
  questionFields,
  questionsOf,
  type Question,
  type Questions,
} from '../../service/queries';
import type { UnknownPartner } from '../../service/unknown';
import { decideAuthorizeAt } from '../deciding/authorize-at';
import { decideNextChangeAt } from '../deciding/next-change-at';
import type { Person } from '../deciding/person';
import type { RoleDenied, RolePermission } from '../deciding/role-denied';
import type { RoleSettings } from './options';

/** A person as your application knows it; nothing of it is stored. */
export type UncheckedPerson = UncheckedFields<Omit<Person, 'groups'>> & {
  /** The groups of the partner that the person is in, nested ones included. */
  readonly groups: readonly string[];
};

/** Who would perform the operation, if the answer is to be about a person and not about the partner. */
export interface OfPerson {
  readonly person?: UncheckedPerson | undefined;
}

/** An operation that a partner, or a person of it, wants to perform for a customer: as for `authorize`. */
export type AuthorizeUntilInput<Asked extends Operation> = AuthorizeInputAbout<Asked> & OfPerson;

/** Operations that a partner, or people of it, want to perform for a customer; at most `MAX_QUESTIONS_PER_CALL`. */
export interface AuthorizeAllUntilInput<Asked extends readonly Operation[]> extends AuthorizeParties {
  readonly questions: { readonly [At in keyof Asked]: UncheckedQuestionAbout<Asked[At]> & OfPerson };
}

/** A decision at the present moment, and how long it holds. */
export interface DecisionUntil {
  readonly decision: Result<RolePermission, RoleDenied>;
  /** When the answer to this very question changes next if nobody does anything; null if it stays. */
  readonly nextChangeAt: Instant | null;
}

interface CheckedPerson {
  readonly agentRoles: readonly string[];
  readonly groups: readonly string[];
}

interface PersonalQuestion extends Question {
  readonly person?: CheckedPerson;
}

// What the profile or the state does not know gives nothing, whatever it is.
const decodeNames: Decoder<readonly string[]> = /* @__PURE__ */ listOf(
  'an array of texts',
  /* @__PURE__ */ text('a text', () => true),
);

const personalFields: Fields<PersonalQuestion> = /* @__PURE__ */ joined(questionFields, {
  person: /* @__PURE__ */ optional<CheckedPerson>(
    /* @__PURE__ */ object<CheckedPerson>('a person', { agentRoles: decodeNames, groups: decodeNames }),
  ),
});

const decodeInput: Decoder<Parties & PersonalQuestion> = /* @__PURE__ */ object<Parties & PersonalQuestion>(
  QUESTION,
  /* @__PURE__ */ joined(partiesFields, personalFields),
);

const decodeQuestion: Decoder<PersonalQuestion> = /* @__PURE__ */ object(QUESTION, personalFields);

const decodeQuestions: Decoder<Questions<PersonalQuestion>> = /* @__PURE__ */ questionsOf(decodeQuestion);

type Answer = Result<DecisionUntil, MalformedInput | ContradictoryInput>;

export async function authorizeUntil<Asked extends Operation>(
  settings: RoleSettings,
  input: AuthorizeUntilInput<Asked>,
): Promise<Result<DecisionUntil, MalformedInput | ContradictoryInput | UnknownPartner | LoadError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const question = ofCustomer(decoded.value.customerId, decoded.value);
  if (question.isErr()) return err(question.error);
  const parties = await loadPresentParties(settings, decoded.value);
  return parties.andThen((present) => answerTo(settings, present, question.value));
}

export async function authorizeAllUntil<const Asked extends readonly Operation[]>(
  settings: RoleSettings,
  input: AuthorizeAllUntilInput<Asked>,
): Promise<Result<readonly Answer[], MalformedInput | UnknownPartner | LoadError>> {
  const decoded = decodeQuestions(input);
  if (decoded.isErr()) return err(decoded.error);
  const { customerId, questions } = decoded.value;
  const parties = await loadPresentParties(settings, decoded.value);
  return parties.map((present) =>
    Object.freeze(
      questions.map((asked): Answer =>
        asked
          .andThen((known) => ofCustomer(customerId, known))
          .andThen((known) => answerTo(settings, present, known)),
      ),
    ),
  );
}

/** Both sides, and the moment at which they are asked about. */
interface PresentParties extends LoadedParties {
  readonly at: Instant;
}

async function loadPresentParties(
  settings: RoleSettings,
  parties: Parties,
): Promise<Result<PresentParties, MalformedInput | UnknownPartner | LoadError>> {
  const loaded = await loadParties(settings, parties);
  return loaded.andThen(({ state, partner }) =>
    settings.now().map((present) => {
      const at = notBefore(state === null ? null : relationshipsDocument.lastChange(state), present);
      return { state, partner, at };
    }),
  );
}

function answerTo({ profile }: RoleSettings, { state, partner, at }: PresentParties, asked: PersonalQuestion): Answer {
  const question = { ...asked, partner };
  const decided = decideAuthorizeAt(state, question, at, profile);
  const told = (decision: DecisionUntil['decision']): Answer =>
    decideNextChangeAt(state, question, at, profile).map((nextChangeAt) => Object.freeze({ decision, nextChangeAt }));
  if (decided.isOk()) return told(ok(decided.value));
  return decided.error.code === 'operation-denied' ? told(err(decided.error)) : err(decided.error);
}
