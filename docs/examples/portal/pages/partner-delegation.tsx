import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { partnerCenterGdap } from 'partner-relationships/roles';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { assignedTo, groupName, groupsOf } from '../groups';
import { heldRoles, type HeldRoles } from '../held-roles';
import { page } from '../layout';
import { customerNames, Name } from '../names';
import type { Problem } from '../problem';
import { chosenRoles, RoleChoice, roleList } from '../role-choice';
import { actorOf, type PartnerPerson } from '../sign-in';

type Env = PortalEnv<PartnerPerson>;

/** Roles that a partner has at a customer: which of its groups may use them, and what it can do with them. */
export const delegationPage = new Hono<Env>();

delegationPage.get('/', (c) => show(c));

delegationPage.post('/', async (c) => {
  const { roles, person } = c.var;
  const form = await fieldsOf(c);
  const customerId = c.req.query('customer') ?? '';
  const offerId = c.req.query('offer') ?? '';
  const input = { customerId, offerId, by: actorOf(person) };
  const done = (what: string): Response => c.redirect(`${addressOf(customerId, offerId)}&done=${what}`, 303);
  const groupId = form.one('group');
  switch (form.one('action')) {
    case 'assign': {
      const given = { ...input, groupId, roles: chosenRoles(form) };
      const isNew = assignedTo(groupId, await heldIn(c)).length === 0;
      const assigned = await (isNew ? roles.assignAccess(given) : roles.changeAccess(given));
      return assigned.isErr() ? show(c, assigned.error, form) : done('assigned');
    }
    case 'unassign': {
      const removed = await roles.removeAccess({ ...input, groupId });
      return removed.isErr() ? show(c, removed.error) : done('unassigned');
    }
    case 'extension': {
      const set = await roles.setExtension({ ...input, on: form.one('on') === 'yes' });
      return set.isErr() ? show(c, set.error) : done('extension');
    }
    case 'drop': {
      const dropped = await roles.dropRole({ ...input, roleId: form.one('role') });
      return dropped.isErr() ? show(c, dropped.error) : done('dropped');
    }
    case 'end': {
      const ended = await roles.terminateRoleDelegation(input);
      return ended.isErr() ? show(c, ended.error) : c.redirect('/partner/ending?done=terminated', 303);
    }
    default:
      throw new HTTPException(400);
  }
});

export function addressOf(customerId: string, offerId: string): string {
  return `/partner/delegation?${new URLSearchParams({ customer: customerId, offer: offerId })}`;
}

/** What the query names, if it is this partner's and not over. */
async function heldIn(c: Context<Env>, problem: Problem | null = null): Promise<HeldRoles> {
  const { roles, person } = c.var;
  const all = await heldRoles(roles, c.req.query('customer') ?? '');
  const held = all.find(({ right }) => right.offerId === c.req.query('offer'));
  if (held?.partnerId === person.organization.id) return held;
  // What was over when the form came.
  throw problem === null ? new HTTPException(404) : new Error(problem.code, { cause: problem });
}

async function show(c: Context<Env>, problem: Problem | null = null, form: Fields = noFields): Promise<Response> {
  const { service, person, texts } = c.var;
  const { right, until, assignments, extends: isExtending } = await heldIn(c, problem);
  const { name, roles } = right;
  const customerId = c.req.query('customer') ?? '';
  const customerName = await customerNames(service, [customerId]);
  const action = addressOf(customerId, right.offerId);
  const dropped = roles.filter((id) => partnerCenterGdap.roles?.[id]?.neverExtends);
  return page(
    c,
    name,
    <>
      <p>{texts.delegation.at(customerName(customerId))}</p>
      <dl>
        <dt>{texts.offers.roles}</dt>
        <dd>{roleList(roles, texts)}</dd>
        <dt>{texts.access.until}</dt>
        <dd>{until && texts.moment(until)}</dd>
        <dt>{texts.extension.title}</dt>
        <dd>{isExtending ? texts.extension.on : texts.extension.off}</dd>
      </dl>
      <form method="post" action={action}>
        <input type="hidden" name="on" value={isExtending ? 'no' : 'yes'} />
        <button name="action" value="extension">
          {isExtending ? texts.extension.switchOff : texts.extension.switchOn}
        </button>{' '}
        <button name="action" value="end">
          {texts.delegation.end}
        </button>
      </form>
      {roles.length > 1 &&
        dropped.map((id) => (
          <form method="post" action={action}>
            <input type="hidden" name="role" value={id} />
            <button name="action" value="drop">
              {texts.delegation.drop(texts.roleName(id))}
            </button>
          </form>
        ))}
      <h2>{texts.delegation.groups}</h2>
      {assignments.length === 0 && <p>{texts.delegation.nobody}</p>}
      {assignments.map(({ groupId, roles: given }) => (
        <form method="post" action={action}>
          <p>{texts.access.group(<Name>{groupName(groupId)}</Name>, roleList(given, texts))}</p>
          <input type="hidden" name="group" value={groupId} />
          <button name="action" value="unassign">
            {texts.delegation.unassign(<Name>{groupName(groupId)}</Name>)}
          </button>
        </form>
      ))}
      <form method="post" action={action}>
        <label>
          {texts.delegation.group}
          <select name="group">
            {groupsOf(person.organization.id).map((group) => (
              <option value={group.id} dir="auto" selected={group.id === form.one('group')}>
                {group.name}
              </option>
            ))}
          </select>
        </label>
        <RoleChoice roles={roles} chosen={chosenRoles(form)} problem={problem} texts={texts} />
        <button name="action" value="assign">
          {texts.delegation.assign}
        </button>
      </form>
    </>,
    problem,
  );
}
