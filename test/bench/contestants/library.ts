import { authorize } from 'partner-relationships';
import { judge, type Contestant } from './contestant';

export const library: Contestant = {
  name: 'authorize',
  prepare: ({ state }) => judge((question) => question, (question) => authorize(state, question).isOk()),
};
