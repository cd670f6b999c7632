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
    about: 'What is kept: ids, partners, customers, requests, relationships, delegations, and the changes that make them.',
  },
  { folder: 'rules', title: 'The rules', about: 'What holds: the rule catalog, the decision table, `authorize`.' },
  { folder: 'partners', title: 'Partners', about: 'Commands on a partner’s account: registering, suspending, requests.' },
  {
    folder: 'customers',
    title: 'Customers',
    about: 'Commands on a customer’s relationships: accepting, adding, removing, ending; and its views.',
  },
  { folder: 'invitation', title: 'Invitation', about: 'The link, the email, and reading both back.' },
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
