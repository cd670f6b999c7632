import type { ContradictoryInput, ErrorCode, MalformedInput } from 'partner-relationships';
import type { RoleDenied, RoleErrorCode } from 'partner-relationships/roles';
import type { Texts } from './texts/english';

type Detailed = MalformedInput | ContradictoryInput | RoleDenied;

/** What was wrong with a form: an error of the library. */
export type Problem = Detailed | { readonly code: Exclude<ErrorCode | RoleErrorCode, Detailed['code']> };

/** The problem in words. */
export function problemInWords(problem: Problem, texts: Texts): string {
  const field = wrongField(problem, texts);
  switch (problem.code) {
    case 'malformed-input': {
      if (field === null) return texts.errors[problem.code];
      const { format } = problem.context;
      return texts.malformed(texts.fields[field], format === undefined ? null : texts.formats[format]);
    }
    case 'contradictory-input':
      return field === null ? texts.errors[problem.code] : texts.contradictory(texts.fields[field]);
    case 'operation-denied':
      return `${texts.errors[problem.code]}${texts.gap}${denialInWords(problem, texts)}`;
    default:
      return texts.errors[problem.code];
  }
}

/** Why something is denied, and who could change that. */
export function denialInWords({ context }: RoleDenied, texts: Texts): string {
  // Rights that the partner does not have reach nobody.
  const isHeld = !context.missing.includes('admin-rights');
  return context.remedies
    .filter(({ fact }) => fact !== 'within-reach' || isHeld)
    .map(({ fact, party, action }) => texts.denial(texts.facts[fact], texts.parties[party], texts.remedies[action]))
    .join(texts.gap);
}

/** The field that was wrong; null if it was no field of ours. */
export function wrongField(problem: Problem | null, { fields }: Texts): keyof Texts['fields'] | null {
  if (problem?.code !== 'malformed-input' && problem?.code !== 'contradictory-input') return null;
  // The last name of the path: `reason`, or `name` of `customer.name`.
  const name = problem.context.path.replace(/\[\d+\]/g, '').split('.').at(-1) ?? '';
  return isNameIn(fields, name) ? name : null;
}

function isNameIn<Names extends object>(names: Names, name: PropertyKey): name is keyof Names {
  return Object.hasOwn(names, name);
}
