// Message-IDs, by which mails with patches are known in archives, in Patchwork and to us.

/** The Message-ID (without angle brackets) that a web address of an archive or of Patchwork names; undefined where it names none. */
export function messageIdOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const parts = new URL(address).pathname.split('/').flatMap((part) => decoded(part) ?? []);
  return parts.find((part) => isMessageId(part));
}

/** True for what may stand between the angle brackets (RFC 5322, 3.6.4), and in an address without harm. */
export function isMessageId(text: string): boolean {
  return text.length < 250 && /^[^\s<>@"\\/?#&]+@[\w.[\]:-]+$/.test(text);
}

/** The Message-ID of a patch: the same for the same commit, branch and sender, so that a repeat can see that it was sent. */
export function ownMessageId(commit: string, branch: string, sender: string): string {
  const place = branch.replace(/[^\w.-]+/g, '-');
  const domain = /@([\w.-]+)>?$/.exec(sender)?.[1] ?? 'localhost';
  return `${commit}.${place}.fishladder@${domain}`;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
