// The parts of package.json that VS Code reads, as far as the tests look at them.
import { readFileSync } from 'node:fs';

/** A path, one for each kind of theme, or a product icon such as `$(sync)`. */
export type Icon = string | { light: string; dark: string };

/** A command of the palette or of a menu. */
export interface Command {
  command: string;
  title?: string;
  category?: string;
  icon?: Icon;
}

/** A setting's schema. */
export interface Setting {
  description?: string;
  markdownDescription?: string;
  scope?: string;
}

/** What the extension adds to VS Code. */
export interface Contributes {
  commands?: Command[];
  configuration?: { properties: Record<string, Setting> } | { properties: Record<string, Setting> }[];
  grammars?: { path: string }[];
  jsonValidation?: { fileMatch: string; url: string }[];
  keybindings?: { command: string }[];
  languages?: { id: string; configuration?: string; icon?: Icon }[];
  menus?: Record<string, { command?: string; when?: string }[]>;
  views?: Record<string, { id: string; name: string; icon?: Icon }[]>;
  viewsContainers?: Record<string, { id: string; title: string; icon: Icon }[]>;
  viewsWelcome?: { view: string; contents: string }[];
}

/** The manifest. */
export interface Manifest {
  activationEvents?: string[];
  capabilities?: {
    untrustedWorkspaces?: { supported: unknown; description?: string; restrictedConfigurations?: string[] };
    virtualWorkspaces?: { supported: unknown; description?: string };
  };
  contributes?: Contributes;
  enabledApiProposals?: string[];
  icon?: string;
}

/** The manifest of this repository. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
}

/** Commands that the manifest contributes. */
export const commandsOf = ({ contributes }: Manifest): Command[] => contributes?.commands ?? [];

/** All settings by their full names. */
export function settingsOf({ contributes }: Manifest): Record<string, Setting> {
  const groups = [contributes?.configuration ?? []].flat();
  return Object.assign({}, ...groups.map((group) => group.properties)) as Record<string, Setting>;
}

/** All views. */
export const viewsOf = ({ contributes }: Manifest) => Object.values(contributes?.views ?? {}).flat();

/** All containers for views. */
export const containersOf = ({ contributes }: Manifest) => Object.values(contributes?.viewsContainers ?? {}).flat();

/** Files that the manifest names, from the root; product icons are none. */
export function referencedFiles(manifest: Manifest): string[] {
  const { languages = [], grammars = [], jsonValidation = [] } = manifest.contributes ?? {};
  const owners: { icon?: Icon }[] = [
    ...commandsOf(manifest),
    ...viewsOf(manifest),
    ...containersOf(manifest),
    ...languages,
  ];
  const icons = [manifest.icon, ...owners.map(({ icon }) => icon)].flatMap((icon) =>
    typeof icon === 'object' ? [icon.light, icon.dark] : [icon],
  );
  const others = [
    ...languages.map(({ configuration }) => configuration),
    ...grammars.map(({ path }) => path),
    ...jsonValidation.map(({ url }) => url),
  ];
  const paths = [...icons, ...others].filter((path) => path !== undefined && !path.startsWith('$('));
  return [...new Set(paths.map((path) => (path as string).replace(/^\.\//, '')))];
}
