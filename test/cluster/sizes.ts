import type { ConformanceSizes } from 'partner-relationships/conformance';
import { SMALL_SIZES } from '../sql/engine-conformance';

/** Small documents and lists, as every commit goes to several servers; and races from as many handles as there are. */
export const CLUSTER_SIZES: ConformanceSizes = { ...SMALL_SIZES, writers: 6, handles: 3, rounds: 4 };
