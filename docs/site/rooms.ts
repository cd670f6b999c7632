/** A folder of `src` that the package's main entry shows, as a reader calls it. */
export interface Room {
  readonly folder: string;
  readonly title: string;
  readonly about: string;
}

/** In the order in which they build on each other. */
export const rooms: readonly Room[] = [
  {
    folder: 'model',
    title: 'The model',
    about: 'What things are: ids, partners, customers, requests, relationships, delegations.',
  },
  { folder: 'rules', title: 'The rules', about: 'What holds: the rule catalog, the decision table, `authorize`.' },
  { folder: 'invitation', title: 'Invitation', about: 'A partner’s account: its requests, the link, the email.' },
  {
    folder: 'relationships',
    title: 'Relationships',
    about: 'A customer’s relationships: the commands, the changes, the fold, the views.',
  },
  {
    folder: 'repository',
    title: 'Repository',
    about: 'Where it is kept: the contract, the codecs, the repository in memory.',
  },
  {
    folder: 'service',
    title: 'Service',
    about: 'What an application calls: it loads, decides, commits and tries again.',
  },
];
