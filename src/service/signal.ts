/** A sign that is given once. */
export interface Signal {
  /** Fulfilled when the sign is given. */
  readonly given: Promise<void>;
  readonly give: () => void;
}

export function signal(): Signal {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
