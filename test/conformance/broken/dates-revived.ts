import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedValues, withStores } from '../spoilt-stores';

/** A driver that revives texts that look like dates, and a serializer that writes them in another form. */
export const datesRevived: BrokenRepository = {
  fault: 'a name that looks like a date is written as one',
  blamed: [5],
  caughtBy: ['in names of a partner', 'in names of a customer'],
  create: overMemory((memory) =>
    withStores(memory, (store) => editedValues(store, (value) => JSON.parse(JSON.stringify(value), revive) as unknown)),
  ),
};

function revive(key: string, value: unknown): unknown {
  const isDate = key === 'name' && typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  return isDate ? new Date(value).toUTCString() : value;
}
