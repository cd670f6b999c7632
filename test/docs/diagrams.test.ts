import { describe, expect, it } from 'vitest';
import { delegationSteps } from '../../docs/site/diagrams/delegation';
import { arrowsIn } from '../../docs/site/diagrams/draw';
import { relationshipSteps } from '../../docs/site/diagrams/relationship';
import { requestSteps } from '../../docs/site/diagrams/request';

const arrows = (...[steps, view]: Parameters<typeof arrowsIn>): readonly string[] =>
  arrowsIn(steps, view).flatMap(({ from, to, labels }) => labels.map((label) => `${from} → ${to}: ${label}`));

describe('the state diagrams', () => {
  it('show a request that serves until it is revoked', () => {
    expect(arrows(requestSteps, { loops: ['acceptRequest'] })).toEqual([
      'not opened → open: partner · openRequest',
      'open → revoked: partner · revokeRequest',
      'open → open: customer · acceptRequest',
    ]);
  });

  it('show that only the partner ends a relationship, and that admin rights come and go within it', () => {
    expect([...arrows(relationshipSteps)].sort()).toEqual([
      'no relationship → relationship with admin rights: customer · acceptRequest',
      'no relationship → relationship with admin rights: partner · addCustomer',
      'no relationship → relationship: customer · acceptRequest (no services)',
      'no relationship → relationship: partner · addCustomer (no services)',
      'relationship with admin rights → no relationship: partner · endRelationship',
      'relationship with admin rights → relationship: customer · acceptRequest (other, replace)',
      'relationship with admin rights → relationship: customer · removeDelegations',
      'relationship with admin rights → relationship: partner · relinquishDelegations',
      'relationship → no relationship: partner · endRelationship',
      'relationship → relationship with admin rights: customer · acceptRequest',
    ]);
  });

  it('show that a service changes hands only by a replacement', () => {
    const between = arrows(delegationSteps).filter((arrow) => !arrow.includes('nobody'));
    expect(between).toEqual([
      'the partner holds it → the other holds it: customer · acceptRequest (other, replace)',
      'the other holds it → the partner holds it: customer · acceptRequest (replace)',
    ]);
  });
});
