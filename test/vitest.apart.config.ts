import { configDefaults, defineConfig } from 'vitest/config';
import config from './vitest.config';

/** For what `npm test` leaves out and a command of its own runs. */
export default defineConfig({ ...config, test: { ...config.test, exclude: configDefaults.exclude } });
