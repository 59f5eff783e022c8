// What GitHub's and GitLab's conventions share: issues that a message closes by number, and where they are on the web.
import { type Bytes, decode } from '../base/bytes';
import { parseMessage } from '../patch/message';
import type { ForgeAddress } from './profile';

/** A project on a web host: `github.com` and `owner/name`. */
export interface HostedProject {
  host: string;
  path: string;
}

/** The project that a remote's address names, in git's url or scp-like form; undefined for a path or another scheme. */
export function hostedProject(remote: string): HostedProject | undefined {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?([A-Za-z0-9.-]+)(?::\d+)?\/(\S+?)(?:\.git)?\/?$/.exec(remote) ??
    /^(?:[\w.-]+@)([A-Za-z0-9.-]+):(?!\/\/)\/?(\S+?)(?:\.git)?\/?$/.exec(remote) ??
    [];
  return host && path ? { host: host.toLowerCase(), path } : undefined;
}

/** Hosts that run GitHub, or GitLab, as their names tell. */
const GITHUB = /(?:^|\.)github\.|\.ghe\.com$/;
const GITLAB = /(?:^|\.)(?:gitlab|salsa)\./;

/** The kind of forge that a host runs; undefined where its name does not tell. */
export function hostedKind(host: string): 'github' | 'gitlab' | undefined {
  return GITHUB.test(host) ? 'github' : GITLAB.test(host) ? 'gitlab' : undefined;
}

/** Where a hosted project is reviewed; undefined where the host does not tell its kind, and none is given. */
export function hostedForge(
  project: HostedProject | undefined,
  kind = project && hostedKind(project.host),
): ForgeAddress | undefined {
  return project && kind && { kind, host: project.host, project: project.path };
}

/** The addresses of the issues that `Closes:` and the host's other keywords name, as `#1`, `owner/name#1` or an address. */
export function issueAddresses(message: Bytes, project: HostedProject | undefined, folder: string): string[] {
  const values = parseMessage(message).trailers.flatMap((line) =>
    line.kind === 'trailer' && /^(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)$/i.test(line.key)
      ? [decode(line.value)]
      : [],
  );
  const found = values.flatMap((value) => {
    if (/^https?:\/\/\S+$/.test(value)) return [value];
    const [, path = project?.path, number] = /^([\w.-]+(?:\/[\w.-]+)+)?#(\d+)$/.exec(value) ?? [];
    return project && path && number ? [`https://${project.host}/${path}/${folder}/${number}`] : [];
  });
  return [...new Set(found)];
}
