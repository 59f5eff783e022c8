// Where a GitLab answers: gitlab.com or a server of one's own, also below a path.
import { ForgeError } from '../error';
import { plain, webAddress } from '../text';

/** GitLab's web and API addresses, each ending in a slash, and the project's path. */
export interface GitlabAddress {
  web: URL;
  api: URL;
  project: string;
}

/** The addresses for a project; `address` is the web address, where it is not `https://` and the host. Throws `forge-address`. */
export function gitlabAddress({
  host,
  project,
  address,
}: {
  host: string;
  project: string;
  address?: string;
}): GitlabAddress {
  const text = `${address ?? `https://${host}`}/`.replace(/\/+$/, '/');
  const web = webAddress(text);
  const isPath = /^[\w.-]+(?:\/[\w.-]+)+$/.test(project) && !project.split('/').some((part) => /^\.{1,2}$/.test(part));
  if (!isPath || web === undefined) {
    throw new ForgeError(
      'forge-address',
      plain(host, 100),
      `The project "${plain(project, 100)}" on "${plain(text, 100)}" is none of GitLab's.`,
      'Its address is like https://gitlab.com/group/project; set the remote, or name the forge in .fishladder.json.',
    );
  }
  return { web: new URL(web), api: new URL('api/v4/', web), project };
}

/** The number of a merge request of this project at a web address; undefined for any other address. */
export function mergeRequestNumber({ web, project }: GitlabAddress, text: string): number | undefined {
  if (!URL.canParse(text) || new URL(text).host !== web.host) return undefined;
  const { pathname } = new URL(text);
  if (!pathname.startsWith(web.pathname)) return undefined;
  const [, path, number] =
    /^(.+?)(?:\/-)?\/merge_requests\/(\d{1,9})(?:\/|$)/.exec(pathname.slice(web.pathname.length)) ?? [];
  return path?.toLowerCase() === project.toLowerCase() ? Number(number) : undefined;
}
