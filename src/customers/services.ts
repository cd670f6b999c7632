import { either, listOf, literal, type Decoder } from '../model/decode';
import { decodeServiceId, EVERY_PARTNER, type ServiceId } from '../model/identifiers';
import { MAX_SERVICES_PER_COMMAND } from '../model/limits';

/** The services of a command. Naming one twice is the same as naming it once. */
export const decodeServices: Decoder<readonly ServiceId[]> = /* @__PURE__ */ serviceList('an array of service ids');

export const decodeAll: Decoder<'all'> = /* @__PURE__ */ literal(EVERY_PARTNER);

export const decodeServicesOrAll: Decoder<readonly ServiceId[] | 'all'> = /* @__PURE__ */ either(
  decodeAll,
  /* @__PURE__ */ serviceList('"all" or an array of service ids'),
);

/** Whether a service is one of these. Most commands name one, for which comparing is quicker than a set. */
export function among(services: readonly ServiceId[] | 'all'): (serviceId: ServiceId) => boolean {
  if (services === 'all') return () => true;
  const [only] = services;
  if (services.length === 1) return (serviceId) => serviceId === only;
  const named = new Set(services);
  return (serviceId) => named.has(serviceId);
}

function serviceList(expected: string): Decoder<readonly ServiceId[]> {
  return listOf(expected, decodeServiceId, MAX_SERVICES_PER_COMMAND);
}
