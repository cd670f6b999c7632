import { Hono, type Context } from 'hono';
import { fieldsOf, type PortalEnv } from '../context';
import { Field } from '../field';
import { page } from '../layout';
import type { Problem } from '../problem';
import { actorOf, type PartnerPerson } from '../sign-in';

type Env = PortalEnv<PartnerPerson>;

/** The name of a partner, which it can change. */
export const partnerNamePage = new Hono<Env>();

partnerNamePage.get('/', (c) => show(c, c.var.person.organization.name));

partnerNamePage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const name = form.one('name');
  const renamed = await service.renamePartner({ partnerId: person.organization.id, name, by: actorOf(person) });
  return renamed.isErr() ? show(c, name, renamed.error) : c.redirect('/partner/name?done=renamed', 303);
});

function show(c: Context<Env>, name: string, problem: Problem | null = null): Promise<Response> {
  const { texts } = c.var;
  return page(
    c,
    texts.renaming.title,
    <>
      <p>{texts.renaming.explanation}</p>
      <form method="post" action="/partner/name">
        <Field name="name" value={name} problem={problem} texts={texts} />
        <button>{texts.renaming.rename}</button>
      </form>
    </>,
    problem,
  );
}
