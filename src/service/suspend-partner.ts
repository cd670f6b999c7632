import type { Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import { decideSuspendPartner } from '../partners/suspend-partner';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UnknownPartner } from './unknown';

export function suspendPartner(
  settings: Settings,
  partnerId: string,
): Promise<Result<Partner, MalformedInput | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, partnerId, decideSuspendPartner);
}
