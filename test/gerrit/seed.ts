// What a fresh server is told over its REST interface: people, labels and rules as OpenStack has them, and a project.

/** People by user name. Everyone's password is the name and `-secret`; `admin` is made by Gerrit itself. */
export const people = {
  alice: { name: 'Alice Brook', email: 'alice@example.org' },
  bob: { name: 'Bob Weir', email: 'bob@example.org' },
  zuul: { name: 'Zuul', email: 'zuul@example.org' },
} as const;

/** Someone who can sign in. */
export type User = keyof typeof people | 'admin';

/** What a person signs in with. */
export function passwordOf(user: User): string {
  return user === 'admin' ? 'secret' : `${user}-secret`;
}

/** The project that every server has, and its branches, newest first. */
export const project = 'openstack/nova';
export const branches = ['master', 'stable/2026.1', 'stable/2025.2', 'stable/2025.1'] as const;

/** One request; the path is below `/a/`. */
export type Request = [method: 'PUT' | 'POST', path: string, body: object];

const everyone = 'global:Registered-Users';

function label(name: string, values: Record<string, string>): Request[] {
  const commit_message = `Add ${name}`;
  return [
    ['PUT', `projects/All-Projects/labels/${name}`, { commit_message, values, function: 'NoBlock' }],
    [
      'PUT',
      `projects/All-Projects/submit_requirements/${name}`,
      { name, submittability_expression: `label:${name}=MAX AND -label:${name}=MIN` },
    ],
  ];
}

function mayVote(name: string, min: number, max: number): object {
  return { [`label-${name}`]: { label: name, rules: { [everyone]: { action: 'ALLOW', min, max } } } };
}

/** A project that takes changes as OpenStack's do: with a Change-Id and a Signed-off-by. */
export function projectRequests(name: string, names: readonly string[]): Request[] {
  const path = `projects/${encodeURIComponent(name)}`;
  return [
    ['PUT', path, { create_empty_commit: true, submit_type: 'MERGE_IF_NECESSARY', branches: ['master'] }],
    ...names
      .filter((branch) => branch !== 'master')
      .map((branch): Request => ['PUT', `${path}/branches/${encodeURIComponent(branch)}`, { revision: 'master' }]),
    ['PUT', `${path}/config`, { require_change_id: 'TRUE', use_signed_off_by: 'TRUE' }],
  ];
}

/** Everything, in order. Newer servers take `tokens` and leave `http_password`, older ones the other way round. */
export const requests: readonly Request[] = [
  ...Object.entries(people).map(([user, person]): Request => {
    const password = passwordOf(user as User);
    const groups = user === 'zuul' ? ['Service Users'] : [];
    const tokens = [{ id: 'test', token: password }];
    return ['PUT', `accounts/${user}`, { ...person, groups, http_password: password, tokens }];
  }),
  ...label('Verified', {
    '-2': 'Fails (gate)',
    '-1': 'Doesn’t seem to work',
    ' 0': 'No score',
    '+1': 'Works for me',
    '+2': 'Works (gate)',
  }),
  ...label('Workflow', { '-1': 'Work in progress', ' 0': 'Ready for reviews', '+1': 'Approved' }),
  [
    'POST',
    'projects/All-Projects/access',
    {
      add: {
        'refs/heads/*': {
          permissions: {
            ...mayVote('Code-Review', -2, 2),
            ...mayVote('Verified', -2, 2),
            ...mayVote('Workflow', -1, 1),
            submit: { rules: { [everyone]: { action: 'ALLOW' } } },
          },
        },
      },
    },
  ],
  ...projectRequests(project, branches),
];
