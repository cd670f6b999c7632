/** The place to go on, unless it is on another site. */
export function withinPortal(to: string, origin: string): string {
  const url = URL.canParse(to, origin) ? new URL(to, origin) : null;
  // The whole address: a path that begins with // would be another site.
  return url?.origin === origin ? url.href : '/';
}
