import { ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import {
  approveRoleDelegation,
  authorizeAt,
  dropRole,
  lockRoleOffer,
  nextChangeAt,
  setExtension,
  takeRoleOffer,
  terminateRoleDelegation,
} from 'partner-relationships/roles';
import { isWholeCheck } from '../../fixtures/whole-check';
import { decisionsOf, type RoleDeciders } from './decisions';
import { DAY } from './plain-model';
import { library, type Commands } from './attempts';
import { covers, scopesOf, type Scope } from './scope';
import { reported, searchWorlds, type RoleFindings } from './search';
import { instant } from './world';

function searched(scope: Scope, deciders: RoleDeciders, atMost?: number): RoleFindings {
  return searchWorlds(scope, decisionsOf(scope.questions, covers, deciders), atMost);
}

const deciders: RoleDeciders = { authorizeAt, nextChangeAt };

describe('Every reachable world of roles', () => {
  it('obeys all rules, changes with each command as specified, and answers as the oracle does at every moment', () => {
    const seen = new Set<string>();
    const counts: number[] = [];
    for (const scope of scopesOf(library)) {
      const { states, transitions, violation, seen: some } = searched(scope, deciders, isWholeCheck ? undefined : 1000);
      console.info(`model check of roles, ${scope.name}: ${states} states, ${transitions} transitions`);
      expect(violation === null ? 'no violation' : reported(violation)).toBe('no violation');
      for (const one of some) seen.add(one);
      counts.push(states);
    }

    expect([...seen].sort()).toEqual(EVERYTHING);
    expect(counts).toEqual(isWholeCheck ? ALL_STATES : [1000, 1000, 1000]);
  });
});

/** How many there are in each scope. A search that finds fewer has lost something that can happen. */
const ALL_STATES = [2850, 12_050, 9801];

/** What commands have come to: the kinds of changes, and the codes of refusals. */
const EVERYTHING = [
  'access-assigned',
  'access-changed',
  'access-removed',
  'consent-needed',
  'contradictory-input',
  'delegation-not-in-force',
  'delegation-removed',
  'extension-set',
  'group-is-assigned',
  'never-extends',
  'not-a-party',
  'not-the-customer',
  'not-the-partner',
  'offer-lapsed',
  'offer-name-taken',
  'offer-not-draft',
  'offer-not-locked',
  'offer-taken',
  'partner-closed',
  'partner-is-closed',
  'partner-is-suspended',
  'partner-reinstated',
  'partner-suspended',
  'relationship-ended',
  'role-delegation-approved',
  'role-delegation-expired',
  'role-delegation-extended',
  'role-delegation-terminated',
  'role-dropped',
  'role-offer-approved',
  'role-offer-consented',
  'role-offer-discarded',
  'role-offer-drafted',
  'role-offer-lapsed',
  'role-offer-locked',
  'role-offer-rejected',
  'role-offer-revised',
  'role-offer-taken',
  'role-stays',
  'roles-not-held',
  'unknown-assignment',
  'unknown-offer',
];

/** What is found first with one part broken on purpose, in one of the scopes. */
function reportOf(part: Partial<Commands>, broken: Partial<RoleDeciders> = {}, which = 0): readonly string[] {
  const scope = scopesOf({ ...library, ...part })[which];
  if (scope === undefined) throw new Error('there is no such scope');
  const { violation } = searched(scope, { ...deciders, ...broken });
  return violation === null ? [] : reported(violation).split('\n');
}

const LOCKED = [
  '  1. partner contoso drafts offer-of-two-roles',
  '  2. partner contoso revises {"extending":false} of offer-of-two-roles',
  '  3. partner contoso locks offer-of-two-roles',
];

const APPROVED = [
  ...LOCKED,
  '  4. customer northwind takes offer-of-two-roles',
  '  5. customer northwind approves offer-of-two-roles',
];

describe('A violation of a rule of roles is reported with the shortest way to it', () => {
  it('offer-serves-one-customer: when an offer can be taken twice', () => {
    const report = reportOf({
      takeRoleOffer: (account, command, profile) => {
        const free = account.roleOffers?.map((offer) => ({ ...offer, takenBy: null }));
        return takeRoleOffer({ ...account, roleOffers: free }, command, profile);
      },
    });

    expect(report).toEqual([
      'After these 5 moves: it is done, but has to be refused: offer-taken',
      ...LOCKED,
      '  4. customer northwind takes offer-of-two-roles',
      '  5. customer adventure-works takes offer-of-two-roles',
    ]);
  });

  it('locked-offer-lapses: when an offer can be taken at the moment at which it lapses', () => {
    const report = reportOf({
      takeRoleOffer: (account, command, profile) =>
        takeRoleOffer(account, { ...command, at: instant(Date.parse(command.at) - 1) }, profile).map((changes) =>
          changes.map((change) => ({ ...change, at: command.at })),
        ),
    });

    expect(report).toEqual([
      'After these 5 moves: it is done, but has to be refused: offer-lapsed',
      ...LOCKED,
      '  4. it is 2026-04-01T09:00:00.000Z',
      '  5. customer northwind takes offer-of-two-roles',
    ]);
  });

  it('delegation-ends-on-time: when a command does not write down first what time has done', () => {
    const broken: Partial<Commands> = {
      terminateRoleDelegation: (state, command) =>
        terminateRoleDelegation(state, command).map((changes) =>
          changes.filter(({ kind }) => kind === 'role-delegation-terminated'),
        ),
    };
    const report = reportOf(broken, {}, 1);

    expect(report).toEqual([
      expect.stringMatching(/^After these 10 moves: it leads to .*, ends in 0 ms, .* has to lead to .*, ends in 15552000000 ms, /),
      '  1. partner contoso drafts offer-of-exchange',
      '  2. partner contoso locks offer-of-exchange',
      '  3. customer northwind takes offer-of-exchange',
      '  4. customer northwind approves offer-of-exchange',
      '  5. partner contoso drafts offer-of-everything',
      '  6. partner contoso locks offer-of-everything',
      '  7. customer northwind takes offer-of-everything',
      '  8. customer northwind approves offer-of-everything',
      '  9. it is 2026-04-01T09:00:00.000Z',
      '  10. partner contoso terminates offer-of-everything',
    ]);
  });

  it('global-administrator-never-extends: when an offer with that role is locked with its extension on', () => {
    const report = reportOf({
      lockRoleOffer: (account, command, profile) => {
        const locked = lockRoleOffer(account, command, profile);
        if (locked.isOk() || locked.error.code !== 'never-extends') return locked;
        const [offer] = account.roleOffers ?? [];
        if (offer === undefined) return locked;
        return ok([{ kind: 'role-offer-locked', at: command.at, by: command.by, offer: { ...offer, lockedAt: command.at } }]);
      },
    });

    expect(report).toEqual([
      'After these 2 moves: it is done, but has to be refused: never-extends',
      '  1. partner contoso drafts offer-of-two-roles',
      '  2. partner contoso locks offer-of-two-roles',
    ]);
  });

  it('term-starts-at-activation: when a term ends a millisecond late', () => {
    const report = reportOf({
      approveRoleDelegation: (state, command, profile) =>
        approveRoleDelegation(state, command, profile).map((changes) =>
          changes.map((change) =>
            change.kind === 'role-delegation-approved'
              ? {
                  ...change,
                  delegation: { ...change.delegation, endsAt: instant(Date.parse(change.delegation.endsAt) + 1) },
                }
              : change,
          ),
        ),
    });

    expect(report).toEqual([
      expect.stringMatching(/^After these 5 moves: it leads to .*, ends in 172800001 ms, .*, ends in 172800000 ms, /),
      ...APPROVED,
    ]);
  });

  it('only-that-role-can-be-dropped: when assignments keep a role that was dropped', () => {
    const report = reportOf({
      dropRole: (state, command, profile) =>
        dropRole(state, command, profile).map((changes) =>
          changes.map((change) =>
            change.kind === 'role-dropped'
              ? {
                  ...change,
                  delegation: {
                    ...change.delegation,
                    assignments: state.roleDelegations?.find(({ id }) => id === command.offerId)?.assignments ?? [],
                  },
                }
              : change,
          ),
        ),
    });

    expect(report).toEqual([
      'After these 7 moves: its change role-dropped cannot be applied: change.delegation: ' +
        'expected a delegation that can have come about, received an object',
      ...APPROVED,
      '  6. partner contoso assigns Global Administrator to desk of offer-of-two-roles',
      '  7. partner contoso drops Global Administrator of offer-of-two-roles',
    ]);
  });

  it('extension-moves-the-end: when switching the extension moves the end', () => {
    const report = reportOf({
      setExtension: (state, command, profile) =>
        setExtension(state, command, profile).map((changes) =>
          changes.map((change) =>
            change.kind === 'extension-set' && command.on
              ? {
                  ...change,
                  delegation: { ...change.delegation, endsAt: instant(Date.parse(change.delegation.endsAt) + 180 * DAY) },
                }
              : change,
          ),
        ),
    });

    expect(report).toEqual([
      expect.stringMatching(/^After these 7 moves: it leads to .*, ends in 15724800000 ms, .*, ends in 172800000 ms, /),
      ...APPROVED,
      '  6. partner contoso drops Global Administrator of offer-of-two-roles',
      '  7. partner contoso switches the extension on of offer-of-two-roles',
    ]);
  });

  it('granular-takes-precedence: when a person counts as in no group', () => {
    const report = reportOf(
      {},
      {
        authorizeAt: (state, question, at, profile) => {
          const { person } = question;
          const alone = person === undefined ? {} : { person: { ...person, groups: [] } };
          return authorizeAt(state, { ...question, ...alone }, at, profile);
        },
      },
    );

    expect(report).toEqual([
      expect.stringMatching(/^After these 6 moves: asked .*"manage-users".* is {"allowed":true}, .*"granular-takes-precedence"/),
      ...APPROVED,
      '  6. partner contoso assigns Exchange Administrator to desk of offer-of-two-roles',
    ]);
  });

  it('delegation-ends-on-time: when it is not told that an answer changes', () => {
    const report = reportOf({}, { nextChangeAt: () => null });

    expect(report).toEqual([
      expect.stringMatching(/^After these 5 moves: .* changes next at 2026-01-03T09:00:00.000Z, but is told to at null$/),
      ...APPROVED,
    ]);
  });

  it('delegation-ends-on-time: when decisions go by what is written down', () => {
    const report = reportOf(
      {},
      {
        authorizeAt: (state, question, at, profile) => {
          const roleDelegations = state?.roleDelegations?.map((one) => ({ ...one, extends: false }));
          return authorizeAt(state === null ? null : { ...state, roleDelegations }, question, at, profile);
        },
      },
    );

    expect(report).toEqual([
      expect.stringMatching(/^After these 8 moves: asked .*"manage-users".* at 2026-01-03T09:00:00.000Z: the answer is {"allowed":true}/),
      ...APPROVED,
      '  6. partner contoso drops Global Administrator of offer-of-two-roles',
      '  7. partner contoso switches the extension on of offer-of-two-roles',
      '  8. partner contoso assigns Exchange Administrator to desk of offer-of-two-roles',
    ]);
  });
});
