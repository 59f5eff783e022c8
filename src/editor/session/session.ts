// One repository as the editor holds it: opened on first need, read again when asked, one view for all surfaces.
import { isDeepStrictEqual } from 'node:util';
import type { Disposable } from '../../base/disposable';
import { Emitter, type Event } from '../../base/event';
import { Fault, logText } from '../../base/fault';
import type { Host, Settings } from '../../flow/host';
import { queueIn } from '../../flow/queue-folder';
import type { Status } from '../../flow/status';
import { isSettled } from '../../review/look';
import type { Act } from '../../review/thread';
import type { Review } from '../../review/types';
import { unread, type View, viewOfQueue, viewOfStatus } from './view';
import type { Works } from './works';

/** What a session needs of its surroundings. */
export interface SessionOptions {
  /** The folder that holds `.git`, absolute. */
  root: string;
  host: Host;
  /** Writes down a fault that nobody is told of at once. */
  log(text: string): void;
  settings(): Settings;
  /** Whether git and the network may be used. */
  trusted(): boolean;
}

/** One repository. */
export interface Session extends Disposable {
  readonly root: string;
  /** What is known now; replaced when something is new, never changed. */
  readonly view: View;
  /** Absolute path of the queue, as far as it is known yet. */
  readonly queueFolder: string;
  readonly onDidChange: Event<void>;
  /** Git and the flows. Throws the `Fault` that keeps them from being used. */
  works(): Promise<Works>;
  /** Reads the repository again; calls while it is read are answered by one more reading. Faults become part of the view. */
  reread(): Promise<void>;
  /** Resolves when no reading is under way. */
  settled(): Promise<void>;
  /** Asks the forge about every fix. Rejects only with the signal's reason. */
  ask(signal: AbortSignal): Promise<void>;
  /** Reads what is said on a review, unless that is known as it is now; `anew` in any case. Rejects only with the signal's reason. */
  look(review: Review, signal: AbortSignal, anew?: 'anew'): Promise<void>;
  /** Does one thing to a review, and reads both it and its row again. Throws `ForgeError`, and what `works` throws. */
  act(review: Review, act: Act, signal: AbortSignal): Promise<void>;
  /** Forgets what depends on settings and trust, and reads again. */
  reopen(): Promise<void>;
}

/** The words for a branch of which only the files have been read. */
const RESTRICTED = 'not known in Restricted Mode';
const READING = 'not known yet';

/** Makes a session; nothing is read until asked. */
export function createSession({ root, host, log, settings, trusted }: SessionOptions): Session {
  const changed = new Emitter<void>();
  const end = new AbortController();
  let view = unread;
  let status: Status | undefined;
  let opening: Promise<Works> | undefined;
  let queue = queueIn(root, settings().queue);
  let reading: Promise<void> | undefined;
  let again = false;

  function show(next: View): void {
    if (isDeepStrictEqual(next, view)) return;
    view = next;
    if (!end.signal.aborted) changed.fire();
  }

  const showStatus = ({ details, bugsOf }: Works, now: Status): void =>
    show(viewOfStatus(now, { details: details?.all() ?? unread.details, bugsOf }));

  async function open(): Promise<Works> {
    const { openWorks } = await import('./works');
    const works = await openWorks(root, settings(), host);
    const refresh = () => {
      if (!status || view.condition.kind !== 'ready') return;
      status = works.withReviews(status);
      showStatus(works, status);
    };
    works.reviews?.onDidChange(refresh);
    works.details?.onDidChange(refresh);
    queue = works.ladder.queue;
    return works;
  }

  function works(): Promise<Works> {
    if (!trusted()) return Promise.reject(restricted(root));
    opening ??= open();
    const current = opening;
    current.catch(() => {
      if (opening === current) opening = undefined;
    });
    return current;
  }

  async function readFiles(): Promise<View> {
    const { queuedFixes } = await import('../../flow/queue-fixes');
    const { fixes, notes } = await queuedFixes(queue);
    return trusted()
      ? viewOfQueue(fixes, notes, { kind: 'reading' }, READING)
      : viewOfQueue(fixes, notes, { kind: 'restricted' }, RESTRICTED);
  }

  async function readOnce(): Promise<void> {
    let files = view;
    try {
      if (status === undefined) {
        files = await readFiles();
        show(files);
      }
      if (!trusted()) return;
      const opened = await works();
      status = await opened.status(end.signal);
      showStatus(opened, status);
    } catch (fault) {
      if (end.signal.aborted) return;
      status = undefined;
      log(logText(fault));
      show({ ...files, condition: { kind: 'fault', fault } });
    }
  }

  async function readUntilQuiet(): Promise<void> {
    do {
      again = false;
      await readOnce();
    } while (again && !end.signal.aborted);
    reading = undefined;
  }

  function reread(): Promise<void> {
    again = true;
    reading ??= readUntilQuiet();
    return reading;
  }

  function close(): void {
    opening?.then(
      (old) => old.dispose(),
      () => {},
    );
    opening = undefined;
    status = undefined;
  }

  async function ask(signal: AbortSignal): Promise<void> {
    const opened = await works();
    if (!status) return;
    void askBugs(opened, status);
    await opened.reviews?.refresh(opened.sought(status), signal);
  }

  /** Asks about the bugs of what is not everywhere yet. Nobody waits for it, and what fails is only written down. */
  async function askBugs(opened: Works, { fixes }: Status): Promise<void> {
    const open = fixes.filter(({ rows }) => rows.some(({ standing }) => !isSettled(standing)));
    const addresses = open.flatMap(opened.bugsOf).map(({ address }) => address);
    try {
      for (const fault of await opened.bugs.refresh(addresses, end.signal)) log(logText(fault));
      if (status && opening && (await opening) === opened) showStatus(opened, status);
    } catch (error) {
      if (!end.signal.aborted) log(logText(error));
    }
  }

  async function look(review: Review, signal: AbortSignal, anew?: 'anew'): Promise<void> {
    const { details } = await works();
    await (anew ? details?.refresh(review, signal) : details?.want(review, signal));
  }

  return {
    root,
    get view() {
      return view;
    },
    get queueFolder() {
      return queue.folder;
    },
    onDidChange: changed.event,
    works,
    reread,
    settled: () => reading ?? Promise.resolve(),
    ask,
    look,
    act: async (review, act, signal) => {
      const { forge } = await works();
      try {
        await forge?.act(review, act, signal);
      } finally {
        await Promise.all([look(review, signal, 'anew'), ask(signal)]);
      }
    },
    reopen: () => {
      close();
      queue = queueIn(root, settings().queue);
      return reread();
    },
    dispose: () => {
      end.abort();
      close();
      changed.dispose();
    },
  };
}

function restricted(root: string): Fault {
  return new Fault(
    'restricted',
    `${root} is not trusted, so git is not run in it and no server is asked.`,
    'Trust the workspace first (Workspaces: Manage Workspace Trust).',
  );
}
