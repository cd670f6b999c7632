import { describe, it } from 'node:test';
import { repositoryConformance } from 'partner-relationships/conformance';
import { subject } from './sound-or-broken';

repositoryConformance({ describe, it, ...subject });
