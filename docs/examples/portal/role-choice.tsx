import type { Child } from 'hono/jsx';
import type { Fields } from './context';
import { wrongField, type Problem } from './problem';
import type { Texts } from './texts/english';

interface RoleChoiceProps {
  /** The ids of the roles to choose from. */
  readonly roles: readonly string[];
  /** Those that are chosen. */
  readonly chosen: readonly string[];
  readonly problem?: Problem | null;
  readonly texts: Texts;
}

/** Roles, of which any may be chosen: the form sends `role` once for each. */
export function RoleChoice({ roles, chosen, problem = null, texts }: RoleChoiceProps): Child {
  const wrong = wrongField(problem, texts) === 'roles' ? { 'aria-describedby': 'problem' } : {};
  return (
    <fieldset {...wrong}>
      <legend>{texts.fields.roles}</legend>
      {roles.map((id) => (
        <label class="choice">
          <input type="checkbox" name="role" value={id} checked={chosen.includes(id)} /> {texts.roleName(id)}
        </label>
      ))}
    </fieldset>
  );
}

/** The names of roles. */
export function roleList(ids: readonly string[], texts: Texts): Child {
  return texts.list(ids.map(texts.roleName));
}

/** The roles that were chosen in a form. */
export function chosenRoles(form: Fields): string[] {
  return form.all('role');
}
