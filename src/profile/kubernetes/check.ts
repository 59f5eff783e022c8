// Checks a patch by the rules of Kubernetes' prow plugins and of its release team.
import { splitLines } from '../../base/bytes';
import type { Remark } from '../check';
import { rewriteLine } from '../edits';
import type { PolicyRule } from '../policy';
import type { Reading } from '../reading';

const MESSAGES =
  'prow, plugin invalidcommitmsg: @mentions and closing keywords in commit messages notify people and close issues in every fork; the pull request gets do-not-merge/invalid-commit-message.';
const PICKS =
  'https://github.com/kubernetes/community/blob/master/contributors/devel/sig-release/cherry-picks.md: a release branch takes fixes of critical bugs only; release managers ask why of anything else.';

/** `kubernetes-mention`, `kubernetes-keyword`: what prow refuses in a commit message. */
export function commitMessageCheck(reading: Reading): Remark[] {
  const { title, titleLine, below, bodyLine } = reading;
  const lines = [
    { text: title, line: titleLine },
    ...splitLines(below).map((text, at) => ({ text, line: bodyLine + at })),
  ];
  return lines.flatMap(({ text, line }): Remark[] => {
    const at = { severity: 'error' as const, explanation: MESSAGES, start: line, end: line + 1 };
    const found: Remark[] = [];
    if (/\B@[\w-]+/.test(text) && !/^[A-Za-z-]+-by: /i.test(text))
      found.push({
        code: 'kubernetes-mention',
        message: 'A commit message mentions nobody with @.',
        ...at,
        ...unmentioned(reading, line),
      });
    if (/\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)[\s:]+(?:[\w-]+\/[\w-]+)?#\d+/i.test(text))
      found.push({
        code: 'kubernetes-keyword',
        message: 'A commit message closes no issue; the pull request does.',
        ...at,
      });
    return found;
  });
}

function unmentioned(reading: Reading, line: number): Pick<Remark, 'remedy'> {
  const edit = rewriteLine(reading, line, (text) => text.replace(/\B@(?=[\w-])/g, ''));
  return edit ? { remedy: { title: 'Leave out the @', edits: [edit], safe: false } } : {};
}

/** What release managers ask about on `release-1.x`. */
export const RELEASE_POLICY: readonly PolicyRule[] = [
  {
    code: 'release-api',
    severity: 'warning',
    message: 'An API type or its specification is changed.',
    explanation: PICKS,
    paths: /^(?:api\/openapi-spec\/|staging\/src\/k8s\.io\/api\/|pkg\/apis\/.*\/types\.go$)/,
  },
  {
    code: 'release-feature',
    severity: 'warning',
    message: 'A feature gate is added or changed.',
    explanation: PICKS,
    paths: /(?:^|\/)kube_features\.go$/,
  },
  {
    code: 'release-dependency',
    severity: 'warning',
    message: 'A dependency is changed.',
    explanation: PICKS,
    paths: /(?:^|\/)go\.mod$/,
    lines: { kind: 'add', text: /^\s+\S+ v\d/ },
  },
];
