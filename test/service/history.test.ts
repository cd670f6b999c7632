import { ok } from 'neverthrow';
import {
  memoryRepository,
  parseGroupId,
  parseOfferId,
  parseRevision,
  type AccessChangeKind,
  type PartnerChange,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type RoleDelegation,
  type RoleDelegationChange,
  type RoleOffer,
  type RoleOfferChange,
  type RoleOfferChangeKind,
  type RoleOfferLapsed,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { registration } from '../fixtures/account';
import {
  adventureWorks,
  contoso,
  fabrikam,
  hour,
  northwind,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { registered } from '../fixtures/history';
import { openScene } from '../fixtures/scene';
import { wordsOf } from '../message-snapshots/words';
import { drafted, exchangeAdministrator, offerOf, userAdministrator } from '../roles/offers/scene';

type Change = PartnerChange | RelationshipChange;

/** A repository whose histories are these changes, each a commit of its own, in one page. */
function repositoryOf(changes: readonly Change[]): RelationshipRepository {
  const { partners, customers, ...repository } = memoryRepository();
  const items = changes.map((change, at) => ({
    revision: parseRevision(String(at + 1))._unsafeUnwrap(),
    change,
  })) as unknown as readonly RecordedChange<never>[];
  const history = async (): Promise<never> => ok({ items, next: null }) as never;
  return { ...repository, partners: { ...partners, history }, customers: { ...customers, history } };
}

/** What the service says of the history of contoso, read from its beginning or from a later page on. */
async function accountReadAs(changes: readonly Change[], after: string | null = null): Promise<string | null> {
  const { service } = openScene({ repository: repositoryOf(changes) });
  return wordsOf(await service.partnerHistoryOf(contoso.id, { after }));
}

/** The same of the history of northwind. */
async function customerReadAs(changes: readonly Change[], after: string | null = null): Promise<string | null> {
  const { service } = openScene({ repository: repositoryOf(changes) });
  return wordsOf(await service.historyOf(northwind.id, { after }));
}

const draft = offerOf(drafted);
const locked: RoleOffer = { ...draft, lockedAt: hour(2) };
const forWingtip: RoleOffer = { ...locked, indirectResellerId: wingtip.id };
const consented: RoleOffer = { ...forWingtip, consentedAt: hour(3) };
const taken: RoleOffer = { ...locked, takenBy: northwind.id };

const did = <Kind extends RoleOfferChangeKind>(kind: Kind, offer: RoleOffer): RoleOfferChange<Kind> => ({
  kind,
  at: hour(9),
  by: kind === 'role-offer-consented' ? thePartner(wingtip) : theCustomer(northwind),
  offer,
});
const lapsed: RoleOfferLapsed = {
  kind: 'role-offer-lapsed',
  at: hour(9000),
  by: theOperator,
  dueAt: hour(2 + 90 * 24),
  offer: locked,
};
const drawnUp = did('role-offer-drafted', draft);
const final = did('role-offer-locked', locked);

describe('The history of role offers', () => {
  it.each<[life: string, changes: readonly PartnerChange[]]>([
    ['discarded at once', [drawnUp, did('role-offer-discarded', draft)]],
    ['withdrawn as a draft', [drawnUp, did('role-offer-withdrawn', draft)]],
    ['lapsed', [drawnUp, final, lapsed]],
    ['rejected', [drawnUp, final, did('role-offer-rejected', locked)]],
    ['withdrawn', [drawnUp, final, did('role-offer-withdrawn', locked)]],
    ['approved', [drawnUp, final, did('role-offer-taken', taken), did('role-offer-approved', taken)]],
    [
      'consented to, and rejected',
      [
        did('role-offer-drafted', { ...forWingtip, lockedAt: null }),
        did('role-offer-locked', forWingtip),
        did('role-offer-consented', consented),
        did('role-offer-rejected', consented),
      ],
    ],
    [
      'revised to and fro',
      [drawnUp, did('role-offer-revised', { ...draft, name: 'Calendars' }), did('role-offer-revised', draft)],
    ],
    ['drafted again under the id that was free', [drawnUp, did('role-offer-discarded', draft), drawnUp]],
  ])('tells of one that is %s, in whole and from any place on', async (_life, changes) => {
    expect(await accountReadAs([registration(contoso, hour(0)), ...changes])).toBeNull();
    for (const [from] of changes.entries()) expect(await accountReadAs(changes.slice(from), 'a part')).toBeNull();
  });

  it.each<[PartnerChange]>([
    [drawnUp],
    [did('role-offer-revised', { ...draft, name: 'Calendars' })],
    [did('role-offer-discarded', draft)],
    [final],
    [did('role-offer-consented', consented)],
    [did('role-offer-rejected', locked)],
    [did('role-offer-taken', taken)],
    [did('role-offer-approved', taken)],
    [did('role-offer-withdrawn', locked)],
    [lapsed],
  ])('tells of no change twice: $kind', async (change) => {
    const twice = new RegExp(`^corrupt-data: .*: the change "${change.kind}" comes twice$`);
    expect(await accountReadAs([change, change], 'a part')).toMatch(twice);
    // By anybody, at any time.
    const again = { ...change, at: hour(9001), by: theOperator };
    expect(await accountReadAs([change, again] as readonly PartnerChange[], 'a part')).toMatch(twice);
  });

  it('tells of no second end, in whatever way', async () => {
    const ends = [did('role-offer-rejected', consented), lapsed, did('role-offer-withdrawn', taken)];
    for (const one of ends) {
      for (const other of ends) {
        expect(await accountReadAs([one, other], 'a part')).toMatch(new RegExp(`"${other.kind}" comes twice$`));
      }
    }
  });

  it('tells of the offers of this partner only', async () => {
    const ofAnother = did('role-offer-drafted', { ...draft, partnerId: fabrikam.id });
    expect(await accountReadAs([ofAnother], 'a part')).toMatch(/: a change that belongs to another document$/);
  });
});

const delegation: RoleDelegation = {
  id: draft.id,
  partnerId: contoso.id,
  throughPartnerId: null,
  name: 'Mailboxes',
  roles: [exchangeAdministrator, userAdministrator],
  activatedAt: hour(2),
  endsAt: hour(2 + 365 * 24),
  extends: true,
  assignments: [],
};
const extended: RoleDelegation = { ...delegation, endsAt: hour(2 + 545 * 24) };
const approved: RoleDelegationChange<'role-delegation-approved'> = {
  kind: 'role-delegation-approved',
  at: hour(2),
  by: theCustomer(northwind),
  delegation,
};
const asked = { at: hour(9), by: theCustomer(northwind) };
const due = { at: hour(20_000), by: theOperator };
const off = { ...delegation, extends: false };
const groupId = parseGroupId('desk')._unsafeUnwrap();
const assignedTo = (roles: RoleDelegation['roles']): RoleDelegation => ({
  ...delegation,
  assignments: [{ groupId, roles, assignedAt: hour(9) }],
});
const one = assignedTo([exchangeAdministrator]);
const both = assignedTo(delegation.roles);
const byContoso = { at: hour(9), by: thePartner(contoso) };
const accessed = (kind: AccessChangeKind, left: RoleDelegation): RelationshipChange => ({
  kind,
  ...byContoso,
  groupId,
  delegation: left,
});
const dropped: RelationshipChange = {
  kind: 'role-dropped',
  ...byContoso,
  roleId: userAdministrator,
  delegation: { ...delegation, roles: [exchangeAdministrator] },
};

describe('The history of role delegations', () => {
  it.each<[life: string, changes: readonly RelationshipChange[]]>([
    ['terminated at once', [approved, { kind: 'role-delegation-terminated', ...asked, delegation }]],
    [
      'extended',
      [approved, { kind: 'role-delegation-extended', ...due, dueAt: delegation.endsAt, delegation: extended }],
    ],
    [
      'expired',
      [
        approved,
        { kind: 'extension-set', ...asked, delegation: off },
        { kind: 'role-delegation-expired', ...due, dueAt: off.endsAt, delegation: off },
      ],
    ],
    [
      'assigned to and fro',
      [
        approved,
        accessed('access-assigned', one),
        accessed('access-changed', both),
        accessed('access-changed', one),
        accessed('access-removed', delegation),
        dropped,
      ],
    ],
  ])('tells of one that is %s, in whole and from any place on', async (_life, changes) => {
    expect(await customerReadAs([{ ...registered(), at: hour(0) }, ...changes])).toBeNull();
    for (const [from] of changes.entries()) expect(await customerReadAs(changes.slice(from), 'a part')).toBeNull();
  });

  it.each<[RelationshipChange]>([
    [approved],
    [{ kind: 'role-delegation-extended', ...due, dueAt: delegation.endsAt, delegation: extended }],
    [{ kind: 'role-delegation-expired', ...due, dueAt: off.endsAt, delegation: off }],
    [{ kind: 'role-delegation-terminated', ...asked, delegation }],
    [{ kind: 'extension-set', ...asked, delegation: off }],
    [dropped],
    [accessed('access-assigned', one)],
    [accessed('access-changed', both)],
    [accessed('access-removed', delegation)],
  ])('tells of no change twice: $kind', async (change) => {
    const twice = new RegExp(`^corrupt-data: .*: the change "${change.kind}" comes twice$`);
    expect(await customerReadAs([change, change], 'a part')).toMatch(twice);
  });

  it('tells of no second end, in whatever way', async () => {
    const terminated: RelationshipChange = { kind: 'role-delegation-terminated', ...asked, delegation };
    const expired: RelationshipChange = { kind: 'role-delegation-expired', ...due, dueAt: off.endsAt, delegation: off };
    expect(await customerReadAs([terminated, expired], 'a part')).toMatch(/"role-delegation-expired" comes twice$/);
    expect(await customerReadAs([expired, terminated], 'a part')).toMatch(/"role-delegation-terminated" comes twice$/);
  });

  it('tells of several side by side', async () => {
    const other = { ...delegation, id: parseOfferId('another-offer-0001')._unsafeUnwrap() };
    const changes: readonly RelationshipChange[] = [
      approved,
      { ...approved, delegation: other },
      { kind: 'role-delegation-terminated', ...asked, delegation },
      { kind: 'role-delegation-terminated', ...asked, delegation: other },
    ];
    expect(await customerReadAs([{ ...registered(), at: hour(0) }, ...changes])).toBeNull();
    for (const [from] of changes.entries()) expect(await customerReadAs(changes.slice(from), 'a part')).toBeNull();
  });

  it('tells of what this customer did, and no other, and of what partners did with it', async () => {
    const ofAnother = { ...approved, by: theCustomer(adventureWorks) };
    expect(await customerReadAs([ofAnother], 'a part')).toMatch(/: a change that belongs to another document$/);
    expect(await customerReadAs([dropped], 'a part')).toBeNull();
  });
});
