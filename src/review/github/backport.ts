// Tells pull requests that carry another one to a further branch, by what the known bots and people write.

/** A pull request as far as it tells what it carries. */
export interface Candidate {
  title: string;
  headRefName: string;
  baseRefName: string;
  bodyText: string;
}

/** True when `candidate` carries the pull request `source` to another branch: its head, title or body names it in a known way. */
export function isBackport(candidate: Candidate, source: { number: number; baseRefName: string }): boolean {
  if (candidate.baseRefName === source.baseRefName) return false;
  const n = `0*${source.number}(?!\\d)`;
  const forms: [string, string][] = [
    [candidate.headRefName, `^backport-${n}-to-|^mergify/(?:bp|copy)/.*/pr-${n}$|^auto-backport-of-pr-${n}-on-`],
    [candidate.headRefName, `^backport/.*/pr-${n}$|(?:^|/)(?:automated-)?cherry-pick-(?:of-)?#?${n}-`],
    [candidate.title, `\\((?:backport|bp|gh-|#|cherry-pick)[ -]*#?${n}\\)\\s*$|^backport(?: of)? (?:pr )?#${n}`],
    [candidate.bodyText, `(?:back-?port|cherry[- ]pick)(?:ed)?\\b[^.\\n]{0,40}#${n}`],
    [candidate.bodyText, `(?:back-?port|cherry[- ]pick)(?:ed)?\\b[^\\n]{0,80}/pull/${n}`],
  ];
  return forms.some(([text, pattern]) => new RegExp(pattern, 'i').test(text));
}
