// Web addresses in a message's trailers.
import { type Bytes, decode } from '../base/bytes';
import { parseMessage } from '../patch/message';

/** Trailers that name a bug, in every community's spelling. */
const BUG_TRAILERS =
  /^(?:(?:closes|partial|related)-bug|closes|bug|bug-[a-z]+|resolves|related|references|jira|issue|ref)$/i;

/** The bugs that a message's trailers (with keys that `keys` matches) name by their web address; each once, in order. */
export function trailerAddresses(message: Bytes, keys = BUG_TRAILERS): string[] {
  const values = parseMessage(message).trailers.flatMap((line) =>
    line.kind === 'trailer' && keys.test(line.key) ? [decode(line.value)] : [],
  );
  return [...new Set(values.filter((value) => /^https?:\/\/\S+$/.test(value)))];
}
