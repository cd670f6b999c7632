import { partnersIn } from '../cast';
import type { Stage } from '../stage';
import { customerListOf, customersAdministeredBy, namesIn } from '../story/customer-list';
import { counted, listed } from '../story/enumeration';
import type { Cell } from '../table';

const MOST_PARTNERS = 12;

/** The customer list of each partner, and whom it administers. */
export async function showCustomerLists(stage: Stage): Promise<void> {
  const { cast, tell, application } = stage;
  tell.chapter('What the partners see: their customer lists', ['partner-sees-only-its-customers']);
  const partners = [...new Set([...partnersIn(cast), ...application.partners])];
  const rows: (readonly Cell[])[] = [];
  for (const partner of partners.slice(0, MOST_PARTNERS)) {
    const list = await customerListOf(stage, partner);
    const administered = await customersAdministeredBy(stage, partner);
    rows.push([partner.name, String(list.length), listed(namesIn(list), '–'), listed(namesIn(administered), '–')]);
  }
  tell.table({ columns: ['Partner', 'Customers', 'Names', 'Administers'], groups: [rows] });
  const more = partners.length - MOST_PARTNERS;
  if (more > 0) tell.remark(`… and ${counted(more, 'more partner')}, who took no part`);
}
