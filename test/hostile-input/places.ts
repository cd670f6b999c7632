/** The paths to all fields of these arguments, without the paths to the arguments themselves. */
export function fieldsIn(given: readonly unknown[]): readonly (readonly string[])[] {
  return pathsIn(given).filter(({ length }) => length > 1);
}

function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [[key], ...pathsIn(inside).map((path) => [key, ...path])]);
}

export function replaced(given: readonly unknown[], path: readonly string[], by: unknown): readonly unknown[] {
  return given.map((argument, place) => (String(place) === path[0] ? inside(argument, path.slice(1), by) : argument));
}

function inside(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value);
  return Object.assign(copy, { [key]: inside(Reflect.get(copy, key), rest, by) });
}
