import { err, ok, type Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { object, optional, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import { under } from '../model/malformed-input';
import { decodePartnerProgram, type Partner } from '../model/partner';
import { decodeName } from '../model/text';
import { decideRegisterPartner, type RegisterPartnerError } from '../partners/register-partner';
import { carryOutOnPartner, partnerOf } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';

/** A partner to register. */
export interface RegisterPartnerInput {
  /** The partner's id in your application. A new one if left out, so a repeated call then makes a second partner. */
  readonly id?: Unchecked<PartnerId> | undefined;
  /**
   * 1 to 256 characters on one line, with at least one visible character, and no embedding, override or isolate of
   * direction (U+202A to U+202E, U+2066 to U+2069).
   */
  readonly name: string;
  readonly program: Partner['program'];
}

type CheckedInput = Pick<Partner, 'name' | 'program'> & { readonly id?: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>('a registration', {
  id: /* @__PURE__ */ optional(decodePartnerId),
  name: decodeName,
  program: decodePartnerProgram,
});

type Refused = RegisterPartnerError | CommandStorageError;

export async function registerPartner(
  settings: Settings,
  input: RegisterPartnerInput,
): Promise<Result<Partner, Refused>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { name, program } = decoded.value;
  const id = decoded.value.id === undefined ? settings.newId(decodePartnerId) : ok(decoded.value.id);
  if (id.isErr()) return err(id.error);

  const partner: Partner = Object.freeze({ id: id.value, name, program, standing: 'active' });
  const outcome = await carryOutOnPartner<Partner, RegisterPartnerError>(settings, partner.id, partnerOf, (account) =>
    ok((at) => decideRegisterPartner(account, { partner, at })),
  );
  return outcome.mapErr(inInput);
}

/** The input has the fields of the partner itself. */
function inInput(error: Refused): Refused {
  return error.kind === 'invalid-input' ? under(error.context.path.replace(/^partner\./, ''), error) : error;
}
