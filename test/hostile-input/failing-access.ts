/** Counts the readings of the values that it covers, and lets one of them throw, or that one and all later ones. */
export interface Readings {
  /** Covers a value and all that can be reached from it: properties, results of functions, values of promises. */
  readonly covered: <T>(value: T) => T;
  readonly count: () => number;
}

export function failingAt(at: number, forGood: boolean): Readings {
  let count = 0;
  const look = (): void => {
    count += 1;
    if (forGood ? count >= at : count === at) throw new Error('this cannot be read');
  };

  const cover = (value: unknown, owner?: unknown): unknown => {
    if (typeof value === 'function') {
      return (...given: readonly unknown[]): unknown => {
        look();
        return cover(Reflect.apply(value, owner, given));
      };
    }
    if (typeof value !== 'object' || value === null) return value;
    // A proxy must report the true properties of a frozen target, so an empty object is its target instead.
    return new Proxy(Array.isArray(value) ? [] : {}, {
      get: (_, key) => {
        look();
        const property: unknown = Reflect.get(value, key);
        return key === 'then' && typeof property === 'function' ? promised(value, property) : cover(property, value);
      },
    });
  };

  const promised = (promise: object, then: unknown): unknown => {
    return (resolve: (value: unknown) => unknown, reject: (reason: unknown) => unknown): unknown => {
      look();
      return Reflect.apply(then as PromiseLike<unknown>['then'], promise, [
        (value: unknown) => resolve(cover(value)),
        reject,
      ]);
    };
  };

  return { covered: <T>(value: T) => cover(value) as T, count: () => count };
}
