import {
  type BackflowState,
  documentOf,
  isSavedChange,
  type Notice,
  useBackflow,
  viewOf,
} from "@/store";
import { leaveView, nameShown, rememberView } from "../address-bar";
import { randomId } from "../random-id";
import { leaveField } from "../typed-text";
import { DocumentWriter, SlowStorage, type WriterNews } from "./document-writer";
import type { DocumentRecord, Records } from "./records";
import { copiedSentence, goneSentence, reasonOf } from "./storage-sentences";
import { leaveUnsaved, recoverUnsaved, takeBackUnsaved } from "./unsaved";

/** How often the view of a preview is noted at most, in milliseconds. */
const VIEW_INTERVAL = 500;
const PATIENCE = 1400;
/** From a look at the storage that failed to the next, in milliseconds. */
const CHECK_AGAIN = 1000;

interface Standing {
  /** The one that it is based on. */
  readonly revision: number;
  readonly hasUnsavedEdits: boolean;
}

/** Keeps documents in this browser, and finds what it keeps. */
export interface Keeper {
  /** A document as it is now, whether or not it is stored already. */
  read(id: string): Promise<DocumentRecord | undefined>;
  /** The one edited last. */
  latest(): Promise<DocumentRecord | undefined>;
  /** The ones edited last, at most `limit`, and how many there are in all. Takes as long as the storage takes. */
  newest(limit: number): Promise<{ records: readonly DocumentRecord[]; total: number }>;
  /** The id that a document has by now: what was left by a closed page may have become a copy. */
  idOf(id: string): Promise<string>;
  /** Writes at once what is not stored yet. Resolves when that is done, or cannot be done soon. */
  settle(): Promise<void>;
  /** How an open document stands to its record. */
  standingOf(id: string): Standing | undefined;
  /** A deleted document is not written any more. The answer is how it was, where it was open. */
  forget(id: string): (Standing & { readonly record: DocumentRecord }) | undefined;
  /** Awaits an answer of the storage, and warns meanwhile where it takes long; rejects, with a warning, where it fails. */
  awaitAnswer<Answer>(answer: Promise<Answer>): Promise<Answer>;
}

/**
 * Keeps every document that is edited in a record of its own: the first edit of a preview makes one, and clears the
 * address, which names the preview.
 */
export function startSaving(records: Records): Keeper {
  const writers = new Set<DocumentWriter>();
  const writerOf = (id: string): DocumentWriter | undefined =>
    [...writers].find((writer) => writer.id === id);
  let current: DocumentWriter | null = null;
  /** Stands for as long as the storage fails. */
  let warning: Notice | null = null;
  /** An offer, such as Undo, whose place the warning has taken: it stands again once that is over. */
  let covered: Notice | null = null;
  /** The document on the page was deleted elsewhere. */
  let gone: Notice | null = null;

  const warn = (error: unknown): string => {
    const text = reasonOf(error);
    if (warning?.text === text) return text;
    const { notice, notify } = useBackflow.getState();
    const isClosed = warning !== null && notice !== warning;
    warning = { tone: "error", text };
    // A storage that did not answer may answer that it is full. Who has closed the warning has read it.
    if (isClosed) return text;
    if (notice?.action) covered = notice;
    notify(warning);
    return text;
  };
  const takeBack = (notice: Notice | null): null => {
    if (notice !== null && useBackflow.getState().notice === notice) {
      useBackflow.getState().notify(null);
    }
    return null;
  };
  const allClear = (): void => {
    const { notice, notify } = useBackflow.getState();
    if (warning !== null && notice === warning) notify(covered);
    warning = null;
    covered = null;
  };
  const tellCopied = (title: string, deleted: boolean): void => {
    const text = copiedSentence(title, deleted);
    useBackflow.getState().notify({ tone: "info", text, outlastsDocument: true });
  };
  const recovery = recoverUnsaved(records, tellCopied);
  recovery.catch(() => undefined);

  const awaitAnswer = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
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
  };

  const hear = (writer: DocumentWriter, news: WriterNews): void => {
    const { adopt, saving, setSaving } = useBackflow.getState();
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
        if (isCurrent) gone = takeBack(gone);
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
          adopt(writer.id, news.retitle);
          nameShown({ record: writer.id }, "replace");
        }
        tellCopied(news.title, news.deleted);
        break;
      case "gone":
        if (isCurrent) tellGone(writer, news.title);
        else writers.delete(writer);
    }
  };
  const tellGone = (writer: DocumentWriter, title: string): void => {
    const { notify, setSaving } = useBackflow.getState();
    const text = goneSentence(title);
    // The storage has answered.
    allClear();
    gone = { tone: "error", text, action: { label: "Keep it", perform: () => writer.keep() } };
    notify(gone);
    setSaving({ kind: "failed", reason: text });
  };
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  /** Looks whether what is on the page is still kept. */
  const check = (): void => {
    clearTimeout(checkTimer);
    if (!current) return;
    awaitAnswer(current.check()).catch(() => {
      // A browser that clears its data refuses everything until that is done.
      checkTimer = setTimeout(check, CHECK_AGAIN);
    });
  };

  /** A writer for the document on the page; the one that it has already, where it was left before it was stored. */
  const startWriter = (id: string, revision: number, stored: boolean): void => {
    const state = useBackflow.getState();
    const left = writerOf(id);
    const goesOn = left !== undefined && (left.hasUnsavedEdits || left.revision === revision);
    if (left && !goesOn) {
      left.stop();
      writers.delete(left);
    }
    const writer: DocumentWriter = goesOn
      ? left
      : new DocumentWriter(records, { id, revision }, state, stored, (news) => hear(writer, news));
    writers.add(writer);
    current = writer;
    if (goesOn) writer.resume(state);
    else if (!stored) writer.note(state);
  };
  const leaveCurrent = (): void => {
    if (!current) return;
    if (current.isSettled) writers.delete(current);
    void current.flush();
    current = null;
  };
  /** The document on the page becomes a new record; "push" leaves the present entry of the history for Back. */
  const makeOwn = (how: "push" | "replace"): void => {
    const id = randomId();
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

  // The history shows another entry before what it names is on the page: the view of the old one is none of it.
  const forgetView = (): void => {
    clearTimeout(viewTimer);
    viewTimer = undefined;
  };
  const watch = (state: BackflowState, previous: BackflowState): void => {
    if (state.opened !== previous.opened) {
      forgetView();
      leaveCurrent();
      // Opening a document takes away what was told about the one before, but not what still holds.
      const held = warning ?? (previous.notice?.outlastsDocument ? previous.notice : null);
      if (held !== null) useBackflow.getState().notify(held);
      const { origin } = state;
      if (origin.kind === "record") startWriter(origin.id, origin.revision, true);
      else if (origin.kind === "file") makeOwn("push");
    } else if (documentOf(state) !== documentOf(previous) && isPreview(state)) {
      forgetView();
      makeOwn("replace");
    } else if (isSavedChange(state, previous)) {
      if (current) current.note(state);
      else viewTimer ??= setTimeout(noteView, VIEW_INTERVAL);
    }
  };

  /** What the storage has refused would be lost: the browser asks whether to leave. */
  const askBeforeLeaving = (event: BeforeUnloadEvent): void => {
    if (useBackflow.getState().saving.kind === "failed") event.preventDefault();
  };
  const leavePage = (): void => {
    // What is half-typed is committed, as by leaving its field.
    leaveField();
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
  addEventListener("popstate", forgetView);
  addEventListener("beforeunload", askBeforeLeaving);
  addEventListener("pagehide", leavePage);
  document.addEventListener("visibilitychange", () => {
    flush();
    if (document.visibilityState === "visible") check();
  });
  records.onLoss(check);

  const copies = (): Promise<ReadonlyMap<string, string>> => recovery.catch(() => new Map());
  return {
    read: async (id) => {
      const left = writerOf(id);
      if (left?.hasUnsavedEdits) return left.record();
      await copies();
      return records.read(id);
    },
    latest: async () => {
      await copies();
      return records.latest();
    },
    newest: async (limit) => {
      await copies();
      const { records: stored, total } = await records.newest(limit);
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
    standingOf: writerOf,
    forget: (id) => {
      const writer = writerOf(id);
      if (!writer) return undefined;
      const { revision, hasUnsavedEdits } = writer;
      writer.stop();
      writers.delete(writer);
      if (writer === current) current = null;
      return { revision, hasUnsavedEdits, record: writer.record() };
    },
    awaitAnswer,
  };
}

function isPreview({ origin }: BackflowState): boolean {
  return origin.kind === "preset" || origin.kind === "link";
}
