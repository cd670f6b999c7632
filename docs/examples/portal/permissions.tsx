import type { Child } from 'hono/jsx';
import { operations, valueOrThrow, type Operation, type UncheckedSubscription } from 'partner-relationships';
import type { PortalEnv } from './context';
import { denialInWords } from './problem';

interface PermissionsProps {
  readonly portal: Pick<PortalEnv['Variables'], 'service' | 'texts'>;
  readonly who: { readonly customerId: string; readonly partnerId: string };
  readonly about: { readonly serviceId: string } | { readonly subscription: UncheckedSubscription };
}

/** What a partner may do for a customer with a service or a subscription, what it may not do, and why not. */
export async function Permissions({ portal, who, about }: PermissionsProps): Promise<Child> {
  const { service, texts } = portal;
  const isAboutService = 'serviceId' in about;
  const questions = Object.values(operations)
    .filter(({ concerns }) => (concerns !== 'subscription') === isAboutService)
    .map(({ operation }) => ({ operation, ...about }));
  const answers = valueOrThrow(await service.authorizeAll({ ...who, questions }));
  const allowed: Operation[] = [];
  // What is denied for the same reasons stands together.
  const denied = new Map<string, Operation[]>();
  for (const answer of answers) {
    if (answer.isOk()) {
      allowed.push(answer.value.operation);
      continue;
    }
    if (answer.error.code !== 'operation-denied') throw new Error(answer.error.message);
    const why = denialInWords(answer.error, texts);
    denied.set(why, [...(denied.get(why) ?? []), answer.error.context.operation]);
  }
  const named = (all: readonly Operation[]): string[] => all.map((operation) => texts.operations[operation]);
  return (
    <>
      {allowed.length > 0 && <p>✓ {texts.may(texts.list(named(allowed)))}</p>}
      {[...denied].map(([why, all]) => (
        <p>
          ✗ {texts.mayNot(texts.list(named(all), 'or'))}
          {texts.gap}
          {why}
        </p>
      ))}
    </>
  );
}
