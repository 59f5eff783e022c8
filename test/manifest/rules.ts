// What must hold for the manifest; each rule gives a sentence for whatever breaks it.
import { commandsOf, containersOf, type Manifest, settingsOf, viewsOf } from './manifest';

const limits = { commands: 30, settings: 30, views: 3, containers: 1 };

/** Commands need a title and the category under which the palette lists them. */
export function commandWords(manifest: Manifest): string[] {
  const bad = commandsOf(manifest).filter(({ title, category }) => !title || category !== 'Fishladder');
  return bad.map(({ command }) => `${command} needs a title, and the category Fishladder`);
}

/** An extension that always activates makes VS Code slow for all. */
export function activation({ activationEvents = [] }: Manifest): string[] {
  return activationEvents.filter((event) => event === '*').map(() => 'activationEvents has *');
}

/** A setting says what it does, and where it may be set. */
export function settingWords(manifest: Manifest): string[] {
  return Object.entries(settingsOf(manifest)).flatMap(([name, { description, markdownDescription, scope }]) => [
    ...(name.startsWith('fishladder.') ? [] : [`${name} does not begin with fishladder.`]),
    ...(description || markdownDescription ? [] : [`${name} has no description`]),
    ...(scope ? [] : [`${name} has no scope`]),
  ]);
}

/** Few things, well made: commands in the palette, settings, views and containers are counted. */
export function counts(manifest: Manifest): string[] {
  const hidden = (manifest.contributes?.menus?.commandPalette ?? []).filter(({ when }) => when === 'false');
  const inPalette = commandsOf(manifest).filter(({ command }) => !hidden.some((entry) => entry.command === command));
  const found = {
    commands: inPalette.length,
    settings: Object.keys(settingsOf(manifest)).length,
    views: viewsOf(manifest).length,
    containers: containersOf(manifest).length,
  };
  return (Object.keys(found) as (keyof typeof found)[])
    .filter((key) => found[key] > limits[key])
    .map((key) => `${found[key]} ${key}; the limit is ${limits[key]}`);
}

/** Our commands that menus, keys and welcome texts name. */
export function mentionedCommands({ contributes = {} }: Manifest): string[] {
  const links = (contributes.viewsWelcome ?? []).flatMap(({ contents }) => [
    ...contents.matchAll(/\(command:([\w.]+)/g),
  ]);
  const names = [
    ...Object.values(contributes.menus ?? {}).flatMap((entries) => entries.map(({ command }) => command)),
    ...(contributes.keybindings ?? []).map(({ command }) => command),
    ...links.map((match) => match[1]),
  ];
  return [...new Set(names.filter((name) => name?.startsWith('fishladder.')))] as string[];
}

/** What is mentioned must exist, and so must the views that have welcome texts. VS Code makes a `.focus` command for each view. */
export function mentions(manifest: Manifest): string[] {
  const known = new Set([
    ...commandsOf(manifest).map(({ command }) => command),
    ...viewsOf(manifest).map(({ id }) => `${id}.focus`),
  ]);
  const views = viewsOf(manifest).map(({ id }) => id);
  const welcomed = (manifest.contributes?.viewsWelcome ?? []).map(({ view }) => view);
  return [
    ...mentionedCommands(manifest).filter((name) => !known.has(name)),
    ...welcomed.filter((view) => !views.includes(view)),
  ].map((name) => `${name} is mentioned and does not exist`);
}

/** Commands whose id stands in none of the texts. */
export function unregistered(manifest: Manifest, texts: readonly string[]): string[] {
  const all = texts.join('\n');
  const found = (command: string) => all.includes(`'${command}'`) || all.includes(`"${command}"`);
  const missing = commandsOf(manifest).filter(({ command }) => !found(command));
  return missing.map(({ command }) => `${command} is not registered in src/editor`);
}

/** Limited in untrusted and virtual workspaces, with words why, and with settings that an untrusted workspace cannot give. */
export function capabilities(manifest: Manifest): string[] {
  const { untrustedWorkspaces: untrusted, virtualWorkspaces: virtual } = manifest.capabilities ?? {};
  const restricted = untrusted?.restrictedConfigurations ?? [];
  return [
    ...(untrusted?.supported === 'limited' && untrusted.description ? [] : ['untrustedWorkspaces is not limited']),
    ...(virtual?.supported === 'limited' && virtual.description ? [] : ['virtualWorkspaces is not limited']),
    ...(restricted.length > 0 ? [] : ['no restrictedConfigurations']),
    ...restricted
      .filter((name) => !(name in settingsOf(manifest)))
      .map((name) => `${name} is restricted but no setting`),
  ];
}

/** Proposed API cannot be published. */
export function proposals({ enabledApiProposals }: Manifest): string[] {
  return enabledApiProposals === undefined ? [] : ['enabledApiProposals is there'];
}
