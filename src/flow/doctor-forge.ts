// Checks the forge: whether it answers, and whom it takes the operator for.
import type { ForgeAddress } from '../profile/profile';
import type { Forge } from '../review/forge';
import { proxyPlace, type Route, type Routes } from '../review/route';
import { bad, type Finding } from './finding';
import type { Ladder } from './ladder';
import { openForge } from './reviews';

/** The programs that forges run. */
const KINDS: Record<ForgeAddress['kind'], string> = {
  gerrit: 'Gerrit',
  github: 'GitHub',
  gitlab: 'GitLab',
  mail: 'Patchwork',
};

/** Examines the forge, and the way to it where it is not the direct one; faults are findings. */
export async function examineForge(ladder: Ladder, signal: AbortSignal): Promise<Finding[]> {
  const { host } = ladder;
  const taken = new Map<string, Route>();
  const routes: Routes = async (address, signal) => {
    const route = await host.routes(address, signal);
    taken.set(address.host, route);
    return route;
  };
  const findings = await examineAt({ ...ladder, host: { ...host, routes } }, signal);
  return [...[...taken].flatMap(wayFinding), ...findings];
}

async function examineAt(ladder: Ladder, signal: AbortSignal): Promise<Finding[]> {
  try {
    const forge = await openForge(ladder);
    if (!forge) return [noForge];
    const health = await forge.check(signal);
    if (!health.reachable) return [bad('forge', health.fault)];
    const kind = ladder.profile.forge?.kind ?? 'gerrit';
    const version = health.version ? ` (${KINDS[kind]} ${health.version})` : '';
    const answers: Finding = { check: 'forge', state: 'good', words: `${health.host} answers${version}` };
    return kind === 'mail' ? [answers] : [answers, await checkSignIn(forge, kind, signal)];
  } catch (error) {
    return [bad('forge', error)];
  }
}

/** Which proxy and whose certificates are used; none for the usual way. */
function wayFinding([host, { proxy, authorities }]: [string, Route]): Finding[] {
  const words = [
    ...(proxy ? [`${host} is reached through the proxy ${proxyPlace(proxy)} (${proxy.setting})`] : []),
    ...(authorities ? [`the authorities of ${authorities.setting} are trusted for ${host}`] : []),
  ];
  return words.length === 0 ? [] : [{ check: 'network', state: 'good', words: words.join('; ') }];
}

const noForge: Finding = {
  check: 'forge',
  state: 'warning',
  words: 'no review server is known',
  next: 'It is named by .gitreview, or by the remote on GitHub or GitLab; else name it in .fishladder.json (forge).',
};

async function checkSignIn(forge: Forge, kind: ForgeAddress['kind'], signal: AbortSignal): Promise<Finding> {
  try {
    const account = await forge.account(signal);
    if (account)
      return {
        check: 'sign-in',
        state: 'good',
        words: `${forge.host} takes you for ${account.name} (${account.user})`,
      };
    const words = `nobody is signed in to ${forge.host}; what everybody may see is read`;
    return { check: 'sign-in', state: 'warning', words, next: signInWords(forge.host, kind) };
  } catch (error) {
    return bad('sign-in', error);
  }
}

/** How a person signs in, in a terminal and in the editor. */
function signInWords(host: string, kind: ForgeAddress['kind']): string {
  const secret = {
    gerrit: `make an HTTP password or a token in the settings of ${host} (HTTP Credentials)`,
    github: 'make a token (or have one of gh auth token)',
    gitlab: 'make a personal access token with the scope api',
    mail: 'have one',
  }[kind];
  const variable = {
    gerrit: '',
    github: ' On github.com GH_TOKEN does.',
    gitlab: ' On gitlab.com GITLAB_TOKEN does.',
    mail: '',
  }[kind];
  return `To submit, vote or answer, ${secret}, and give it to git's credential helper (git credential approve), or set FISHLADDER_HOST=${host}, FISHLADDER_USER and FISHLADDER_SECRET.${variable} In VS Code: Fishladder: Sign In to Review Server.`;
}
