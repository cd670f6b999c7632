import type { Child } from 'hono/jsx';
import { operations, valueOrThrow, type Operation, type UncheckedSubscription } from 'partner-relationships';
import type { PortalEnv } from './context';
import { denialInWords } from './problem';
import type { PartnerPerson } from './sign-in';

interface PermissionsProps {
  readonly portal: PortalEnv<PartnerPerson>['Variables'];
  readonly who: { readonly customerId: string; readonly partnerId: string };
  readonly about: { readonly serviceId: string } | { readonly subscription: UncheckedSubscription };
}

/**
 * What a partner's person may do for a customer with a service or a subscription, until when, what it may not do, and
 * why not.
 */
export async function Permissions({ portal, who, about }: PermissionsProps): Promise<Child> {
  const { roles, person, texts } = portal;
  const isAboutService = 'serviceId' in about;
  const questions = Object.values(operations)
    .filter(({ concerns }) => (concerns !== 'subscription') === isAboutService)
    .map(({ operation }) => ({ operation, ...about, person }));
  const answers = valueOrThrow(await roles.authorizeAllUntil({ ...who, questions }));
  // What is allowed until the same moment stands together.
  const allowed = new Map<string | null, Operation[]>();
  // What is denied for the same reasons stands together.
  const denied = new Map<string, Operation[]>();
  for (const answer of answers) {
    const { decision, nextChangeAt } = valueOrThrow(answer);
    if (decision.isOk()) {
      allowed.set(nextChangeAt, [...(allowed.get(nextChangeAt) ?? []), decision.value.operation]);
      continue;
    }
    const why = denialInWords(decision.error, texts);
    denied.set(why, [...(denied.get(why) ?? []), decision.error.context.operation]);
  }
  const named = (all: readonly Operation[]): string[] => all.map((operation) => texts.operations[operation]);
  return (
    <>
      {[...allowed].map(([until, all]) => {
        const may = texts.list(named(all));
        return <p>✓ {until === null ? texts.may(may) : texts.mayUntil(may, texts.moment(until))}</p>;
      })}
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
