import type { Child } from 'hono/jsx';
import { wrongField, type Problem } from './problem';
import type { Texts } from './texts/english';

interface FieldProps {
  /** As the errors of the library name it. */
  readonly name: keyof Texts['fields'];
  readonly type?: 'text' | 'number' | 'date' | 'datetime-local';
  readonly value: string;
  readonly problem: Problem | null;
  readonly texts: Texts;
}

/** A field of a form. If it is what was wrong, it says so, also to who cannot see the page. */
export function Field({ name, type = 'text', value, problem, texts }: FieldProps): Child {
  const wrong = wrongField(problem, texts) === name ? { 'aria-invalid': 'true', 'aria-describedby': 'problem' } : {};
  return (
    <label>
      {texts.fields[name]}
      <input name={name} type={type} value={value} dir="auto" {...wrong} />
    </label>
  );
}
