import { isDeepStrictEqual } from 'node:util';
import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { MAX_PAGE_SIZE, valueOrThrow, type RoleOffer } from 'partner-relationships';
import { partnerCenterGdap } from 'partner-relationships/roles';
import { fieldsOf, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { page } from '../layout';
import { allPartners } from '../names';
import type { Problem } from '../problem';
import { chosenRoles, RoleChoice } from '../role-choice';
import { actorOf, type PartnerPerson } from '../sign-in';

type Env = PortalEnv<PartnerPerson>;

/** The form of a role offer: of the draft that the query names, or of a new one. */
export const draftPage = new Hono<Env>();

draftPage.get('/', (c) => show(c));

draftPage.post('/', async (c) => {
  const { roles, person } = c.var;
  const form = await fieldsOf(c);
  const offerId = c.req.query('id');
  const terms = {
    name: form.one('name'),
    roles: chosenRoles(form),
    termDays: Number(form.one('termDays')),
    extends: form.one('extends') === 'yes',
    customerId: form.one('customerId') || null,
  };
  const draft = { ...terms, indirectResellerId: form.one('reseller') || null };
  const who = { partnerId: person.organization.id, by: actorOf(person) };
  const kept = await (offerId === undefined
    ? roles.draftRoleOffer({ ...draft, ...who })
    : roles.reviseRoleOffer({ ...terms, ...who, offerId }));
  if (kept.isErr() && !(await isKept(c, draft, kept.error))) return show(c, form, kept.error);
  return c.redirect('/partner/offers?done=drafted', 303);
});

/** Whether a click before has drawn up this very draft, whose name is taken since. */
async function isKept(c: Context<Env>, draft: object, problem: Problem): Promise<boolean> {
  if (problem.code !== 'offer-name-taken') return false;
  const { service, person } = c.var;
  const { roleOffers = [] } = valueOrThrow(await service.accountOf(person.organization.id));
  return roleOffers.some((offer) => offer.lockedAt === null && isDeepStrictEqual({ ...offer, ...draft }, offer));
}

/** The offer that the query names; null for a new one. */
async function offerIn(c: Context<Env>): Promise<RoleOffer | null> {
  const { service, person } = c.var;
  const id = c.req.query('id');
  if (id === undefined) return null;
  const { roleOffers = [] } = valueOrThrow(await service.accountOf(person.organization.id));
  const offer = roleOffers.find((one) => one.id === id);
  if (offer === undefined) throw new HTTPException(404);
  return offer;
}

async function show(c: Context<Env>, form: Fields | null = null, problem: Problem | null = null): Promise<Response> {
  const { service, person, texts } = c.var;
  const offer = await offerIn(c);
  const { partner } = valueOrThrow(await service.accountOf(person.organization.id));
  const all = partner.program === 'indirect-provider' && offer === null ? await allPartners(service) : [];
  const resellers = all.filter(({ program, standing }) => program === 'indirect-reseller' && standing !== 'closed');
  // Who is not in this list gets the link of an offer that names nobody.
  const { items } = valueOrThrow(await service.customersOf(partner.id, { limit: MAX_PAGE_SIZE }));
  const customerId = form?.one('customerId') ?? offer?.customerId;
  const { defaultTermDays } = partnerCenterGdap;
  return page(
    c,
    texts.offer.title,
    <>
      <p>{texts.offer.explanation}</p>
      <form method="post">
        <Field name="name" value={form?.one('name') ?? offer?.name ?? ''} problem={problem} texts={texts} />
        <RoleChoice
          roles={Object.keys(partnerCenterGdap.roles ?? {})}
          chosen={form === null ? (offer?.roles ?? []) : chosenRoles(form)}
          problem={problem}
          texts={texts}
        />
        <Field
          name="termDays"
          type="number"
          value={form?.one('termDays') ?? String(offer?.termDays ?? defaultTermDays)}
          problem={problem}
          texts={texts}
        />
        <label class="choice">
          <input
            type="checkbox"
            name="extends"
            value="yes"
            checked={form === null ? offer?.extends : form.one('extends') === 'yes'}
          />{' '}
          {texts.offer.extends}
        </label>
        <label>
          {texts.fields.customerId}
          <select name="customerId">
            <option value="">{texts.offers.anyCustomer}</option>
            {items.map(({ customer: { id, name } }) => (
              <option value={id} dir="auto" selected={id === customerId}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {resellers.length > 0 && (
          <label>
            {texts.requests.together}
            <select name="reseller">
              <option value="">{texts.requests.nobody}</option>
              {resellers.map(({ id, name }) => (
                <option value={id} dir="auto" selected={id === form?.one('reseller')}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button>{texts.offer.keep}</button>
      </form>
    </>,
    problem,
  );
}
