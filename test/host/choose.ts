// Which VS Code runs the host tests: the desktop, where it can be had and shown, or else the server build.

/** Where host tests can run. */
export type Host = 'desktop' | 'server';

/** What the choice depends on; `asked` is the value of FISHLADDER_TEST_VSCODE, `reachable` asks VS Code's update service. */
export interface Surroundings {
  asked: string | undefined;
  platform: NodeJS.Platform;
  display: string | undefined;
  reachable: () => Promise<boolean>;
}

/** Chooses; throws when something else than `desktop` or `server` is asked for. */
export async function chooseHost({ asked, platform, display, reachable }: Surroundings): Promise<Host> {
  if (asked === 'desktop' || asked === 'server') return asked;
  if (asked !== undefined) throw new Error(`FISHLADDER_TEST_VSCODE is "${asked}"; it can be "desktop" or "server".`);
  if (platform === 'linux' && !display) return 'server';
  return (await reachable()) ? 'desktop' : 'server';
}

/** True when VS Code's update service answers within three seconds. */
export async function updateServiceAnswers(): Promise<boolean> {
  try {
    const address = 'https://update.code.visualstudio.com/api/releases/stable';
    return (await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
