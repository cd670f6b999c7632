import type { RuleName } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { describe, expect, it } from 'vitest';
import { enforcementIn } from '../../docs/site/enforcement';
import { codeOfDeed } from '../../docs/site/pages/example-code';
import { libraryProgram } from '../../docs/site/program';
import { refusalsOfARun } from './refusals-of-a-run';

const functions = enforcementIn(libraryProgram());
const core = functions.filter(({ name }) => !name.includes('.'));
const names = Object.keys(rules) as RuleName[];

describe('the list of functions that enforce a rule', () => {
  it('has every refusal that the types allow, all of which a run of the code meets', () => {
    const declared = core.flatMap(({ name, refusals }) =>
      refusals.map(({ code, rule }) => `${name} ${code} ${rule}`),
    );
    expect([...refusalsOfARun()].sort()).toEqual([...new Set(declared)].sort());
  });

  it.each(core.filter(({ refusals }) => refusals.length > 0))(
    'shows $name, whose documentation names every rule by which it refuses',
    ({ named, refusals }) => {
      expect(refusals.filter(({ rule }) => !named.has(rule))).toEqual([]);
    },
  );

  it.each(names)('has for %s a function that the examples of the rule call', (rule) => {
    const holders = functions.filter(
      ({ named, refusals }) => named.has(rule) || refusals.some((refusal) => refusal.rule === rule),
    );
    const code = (['allowed', 'refused'] as const)
      .map((deed) => codeOfDeed(rules[rule].topic, rule, deed))
      .join('\n');
    const called = holders.filter(({ name }) => {
      const inCode = name.replace('RelationshipService.', 'service.').replace('RoleService.', 'roleService\\s*.');
      return new RegExp(`\\b${inCode}\\(`).test(code);
    });
    const served = holders.filter(({ name }) => code.includes(`service.${name}(`));
    expect([...called, ...served]).not.toEqual([]);
  });

  it('has the same refusals for the service as for the functions behind it', () => {
    const ofService = functions.find(({ name }) => name === 'RelationshipService.endRelationship');
    const ofCore = functions.find(({ name }) => name === 'endRelationship');
    expect(ofService?.refusals).toEqual(ofCore?.refusals);
    expect(ofCore?.refusals.length).toBeGreaterThan(1);
  });
});
