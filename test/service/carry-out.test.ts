import { err, ok } from 'neverthrow';
import { memoryRepository, parseCustomerId, parsePartnerId } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { carryOut } from '../../src/service/carry-out';
import { carryOutOnCustomer } from '../../src/service/carry-out-on-customer';
import { carryOutOnPartner, partnerOf } from '../../src/service/carry-out-on-partner';
import { documentsIn } from '../../src/service/documents';
import { settingsFrom } from '../../src/service/options';
import { baseUrl } from '../fixtures/cast';
import { renamed } from '../fixtures/commits';

const repository = memoryRepository();
const settings = settingsFrom({ repository, linkBaseUrl: baseUrl, attempts: 1 })._unsafeUnwrap();
const id = parseCustomerId('northwind')._unsafeUnwrap();

describe('a decision that nothing can follow from', () => {
  it('is corrupt data, and commits nothing: its changes do not fit the state', async () => {
    const cause = 'a registration before';
    const answer = await carryOut(settings, {
      documents: { ...documentsIn(repository).customers, apply: () => err({ message: cause }) },
      id,
      prepare: () => ok(() => ok([renamed('Northwind Ltd')])),
    });
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'corrupt-data', context: { cause } });
    expect((await repository.customers.load(id))._unsafeUnwrap()).toBeNull();
  });

  it('is corrupt data, and commits nothing: it leaves a document without a state', async () => {
    const partnerId = parsePartnerId('contoso')._unsafeUnwrap();
    const answers = [
      await carryOutOnCustomer(settings, id, () => ok(() => ok([]))),
      await carryOutOnPartner(settings, partnerId, partnerOf, () => ok(() => ok([]))),
    ];
    for (const answer of answers) {
      const cause = 'a decision without a state';
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'corrupt-data', context: { cause } });
    }
    expect((await repository.customers.load(id))._unsafeUnwrap()).toBeNull();
    expect((await repository.partners.load(partnerId))._unsafeUnwrap()).toBeNull();
  });
});
