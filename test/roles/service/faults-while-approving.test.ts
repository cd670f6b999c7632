import { err } from 'neverthrow';
import {
  foldCustomer,
  foldPartner,
  storageFailed,
  type RelationshipRepository,
  type RoleOffer,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator } from '../../fixtures/cast';
import { withFaults, type Fault } from '../../fixtures/faults';
import { accountOf, approval, openRoleScene, openWithOffer } from '../../fixtures/role-scene';
import { recordedOf, recordedOfPartner, storedOf } from '../../fixtures/scene';

const FAULTS = ['conflict', 'failure', 'lost', 'done', 'late'] as const;
const RIVALS = ['tailspin', 'margie'] as const;

/** Every sequence of commits of which up to three meet a fault, at the first commits of an approval and its retries. */
function plans(): readonly (readonly (Fault | null)[])[] {
  const next = [null, ...FAULTS];
  const sequences = (length: number): readonly (readonly (Fault | null)[])[] =>
    length === 0 ? [[]] : sequences(length - 1).flatMap((before) => next.map((fault) => [...before, fault]));
  return sequences(5).filter((plan) => plan.filter((fault) => fault !== null).length <= 3);
}

/** What each customer has recorded of the offer, in order. */
async function tracesOf(
  repository: RelationshipRepository,
  offer: RoleOffer,
): Promise<Readonly<Record<(typeof RIVALS)[number], readonly string[]>>> {
  const [tailspin = [], margie = []] = await Promise.all(
    RIVALS.map(async (id) => {
      const changes = (await recordedOf({ repository }, id)).map(({ change }) => change);
      const folded = changes.length === 0 ? null : foldCustomer(changes)._unsafeUnwrap();
      expect(folded).toEqual(await storedOf({ repository }, id));
      return changes.flatMap((change) =>
        'delegation' in change && change.delegation.id === offer.id ? [change.kind] : [],
      );
    }),
  );
  return { tailspin, margie };
}

/** What became of the offer in the account. */
async function actsOn(repository: RelationshipRepository): Promise<readonly string[]> {
  const changes = (await recordedOfPartner({ repository }, 'contoso')).map(({ change }) => change);
  expect(foldPartner(changes)._unsafeUnwrap()).toEqual(await accountOf({ repository }, 'contoso'));
  return changes.flatMap((change) =>
    'offer' in change ? [`${change.kind} ${change.offer.takenBy ?? 'by nobody'}`] : [],
  );
}

/** The service of a process that meets these faults; another process of the same customer, or a rival, meets none. */
async function stage(plan: readonly (Fault | null)[], meanwhile: (at: Stage) => Promise<void>): Promise<Stage> {
  const { repository, offer } = await openWithOffer();
  const sound = openRoleScene({ repository });
  const at: Stage = { repository, offer, sound, said: [], faulty: sound };
  const faulty = openRoleScene({ repository: withFaults(repository, plan, () => meanwhile(at)), attempts: 3 });
  return Object.assign(at, { faulty });
}

interface Stage {
  readonly repository: RelationshipRepository;
  readonly offer: RoleOffer;
  readonly sound: ReturnType<typeof openRoleScene>;
  readonly faulty: ReturnType<typeof openRoleScene>;
  /** Who was told that it holds the roles. */
  readonly said: string[];
}

async function approveBy(at: Stage, scene: Stage['sound'], customer: string): Promise<string> {
  const answer = await scene.roles.approveRoleOffer(approval(at.offer, customer));
  if (answer.isErr()) return answer.error.code;
  at.said.push(customer);
  return 'ok';
}

describe('offer-serves-one-customer: whichever commits fail, get lost or come late while a customer approves', () => {
  it('nobody takes it besides, and the customer finishes by repeating', async () => {
    for (const plan of plans()) {
      const what = JSON.stringify(plan);
      const at = await stage(plan, async (during) => {
        await approveBy(during, during.sound, 'margie');
      });
      const answers: string[] = [];
      // The faults are over at some time.
      while (answers.length < 6 && !['ok', 'unknown-offer'].includes(answers.at(-1) ?? '')) {
        answers.push(await approveBy(at, at.faulty, 'tailspin'));
        if (answers.at(-1) !== 'ok') await approveBy(at, at.sound, 'margie');
      }
      // What is late arrives with further commits, and the sweep finishes what is left.
      for (let time = 0; time < 2; time += 1) {
        (await at.sound.service.renamePartner({ partnerId: 'contoso', name: `contoso ${time}`, by: theOperator }))._unsafeUnwrap();
        (await at.sound.roles.settleDue({ by: theOperator }))._unsafeUnwrap();
      }
      const holders = new Set(at.said);
      expect(holders.size, what).toBe(1);
      const [holder] = holders;
      const traces = await tracesOf(at.repository, at.offer);
      expect(traces, what).toEqual({
        tailspin: holder === 'tailspin' ? ['role-delegation-approved'] : [],
        margie: holder === 'margie' ? ['role-delegation-approved'] : [],
      });
      expect(await actsOn(at.repository), what).toEqual([
        'role-offer-drafted by nobody',
        'role-offer-locked by nobody',
        `role-offer-taken ${String(holder)}`,
        `role-offer-approved ${String(holder)}`,
      ]);
      if (holder === 'tailspin') expect(answers.at(-1), what).toBe('ok');
      else expect(answers, what).not.toContain('ok');
      const codes = ['ok', 'outcome-unknown', 'storage-failed', 'revision-conflict', 'offer-taken', 'unknown-offer'];
      expect(codes, what).toEqual(expect.arrayContaining(answers));
    }
  });

  it.each([
    ['after the offer has left the account', sound],
    ['while the offer is left in the account', neverFinishing],
  ])('ended-is-final: what the customer ended meanwhile, %s, is not approved once more', async (_when, through) => {
    for (const plan of plans()) {
      const what = JSON.stringify(plan);
      const at = await stage(plan, async (during) => {
        // Another window of the same customer approves, and then ends it.
        const window = openRoleScene({ repository: through(during.repository) });
        if ((await approveBy(during, window, 'tailspin')) !== 'ok') return;
        const ending = { customerId: 'tailspin', offerId: during.offer.id, by: theCustomer('tailspin') };
        (await window.roles.terminateRoleDelegation(ending))._unsafeUnwrap();
      });
      const answers: string[] = [];
      while (answers.length < 6 && !['ok', 'delegation-not-in-force'].includes(answers.at(-1) ?? '')) {
        answers.push(await approveBy(at, at.faulty, 'tailspin'));
      }
      const { tailspin } = await tracesOf(at.repository, at.offer);
      const [approved, terminated] = ['role-delegation-approved', 'role-delegation-terminated'];
      expect([[approved], [approved, terminated]], what).toContainEqual(tailspin);
      const again = await approveBy(at, at.sound, 'tailspin');
      expect(again, what).toBe(tailspin.includes(terminated) ? 'delegation-not-in-force' : 'ok');
    }
  });
});

function sound(repository: RelationshipRepository): RelationshipRepository {
  return repository;
}

/** The repository, where the last step of approving always fails. */
function neverFinishing({ partners, ...others }: RelationshipRepository): RelationshipRepository {
  return {
    ...others,
    partners: {
      ...partners,
      commit: async (sent) =>
        sent.changes.some(({ kind }) => kind === 'role-offer-approved')
          ? err(storageFailed('disk full'))
          : partners.commit(sent),
    },
  };
}
