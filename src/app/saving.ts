import {
  type BackflowState,
  documentOf,
  isSavedChange,
  type Notice,
  useBackflow,
  viewOf,
} from "@/store";
import { leaveView, nameShown, rememberView } from "./address-bar";
import { DocumentWriter, SlowStorage, type WriterNews } from "./document-writer";
import type { DocumentRecord, Records } from "./records";
import { leaveUnsaved, recoverUnsaved, takeBackUnsaved } from "./unsaved";

const CHANGED_ELSEWHERE =
  "This graph was also changed in another tab, so your changes here are kept as a copy.";
const DELETED_ELSEWHERE =
  "This graph was deleted in another tab, so it is kept here as a new one, with your changes.";
const ADVICE = "Save it as a file, or share its link, before you leave.";

/** A sentence: why nothing is kept, and what to do. */
function reasonOf(error: unknown): string {
  if (error instanceof SlowStorage) {
    return `This browser's storage does not answer, so your work is not kept right now. ${ADVICE} Closing other tabs of Backflow may help.`;
  }
  if (error instanceof DOMException && error.name === "QuotaExceededError") {
    return `This browser's storage is full, so your work is not kept right now. ${ADVICE} Deleting graphs that you no longer need makes room.`;
  }
  return `This browser does not keep your work right now. ${ADVICE}`;
}

/** How often the view of a preview is noted at most, in milliseconds. */
const VIEW_INTERVAL = 500;
const PATIENCE = 1400;

/** Keeps documents in this browser, and finds what it keeps. */
export interface Keeper {
  /** A document as it is now, whether or not it is stored already. */
  read(id: string): Promise<DocumentRecord | undefined>;
  /** The one edited last. */
  latest(): Promise<DocumentRecord | undefined>;
  /** The ones edited last, at most `limit`, and how many there are in all. Rejects where the storage takes long. */
  newest(limit: number): Promise<{ records: readonly DocumentRecord[]; total: number }>;
  /** The id that a document has by now: what was left by a closed page may have become a copy. */
  idOf(id: string): Promise<string>;
  /** Writes at once what is not stored yet. Resolves when that is done, or cannot be done soon. */
  settle(): Promise<void>;
  /** A deleted document is not written any more. */
  forget(id: string): void;
  /** Awaits an answer of the storage, and warns meanwhile where it takes long; rejects, with a warning, where it fails. */
  awaitAnswer<Answer>(answer: Promise<Answer>): Promise<Answer>;
}

/**
 * Keeps every document that is edited in a record of its own: the first edit of a preview makes one, and clears the
 * address, which names the preview.
 */
export function startSaving(records: Records): Keeper {
  const writers = new Set<DocumentWriter>();
  let current: DocumentWriter | null = null;
  let warning: Notice | null = null;
  const recovery = recoverUnsaved(records).then(({ copies }) => {
    if (copies.size > 0) useBackflow.getState().notify({ tone: "info", text: CHANGED_ELSEWHERE });
    return copies;
  });
  recovery.catch(() => undefined);

  const warn = (error: unknown): string => {
    const text = reasonOf(error);
    if (warning === null) {
      warning = { tone: "error", text };
      useBackflow.getState().notify(warning);
    }
    return text;
  };
  const allClear = (): void => {
    if (warning !== null && useBackflow.getState().notice === warning) {
      useBackflow.getState().notify(null);
    }
    warning = null;
  };

  const hear = (writer: DocumentWriter, news: WriterNews): void => {
    const { adopt, notify, saving, setSaving } = useBackflow.getState();
    const isCurrent = writer === current;
    switch (news.kind) {
      case "pending":
        // What could not be saved is not on its way until an attempt has succeeded.
        if (isCurrent && (saving.kind === "saved" || saving.kind === "preview")) {
          setSaving({ kind: "pending" });
        }
        break;
      case "saved":
        allClear();
        takeBackUnsaved(writer.name);
        if (isCurrent && saving.kind !== "saved") setSaving({ kind: "saved" });
        if (!isCurrent) writers.delete(writer);
        break;
      case "failed": {
        const reason = warn(news.error);
        if (isCurrent) setSaving({ kind: "failed", reason });
        break;
      }
      case "copied":
        if (isCurrent) {
          adopt(writer.id);
          nameShown({ record: writer.id }, "replace");
        }
        notify({ tone: "info", text: news.deleted ? DELETED_ELSEWHERE : CHANGED_ELSEWHERE });
    }
  };

  /** A writer for the document on the page; the one that it has already, where it was left before it was stored. */
  const startWriter = (id: string, revision: number, stored: boolean): void => {
    const state = useBackflow.getState();
    const left = [...writers].find((writer) => writer.id === id);
    const writer: DocumentWriter =
      left ??
      new DocumentWriter(records, { id, revision }, state, stored, (news) => hear(writer, news));
    writers.add(writer);
    current = writer;
    if (left || !stored) writer.note(state);
  };
  const leaveCurrent = (): void => {
    if (!current) return;
    if (!current.hasUnsavedEdits) writers.delete(current);
    void current.flush();
    current = null;
  };
  /** The document on the page becomes a new record; "push" leaves the present entry of the history for Back. */
  const makeOwn = (how: "push" | "replace"): void => {
    const id = crypto.randomUUID();
    useBackflow.getState().adopt(id);
    nameShown({ record: id }, how);
    startWriter(id, 0, false);
  };

  let viewTimer: ReturnType<typeof setTimeout> | undefined;
  const noteView = (): void => {
    clearTimeout(viewTimer);
    viewTimer = undefined;
    const state = useBackflow.getState();
    if (isPreview(state)) rememberView(viewOf(state));
  };

  const watch = (state: BackflowState, previous: BackflowState): void => {
    if (state.opened !== previous.opened) {
      clearTimeout(viewTimer);
      viewTimer = undefined;
      leaveCurrent();
      const { origin } = state;
      if (origin.kind === "record") startWriter(origin.id, origin.revision, true);
      else if (origin.kind === "file") makeOwn("push");
    } else if (documentOf(state) !== documentOf(previous) && isPreview(state)) {
      clearTimeout(viewTimer);
      viewTimer = undefined;
      makeOwn("replace");
    } else if (isSavedChange(state, previous)) {
      if (current) current.note(state);
      else viewTimer ??= setTimeout(noteView, VIEW_INTERVAL);
    }
  };

  const leavePage = (): void => {
    if (viewTimer !== undefined) noteView();
    leaveView(viewOf(useBackflow.getState()));
    for (const writer of writers) {
      const unsaved = writer.unsaved();
      if (unsaved) leaveUnsaved(unsaved);
      void writer.flush();
    }
  };
  const flush = (): void => {
    for (const writer of writers) void writer.flush();
  };
  useBackflow.subscribe(watch);
  addEventListener("pagehide", leavePage);
  document.addEventListener("visibilitychange", flush);

  const copies = (): Promise<ReadonlyMap<string, string>> => recovery.catch(() => new Map());
  return {
    read: async (id) => {
      const left = [...writers].find((writer) => writer.id === id && writer.hasUnsavedEdits);
      if (left) return left.record();
      await copies();
      return records.read(id);
    },
    latest: async () => {
      await copies();
      return records.latest();
    },
    newest: async (limit) => {
      const found = copies().then(() => records.newest(limit));
      const { records: stored, total } = await Promise.race([found, rejectLater()]);
      const left = [...writers].flatMap((writer) => writer.unsaved()?.record ?? []);
      const others = stored.filter((record) => left.every(({ id }) => id !== record.id));
      return {
        records: [...left, ...others],
        total: total + left.length - (stored.length - others.length),
      };
    },
    idOf: async (id) => (await copies()).get(id) ?? id,
    settle: async () => {
      const written = Promise.all([...writers].map((writer) => writer.flush()));
      await Promise.race([written, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    },
    forget: (id) => {
      for (const writer of writers) {
        if (writer.id !== id) continue;
        writer.stop();
        writers.delete(writer);
        if (writer === current) current = null;
      }
    },
    awaitAnswer: async (answer) => {
      const timer = setTimeout(() => warn(new SlowStorage()), PATIENCE);
      try {
        const given = await answer;
        // What can be read cannot always be written.
        if (useBackflow.getState().saving.kind !== "failed") allClear();
        return given;
      } catch (error) {
        warn(error);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function rejectLater(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new SlowStorage()), PATIENCE));
}

function isPreview({ origin }: BackflowState): boolean {
  return origin.kind === "preset" || origin.kind === "link";
}
