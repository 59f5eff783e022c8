// What Debian's own tools say of a package's patches: dpkg-source's reader, and lintian's checks of patches.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from './source';

/** A tag of lintian's with the patch (or the line of the series) that it was said of. */
export interface Tag {
  tag: string;
  about: string;
}

/** lintian's tags that are about patches, each with the code that says the same here. */
export const TAGS: Readonly<Record<string, string>> = {
  'patch-not-forwarded-upstream': 'dep3-not-forwarded',
  'quilt-patch-missing-description': 'title-missing',
  'quilt-patch-using-template-description': 'dep3-template',
  'patch-modifying-debian-files': 'patch-in-debian',
  'patch-file-present-but-not-mentioned-in-series': 'series-patch-unnamed',
  'quilt-series-references-non-existent-patch': 'series-file-missing',
  'quilt-series-without-trailing-newline': 'series-open-end',
  'quilt-patch-with-non-standard-options': 'series-option',
};

const READ = `
use Dpkg::Source::Patch;
for my $file (@ARGV) {
  my $done = eval { Dpkg::Source::Patch->new(filename => $file)->analyze('.', verbose => 0); 1 };
  my $words = $done ? '' : $@; $words =~ s/\\n.*//s; print "$words\\n";
}`;

/** The patches that dpkg-source refuses to read, each with its words. It also looks at the files that they name. */
export function refusedByDpkg({ folder, patches }: Source): Map<string, string> {
  const paths = patches.map(({ name }) => join('debian/patches', name));
  const out = execFileSync('perl', ['-e', READ, '--', ...paths], { cwd: folder, maxBuffer: 2 ** 26 }).toString();
  return new Map(out.split('\n').flatMap((words, at) => (words ? [[patches[at]?.name ?? '', words]] : [])));
}

/**
 * lintian's tags of a package's patches. lintian gets the package's `debian/` alone, as a native package that builds with quilt:
 * so it needs not unpack, patch and index all the files, which no check of patches looks at.
 */
export function lintianTags({ name, folder }: Source): Tag[] {
  const home = mkdtempSync(join(tmpdir(), 'fishladder-lintian-'));
  try {
    const top = `${name}-1`;
    mkdirSync(join(home, top));
    cpSync(join(folder, 'debian'), join(home, top, 'debian'), { recursive: true, verbatimSymlinks: true });
    rmSync(join(home, top, 'debian/source/format'), { force: true });
    execFileSync('tar', ['-cJf', `${name}_1.tar.xz`, top], { cwd: home });
    writeFileSync(join(home, `${name}_1.dsc`), describe(home, name));
    const args = [
      '--tags',
      Object.keys(TAGS).join(','),
      '--display-info',
      '--show-overrides',
      '--no-tag-display-limit',
    ];
    const out = execFileSync('lintian', [...args, '--allow-root', '--fail-on', 'none', `${name}_1.dsc`], {
      cwd: home,
      stdio: 'pipe',
      maxBuffer: 2 ** 26,
    });
    return out.toString('latin1').split('\n').flatMap(readTag);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function describe(home: string, name: string): string {
  const file = `${name}_1.tar.xz`;
  const bytes = readFileSync(join(home, file));
  const sum = (kind: string) => ` ${createHash(kind).update(bytes).digest('hex')} ${bytes.length} ${file}\n`;
  const fields = ['Format: 3.0 (native)', `Source: ${name}`, `Binary: ${name}`, 'Architecture: any', 'Version: 1'];
  const more = ['Maintainer: A <a@example.org>', 'Build-Depends: quilt'];
  return `${[...fields, ...more].join('\n')}\nChecksums-Sha256:\n${sum('sha256')}Files:\n${sum('md5')}`;
}

/** `I: NAME source: TAG DETAIL [debian/patches/FILE:LINE]`, with `O:` where the package overrides it. */
function readTag(line: string): Tag[] {
  const [, tag = '', detail = '', file = ''] =
    /^[A-Z]: \S+ source: (\S+)(?: (.*?))? \[debian\/patches\/([^\]]*?)(?::\d+)?\]$/.exec(line) ?? [];
  if (tag === '') return [];
  const about = file === 'series' ? detail.split(/\s/)[0] || 'series' : file;
  return [{ tag, about }];
}
