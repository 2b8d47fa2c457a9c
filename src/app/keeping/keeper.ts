import type { Result } from "@/graph";
import { type BackflowState, documentOf, isSavedChange, useBackflow, viewOf } from "@/store";
import { leaveView, nameShown } from "../address-bar";
import { randomId } from "../random-id";
import { leaveField } from "../typed-text";
import type { DocumentRecord } from "./document-record";
import type { DocumentWriter, WriterNews } from "./document-writer";
import { OpenWriters, type Standing } from "./open-writers";
import { isPreview, PreviewView } from "./preview-view";
import type { Records } from "./records";
import { reportFault, type StorageError } from "./storage-error";
import { copiedSentence, goneSentence } from "./storage-sentences";
import { StorageWarning } from "./storage-warning";
import { leaveUnsaved, recoverUnsaved, takeBackUnsaved } from "./unsaved";

/** `settle` waits so long at most, in milliseconds. */
const LONGEST_SETTLING = 1400;
/** From a look at the storage that failed to the next, in milliseconds. */
const CHECK_AGAIN = 1000;

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
  /** Awaits an answer of the storage, and warns where it takes long or fails: the caller has nothing to add to that. */
  awaitAnswer<Answer>(answer: Promise<Answer>): Promise<Result<Answer, StorageError>>;
}

/**
 * Keeps every document that is edited in a record of its own: the first edit of a preview makes one, and clears the
 * address, which names the preview.
 */
export function startSaving(records: Records): Keeper {
  const keeper = new PageKeeper(records);
  keeper.watchPage();
  return keeper;
}

class PageKeeper implements Keeper {
  readonly #records: Records;
  readonly #writers: OpenWriters;
  readonly #warning = new StorageWarning();
  readonly #previewView = new PreviewView();
  /** Settles once what closed pages have left is stored: the ids of what has become a copy, by those it had before. */
  readonly #copies: Promise<ReadonlyMap<string, string>>;
  #checkTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(records: Records) {
    this.#records = records;
    this.#writers = new OpenWriters(records, (...news) => this.#hear(...news));
    this.#copies = recoverUnsaved(records, tellCopied).catch((error: unknown) => {
      // Storage that fails is told about by what reads or writes it next; what was left stays for the next start of the page.
      reportFault(error);
      return new Map();
    });
  }

  /** Follows from now on what becomes of the document on the page, and of the page. */
  watchPage(): void {
    const check = () => void this.#check();
    useBackflow.subscribe((state, previous) => this.#follow(state, previous));
    this.#records.onLoss(check);
    // The history shows another entry before what it names is on the page.
    addEventListener("popstate", () => this.#previewView.forget());
    addEventListener("beforeunload", askBeforeLeaving);
    addEventListener("pagehide", () => this.#leavePage());
    document.addEventListener("visibilitychange", () => {
      void this.#writers.flush();
      if (document.visibilityState === "visible") check();
    });
  }

  async read(id: string): Promise<DocumentRecord | undefined> {
    const writer = this.#writers.of(id);
    if (writer?.hasUnsavedEdits) return writer.record();
    await this.#copies;
    return this.#records.read(id);
  }

  async latest(): Promise<DocumentRecord | undefined> {
    await this.#copies;
    return this.#records.latest();
  }

  async newest(limit: number): Promise<{ records: readonly DocumentRecord[]; total: number }> {
    await this.#copies;
    const { records: stored, total } = await this.#records.newest(limit);
    const left = this.#writers.unsaved().map(({ record }) => record);
    const others = stored.filter((record) => left.every(({ id }) => id !== record.id));
    return {
      records: [...left, ...others],
      total: total + left.length - (stored.length - others.length),
    };
  }

  async idOf(id: string): Promise<string> {
    return (await this.#copies).get(id) ?? id;
  }

  async settle(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_SETTLING));
    await Promise.race([this.#writers.flush(), patience]);
  }

  standingOf(id: string): Standing | undefined {
    return this.#writers.of(id);
  }

  forget(id: string): (Standing & { readonly record: DocumentRecord }) | undefined {
    return this.#writers.forget(id);
  }

  awaitAnswer<Answer>(answer: Promise<Answer>): Promise<Result<Answer, StorageError>> {
    return this.#warning.awaitAnswer(answer);
  }

  /** Another document was opened, or that on the page was edited, or is looked at in another way. */
  #follow(state: BackflowState, previous: BackflowState): void {
    if (state.opened !== previous.opened) {
      this.#previewView.forget();
      this.#writers.leaveCurrent();
      this.#warning.tellAgain();
      // Opening a document takes away what was told about the one before, but not what still holds.
      if (previous.notice?.lasts === "beyond-document")
        useBackflow.getState().notify(previous.notice);
      const { origin } = state;
      if (origin.kind === "record") this.#start(origin.id, origin.revision, true);
      else if (origin.kind === "file") this.#makeOwn("push");
    } else if (documentOf(state) !== documentOf(previous) && isPreview(state)) {
      this.#previewView.forget();
      this.#makeOwn("replace");
    } else if (isSavedChange(state, previous)) {
      const { current } = this.#writers;
      if (current) current.note(state);
      else this.#previewView.noteSoon();
    }
  }

  #start(id: string, revision: number, isStored: boolean): void {
    this.#writers.start(id, revision, useBackflow.getState(), isStored);
  }

  /** The document on the page becomes a new record; "push" leaves the present entry of the history for Back. */
  #makeOwn(how: "push" | "replace"): void {
    const id = randomId();
    useBackflow.getState().adopt(id);
    nameShown({ record: id }, how);
    this.#start(id, 0, false);
  }

  /** Tells what has become of a document. */
  #hear(news: WriterNews, writer: DocumentWriter, isCurrent: boolean): void {
    const { adopt, saving, setSaving } = useBackflow.getState();
    switch (news.kind) {
      case "pending":
        // What could not be saved is not on its way until an attempt has succeeded.
        if (isCurrent && (saving.kind === "saved" || saving.kind === "preview")) {
          setSaving({ kind: "pending" });
        }
        break;
      case "saved":
        this.#warning.end();
        takeBackUnsaved(writer.name);
        if (isCurrent) this.#warning.takeBackGone();
        if (isCurrent && saving.kind !== "saved") setSaving({ kind: "saved" });
        break;
      case "failed": {
        const reason = this.#warning.tell(news.error);
        if (isCurrent) setSaving({ kind: "failed", reason });
        break;
      }
      case "copied":
        if (isCurrent) {
          this.#warning.takeBackGone();
          adopt(writer.id, news.retitle);
          nameShown({ record: writer.id }, "replace");
        }
        tellCopied(news.title, news.deleted);
        break;
      case "gone":
        if (isCurrent) this.#tellGone(writer, news.title);
    }
  }

  #tellGone(writer: DocumentWriter, title: string): void {
    const text = goneSentence(title);
    const action = { label: "Keep it", perform: () => writer.keep() };
    this.#warning.tellGone({ tone: "error", text, action });
    useBackflow.getState().setSaving({ kind: "failed", reason: text });
  }

  /** Looks whether what is on the page is still kept. */
  async #check(): Promise<void> {
    clearTimeout(this.#checkTimer);
    const { current } = this.#writers;
    if (!current) return;
    const checked = await this.#warning.awaitAnswer(current.check());
    // A browser that clears its data refuses everything until that is done.
    if (!checked.ok) this.#checkTimer = setTimeout(() => void this.#check(), CHECK_AGAIN);
  }

  #leavePage(): void {
    // What is half-typed is committed, as by leaving its field.
    leaveField();
    this.#previewView.noteAtOnce();
    leaveView(viewOf(useBackflow.getState()));
    for (const unsaved of this.#writers.unsaved()) leaveUnsaved(unsaved);
    void this.#writers.flush();
  }
}

function tellCopied(title: string, deleted: boolean): void {
  const text = copiedSentence(title, deleted);
  useBackflow.getState().notify({ tone: "info", text, lasts: "beyond-document" });
}

/** What the storage has refused would be lost: the browser asks whether to leave. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  if (useBackflow.getState().saving.kind === "failed") event.preventDefault();
}
