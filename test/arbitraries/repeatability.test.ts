import fc from 'fast-check';
import * as arbitraries from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

const { marketplace, relationshipCommand, relationshipHistory, authorizationQuestion } = arbitraries;

const generators: Record<string, () => fc.Arbitrary<unknown>> = {
  partnerId: arbitraries.partnerId,
  customerId: arbitraries.customerId,
  serviceId: arbitraries.serviceId,
  subscriptionId: arbitraries.subscriptionId,
  requestId: arbitraries.requestId,
  inviteToken: arbitraries.inviteToken,
  offerId: arbitraries.offerId,
  roleId: arbitraries.roleId,
  groupId: arbitraries.groupId,
  instant: arbitraries.instant,
  displayName: arbitraries.displayName,
  partner: arbitraries.partner,
  customer: arbitraries.customer,
  subscription: arbitraries.subscription,
  actor: arbitraries.actor,
  customerActor: arbitraries.customerActor,
  partnerActor: arbitraries.partnerActor,
  operatorActor: arbitraries.operatorActor,
  relationshipRequest: arbitraries.relationshipRequest,
  roleOffer: arbitraries.roleOffer,
  roleDelegation: arbitraries.roleDelegation,
  partnerAccount: arbitraries.partnerAccount,
  marketplace,
  relationshipCommand: () => marketplace().chain((world) => relationshipCommand(world)),
  relationshipHistory: () => marketplace().chain((world) => relationshipHistory(world)),
  customerRelationships: arbitraries.customerRelationships,
  authorizationQuestion: () => marketplace().chain((world) => authorizationQuestion(world)),
  situation: arbitraries.situation,
};

describe('Each generator', () => {
  it.each(Object.entries(generators))('%s repeats its values with the same seed only', (_name, make) => {
    const sample = (seed: number): string => fc.stringify(fc.sample(make(), { seed, numRuns: 30 }));
    expect(sample(1)).toBe(sample(1));
    expect(sample(1)).not.toBe(sample(2));
  });

  it('is in the list above', () => {
    const others = ['accountChanges', 'decideRelationship', 'play', 'relationshipChanges', 'serviceCommands', 'statesAfter'];
    expect([...Object.keys(generators), ...others].sort()).toEqual(Object.keys(arbitraries).sort());
  });
});
