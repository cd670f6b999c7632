import { operations } from 'partner-relationships';
import {
  MAX_TERM_DAYS,
  partnerCenter21Vianet,
  partnerCenterGdap,
  type AgentRole,
  type DelegationProfile,
  type Role,
} from 'partner-relationships/roles';
import { EXTENSION_DAYS, OFFER_LAPSES_AFTER_DAYS } from '../../../src/model/term';
import { table, type Page } from './page';

const profiles: readonly (readonly [name: string, profile: DelegationProfile])[] = [
  ['partnerCenter21Vianet', partnerCenter21Vianet],
  ['partnerCenterGdap', partnerCenterGdap],
];

/** What each profile answers, as the code has it. */
export function profilesPage(): Page {
  const markdown = [
    '# The profiles',
    'A profile is what one marketplace answers to the questions in which marketplaces differ. There are two, as data.' +
      ' [Rights with a term](../rights-with-a-term.md) says how they are used.',
    table(['question', ...profiles.map(([name]) => `\`${name}\``)], questions()),
    ...profiles.flatMap(([name, profile]) => catalogOf(name, profile)),
    '## Agent roles',
    'What each agent role permits a person, beside what the partner needs. For administration, the first five' +
      ' operations, these are the people whom service delegations reach; role delegations reach the people of groups' +
      ' instead. [Which of my people may](../which-of-my-people-may.md) explains it.',
    ...agentRoleTables(),
  ].join('\n\n');
  return {
    name: 'profiles',
    markdown,
    standsFor: ['src/roles/profiles/profiles.ts', 'src/roles/profiles/role-catalog.ts'],
  };
}

function questions(): readonly (readonly string[])[] {
  const row = (question: string, answer: (profile: DelegationProfile) => string): readonly string[] => [
    question,
    ...profiles.map(([, profile]) => answer(profile)),
  ];
  const withRoles = (answer: string) => (profile: DelegationProfile) => (profile.roles === null ? '–' : answer);
  return [
    row('id', ({ id }) => `\`${id}\``),
    row('what partners ask customers for', ({ grants }) => (grants === 'roles' ? 'roles, by offers' : 'services, by requests')),
    row('how many roles there are', ({ roles }) => (roles === null ? 'none' : String(Object.keys(roles).length))),
    row('the term of a role delegation', withRoles(`1 to ${String(MAX_TERM_DAYS)} days`)),
    row('the term that a form proposes', ({ defaultTermDays }) =>
      defaultTermDays === null ? '–' : `${String(defaultTermDays)} days`,
    ),
    row('the extension', withRoles(`${String(EXTENSION_DAYS)} days, switched by either side`)),
    row('how long a locked offer waits', withRoles(`${String(OFFER_LAPSES_AFTER_DAYS)} days`)),
  ];
}

function catalogOf(name: string, { roles }: DelegationProfile): readonly string[] {
  if (roles === null) return [];
  return [
    `## Roles of ${name}`,
    'A role that does a part of an operation does not cover it, so some cover nothing by themselves. The ids are those' +
      ' of Microsoft Graph.',
    table(
      ['role', 'id', 'covers', 'extends'],
      Object.entries(roles).map(([id, role]) => [
        role.name,
        `\`${id}\``,
        coverageOf(role),
        role.neverExtends ? 'never' : 'yes',
      ]),
    ),
  ];
}

/** The operations that are for the same services together. */
export function coverageOf({ covers }: Role): string {
  const byServices = new Map<string, string[]>();
  for (const { operation, services } of covers) {
    const where = services === 'all' ? 'every service' : services.map((id) => `\`${id}\``).join(', ');
    byServices.set(where, [...(byServices.get(where) ?? []), `\`${operation}\``]);
  }
  const parts = [...byServices].map(([where, names]) => `${names.join(', ')} for ${where}`);
  return parts.length === 0 ? 'no operation' : parts.join('; ');
}

/** One table for profiles that agree. */
function agentRoleTables(): readonly string[] {
  const tables = new Map<string, string[]>();
  for (const [name, { agentRoles }] of profiles) {
    const drawn = agentRoleTable(agentRoles);
    tables.set(drawn, [...(tables.get(drawn) ?? []), name]);
  }
  const isOne = tables.size === 1;
  return [...tables].flatMap(([drawn, names]) => (isOne ? [drawn] : [`Of ${names.join(' and ')}:`, drawn]));
}

function agentRoleTable(agentRoles: DelegationProfile['agentRoles']): string {
  const names = Object.keys(agentRoles) as AgentRole[];
  return table(
    ['operation', ...names.map((name) => `\`${name}\``)],
    Object.values(operations).map(({ operation }) => [
      `\`${operation}\``,
      ...names.map((name) => (agentRoles[name].includes(operation) ? 'yes' : '–')),
    ]),
  );
}
