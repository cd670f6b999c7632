import { HTTPException } from 'hono/http-exception';
import type { Child } from 'hono/jsx';
import type { Fields } from './context';
import { serviceIds, serviceName } from './market';

interface ServiceChoiceProps {
  /** Of the field: the form sends it once for each service that is chosen. */
  readonly name: string;
  readonly legend: Child;
  /** What was sent before, and stays chosen. */
  readonly form: Fields;
}

/** The services of the marketplace, of which any may be chosen, or none. */
export function ServiceChoice({ name, legend, form }: ServiceChoiceProps): Child {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {serviceIds.map((id) => (
        <label class="choice">
          <input type="checkbox" name={name} value={id} checked={form.all(name).includes(id)} /> {serviceName(id)}
        </label>
      ))}
    </fieldset>
  );
}

/** The services that were chosen. A form that names one that the marketplace does not have is none of ours. */
export function chosenServices(form: Fields, name: string): string[] {
  const chosen = form.all(name);
  if (!chosen.every((id) => serviceIds.includes(id))) throw new HTTPException(400);
  return chosen;
}
