import { describe, it } from 'mocha';
import { repositoryConformance } from 'partner-relationships/conformance';
import { subject } from './sound-or-broken';

repositoryConformance({ describe, it: (name, check, limit) => it(name, check).timeout(limit), ...subject });
