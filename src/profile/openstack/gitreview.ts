// Reads `.gitreview`, where an OpenStack repository says which Gerrit reviews it.

/** What `.gitreview` says. `project` is without `.git`; `scheme` is how git-review pushes, not how the web is reached. */
export interface GitReview {
  host: string;
  project: string;
  port?: number;
  defaultBranch?: string;
}

/** The `[gerrit]` section of a `.gitreview` file (INI, see git-review's manual); undefined without a usable host and project. */
export function parseGitReview(text: string): GitReview | undefined {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[(.+)\]$/.exec(line.trim());
    const pair = /^([^#;=][^=]*)=(.*)$/.exec(line.trim());
    if (header) section = header[1] ?? '';
    else if (pair?.[1] && section === 'gerrit')
      values.set(pair[1].trimEnd().toLowerCase(), (pair[2] ?? '').trimStart());
  }
  const host = values.get('host') ?? '';
  const project = (values.get('project') ?? '').replace(/\.git$/, '');
  if (!/^[A-Za-z0-9.-]+$/.test(host) || !/^[\w./+-]+$/.test(project)) return undefined;
  const port = Number(values.get('port'));
  const defaultBranch = values.get('defaultbranch');
  return { host, project, ...(port > 0 ? { port } : {}), ...(defaultBranch ? { defaultBranch } : {}) };
}
