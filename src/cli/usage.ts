// What `fishladder help` prints, and the fault for a call that does not fit it.
import { Fault } from '../base/fault';

/** The manual on one page. */
export const USAGE = `Usage: fishladder COMMAND [OPTIONS]

Carries the fix that you made in the release you run upstream, and down into every branch that needs it.

Commands:
  mark [--commit REV | --staged | PATH…] [--title T] [--bug N]… [--name NAME] [--description TEXT]
                      Make a fix out of a commit, the index, or changed files of the working tree.
                      PATH:LINE or PATH:FROM-TO takes only the changes that touch these lines.
                      --title is needed unless --commit brings one.
  mark --amend NAME [--commit REV | --staged | PATH…]
                      Add changes that are not marked yet to a fix of the deployed release; its message stays.
  drop NAME [--yes] [--force]
                      Take a fix out of the queue on all its branches, after showing which files go, and asking; its patches are
                      kept in git's folder, below fishladder/dropped. Reviews stay as they are. --force leaves patches behind that
                      lean on it.
  port [NAME…] [--to BRANCH]… [--explain] [--with-prerequisites] [--dry-run] [--force]
                      Make a patch for every branch that needs the fix; --force replaces edited patches, and what
                      was settled where git merges by now. --explain names
                      the upstream commits that a conflict comes from: the release has them, and the branch does not;
                      and says of adapted lines where they stand.
                      --with-prerequisites ports these first, each as a patch of its own, where all of that is clean:
                      at most five commits, of at most 200 changed lines each.
  port --batch [--with-prerequisites] [--write-tree]
                      Read {"commit":REV,"onto":REV} a line, answer each with one line of JSON.
  accept NAME BRANCH [--yes]
                      Show what is proposed for a branch, hunk by hunk, and write it once all is accepted.
  resolve NAME BRANCH [--tool | --edit | --from FOLDER]
                      Put the files that are in conflict or proposed into a folder of their own, to be settled there by
                      you, in git's merge tool (--tool) or in your editor (--edit); --from takes the folder back. The
                      result becomes the branch's patch, and the same conflict is settled so from then on. Where nothing
                      is open it opens what was adapted, accepted or settled, and the new result takes its place.
  submit NAME… [--to BRANCH]… [--wip] [--reviewer WHO]… [--topic T] [--hashtag T]… [--now] [--no-verify] [--force]
         [--dry-run] [--yes]
                      Put fixes up for review, or bring their reviews up to date, after showing what leaves the machine, what lint
                      says of it, and asking. A branch waits until the fix is merged on those before it, unless --now; a patch
                      with errors stays here, unless --no-verify; --force replaces a patch set that was not made here.
  review NAME BRANCH [--vote LABEL=N]… [--comment TEXT] [--reply THREAD [--resolve]] [--ready] [--recheck] [--abandon TEXT]
         [--restore] [--yes]
                      Show a review with what is said on it, beside your own lines; or vote, answer and the like, after asking.
  adopt NAME BRANCH [--dry-run] [--force] [--yes]
                      Show how the review's patch set differs from the queue's patch, and from what is deployed, and take it as the
                      branch's patch.
  sync [NAME…] [--dry-run] [--offline]
                      Write into the queue where each patch was sent (Forwarded), and as which commit it was merged
                      (Applied-Upstream).
  status [NAME…] [--offline] [--bugs]
                      Show every fix on every branch, its review, and who acts next; with --bugs,
                      ask the trackers about the bugs that fixes name.
  show NAME [BRANCH]  Print a fix's patch.
  export NAME…|--all --to FORMAT PATH [--branch BRANCH] [--dry-run] [--force]
                      Put fixes of the deployed release (or of BRANCH) where they are packaged, in that place's own form.
                      FORMAT and PATH: debian, a package's source tree; rpm, the folder of a spec (--changelog also makes
                      its next release); yocto, a layer (--recipe NAME), .bb or .bbappend; kolla, an image's patch folder
                      (--prefix: where its packages are); site-packages or series, a folder; mbox, a file or -.
                      --all takes the patches of others in the series, too; --force replaces files of others.
  import --from FORMAT PATH [NAME…] [--recipe NAME] [--dry-run]
                      Take the patches that are there into the deployed release's series, those that apply.
  init [--track]      Make the queue; --track leaves it visible to git.
  lint PATH… [--format text|json|sarif] [--fail-on error|warning|info|none]
                      Check patch files and series; PATH is one of them, or a folder. Errors make it fail, or what --fail-on
                      names and all that is worse.
  fix PATH… [--only CODE]… [--header git|dep3] [--dry-run] [--fail-on …]
                      Repair what can be repaired without a decision of yours; --only makes these repairs, whatever they are;
                      --header writes the header as a mail for git am, or as DEP-3 fields.
  lsp                 Serve an editor as a language server over standard input and output.
  doctor              Check git, identity, remote, conventions, queue and forge.
  help                Print this page.

Options of every command:
  --json              Print JSON for programs.
  --release NAME      The deployed release (a tag or branch), where the checkout does not tell.
  -C FOLDER           Run as if started there.

Settings are read from git's configuration: fishladder.queue, fishladder.release, fishladder.remote,
fishladder.gerritUrl, fishladder.profile.

Exit codes: 0 done; 1 some branch did not get the fix, there is nothing to do, some patch was not imported, doctor finds a fault, or lint
or fix leave an error; 2 wrong call, or it names what is not there; 3 a fault, and no file is half written; 130 interrupted.
`;

/** A call that does not fit the manual. */
export function usageFault(message: string): Fault {
  return new Fault('usage', message, 'Run fishladder help to see how it is called.');
}
