import { FileWriter } from "@/graph";
import {
  type BackflowState,
  documentOf,
  isSavedChange,
  presetOf,
  type Retitling,
  retitling,
  viewOf,
} from "@/store";
import { randomId } from "../random-id";
import { recordOfCopy } from "./copies";
import type { DocumentRecord } from "./document-record";
import type { Records } from "./records";
import { reportFault, SlowStorage } from "./storage-error";

/** What a writer has to tell. */
export type WriterNews =
  /** There is something to write. */
  | { readonly kind: "pending" }
  /** All is stored: the transaction is complete, and secured. */
  | { readonly kind: "saved" }
  /** Its record was deleted elsewhere; the next edit, or `keep`, makes a new one. */
  | { readonly kind: "gone"; readonly title: string }
  /** It goes on trying. */
  | { readonly kind: "failed"; readonly error: unknown }
  /** The record was changed or deleted elsewhere, so this document is stored as another one from now on. */
  | {
      readonly kind: "copied";
      /** What it was called before. */
      readonly title: string;
      /** Gives it, as it is on the page, the title of the copy. */
      readonly retitle: Retitling;
      readonly deleted: boolean;
    };

/** A document that was left before it was stored, as it waits for the next start of the page. */
export interface Unsaved {
  readonly record: DocumentRecord;
  /** Its id, should it have to become a copy. */
  readonly copyId: string;
}

/** From an edit until it is written, in milliseconds; edits that go on do not put it off. */
const INTERVAL = 250;
/** Making the text of a large document takes long: that gets at most this part of the time, as far as the longest interval lets it. */
const WRITING_SHARE = 1 / 25;
const LONGEST_INTERVAL = 500;
/** From a save until it is secured, unless there is another edit: that would wait for the disk as well. */
const REST = 300;
/** Edits without any rest are secured this often. */
const LONGEST_UNSECURED = 10_000;
/** A storage that has not answered for this long is told about; sooner where the edit it is to keep waits since long. */
const PATIENCE = 1200;
const LONGEST_SILENCE = 1900;
/** Securing gets this long, however slow the save was: a slow disk is not one that does not answer. */
const LEAST_PATIENCE = 600;
const RETRY = 2000;

/** Writes one document of one's own, soon after each edit, one transaction after the other. */
export class DocumentWriter {
  #id: string;
  #revision: number;
  #copyId = randomId();
  readonly #name = randomId();
  readonly #records: Records;
  readonly #file = new FileWriter();
  readonly #tell: (news: WriterNews) => void;
  #wanted: BackflowState;
  #savedAt: number;
  /** What of `wanted` is stored already; null for nothing. */
  #stored: BackflowState | null;
  #writing: Promise<void> | null = null;
  #interval = INTERVAL;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest edit came that no save under way contains; null for none. */
  #waitingSince: number | null = null;
  /** When the first save ended of those that do not withstand the end of the machine; null where all do. */
  #unsecuredSince: number | null = null;
  /** When the oldest edit came of the last save. */
  #savedSince = 0;
  /** Does the timer stand for something that an edit does not wait for? */
  #timerYields = false;
  #stopped = false;
  #isGone = false;

  /** `stored`: is the document, as `state` has it, what revision `revision` of the record holds? */
  constructor(
    records: Records,
    origin: { readonly id: string; readonly revision: number },
    state: BackflowState,
    stored: boolean,
    tell: (news: WriterNews) => void,
  ) {
    this.#records = records;
    this.#id = origin.id;
    this.#revision = origin.revision;
    this.#wanted = state;
    this.#savedAt = Date.now();
    this.#stored = stored ? state : null;
    this.#tell = tell;
  }

  /** Of the record; another one once it has become a copy. */
  get id(): string {
    return this.#id;
  }

  /** Names this writer in what it has written. */
  get name(): string {
    return this.#name;
  }

  /** The one that its edits are based on. */
  get revision(): number {
    return this.#revision;
  }

  get hasUnsavedEdits(): boolean {
    return this.#stored === null || documentOf(this.#stored) !== documentOf(this.#wanted);
  }

  /** Is all of it stored and secured? */
  get isSettled(): boolean {
    return !this.hasUnsavedEdits && this.#unsecuredSince === null;
  }

  /** Goes on with a document that was left and is on the page again, as `state` has it: that is no edit. */
  resume(state: BackflowState): void {
    if (this.hasUnsavedEdits) {
      this.note(state);
      return;
    }
    this.#wanted = state;
    this.#stored = state;
    if (!this.isSettled) this.#tell({ kind: "pending" });
  }

  /** Takes note of the newest state. It is written within the interval. */
  note(state: BackflowState): void {
    if (this.#stored === null || documentOf(state) !== documentOf(this.#wanted)) {
      this.#savedAt = Date.now();
      this.#waitingSince ??= this.#savedAt;
    }
    this.#wanted = state;
    if (this.hasUnsavedEdits) {
      this.#tell({ kind: "pending" });
      if (this.#timerYields) this.#endTimer();
      // The edit waits for a storage that was asked already, be it for a view.
      if (this.#writing !== null) this.#startDeadline();
    } else {
      // It may have been undone before it was written.
      this.#waitingSince = null;
      if (this.#writing === null) this.#tellSaved();
    }
    this.#schedule(this.#interval);
  }

  /** Writes at once what is not stored yet; resolves when the storage has answered. */
  async flush(): Promise<void> {
    // Others may wait for the same attempt: the first to go on has begun the next one.
    while (this.#writing) await this.#writing;
    if (this.#isDue()) await this.#write();
  }

  /** Looks whether its record is still there. Where something is to be written, that will show it. */
  async check(): Promise<void> {
    if (this.#isBusy()) return;
    const found = await this.#records.read(this.#id);
    if (this.#isBusy() || (found === undefined) === this.#isGone) return;
    this.#isGone = found === undefined;
    if (this.#isGone) this.#noteGone();
    else this.#tellSaved();
  }

  /** Writes it again although there was no edit: its record is gone. */
  keep(): void {
    if (this.#isGone) this.#stored = null;
    this.note(this.#wanted);
  }

  /** What would be lost if the page went away now. */
  unsaved(): Unsaved | null {
    if (!this.hasUnsavedEdits || this.#stopped) return null;
    return { record: this.record(), copyId: this.#copyId };
  }

  /** The document as it is to be stored. */
  record(): DocumentRecord {
    const state = this.#wanted;
    const document = documentOf(state);
    return {
      id: this.#id,
      title: document.title,
      text: this.#file.write(document),
      preset: presetOf(state.origin),
      ...viewOf(state),
      savedAt: this.#savedAt,
      revision: this.#revision,
      writer: this.#name,
    };
  }

  /** The record for the storage, which has to answer soon; what it took to make it tells the time until the next. */
  #timedRecord(): DocumentRecord {
    const start = performance.now();
    const record = this.record();
    const interval = (performance.now() - start) / WRITING_SHARE;
    this.#interval = Math.min(LONGEST_INTERVAL, Math.max(INTERVAL, interval));
    this.#startDeadline();
    this.#savedSince = this.#waitingSince ?? Date.now();
    this.#waitingSince = null;
    return record;
  }

  /** Its document was deleted here: nothing more is written. */
  stop(): void {
    this.#stopped = true;
    this.#endTimer();
    this.#endDeadline();
  }

  #isBusy(): boolean {
    return this.#stopped || this.#writing !== null || this.hasUnsavedEdits;
  }

  #isDue(): boolean {
    if (this.#stopped) return false;
    return this.#stored === null || isSavedChange(this.#wanted, this.#stored);
  }

  #schedule(delay: number): void {
    if (this.#timer !== undefined || this.#writing !== null) return;
    if (!this.#isDue() && (this.#unsecuredSince === null || this.#stopped)) return;
    this.#timer = setTimeout(() => void this.#write(), delay);
  }

  #endTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerYields = false;
  }

  #write(): Promise<void> {
    this.#endTimer();
    const begun = Date.now();
    const saves = this.hasUnsavedEdits;
    const before = documentOf(this.#wanted);
    this.#writing = this.#attempt().then((succeeded) => {
      this.#writing = null;
      const edited = !saves && documentOf(this.#wanted) !== before;
      // The interval runs from one beginning to the next: a slow storage is not waited for twice.
      const rest = Math.max(0, this.#interval - (Date.now() - begun));
      this.#timerYields = !this.hasUnsavedEdits && (succeeded ? !this.isSettled : !saves);
      if (succeeded && this.#timerYields) this.#schedule(REST);
      else this.#schedule(succeeded || edited ? rest : RETRY);
    });
    return this.#writing;
  }

  /** One attempt; false where it failed. */
  async #attempt(): Promise<boolean> {
    const state = this.#wanted;
    try {
      if (this.hasUnsavedEdits) {
        this.#stored = await this.#save(state, this.#timedRecord());
        this.#isGone = false;
      } else if (this.#unsecuredSince !== null) {
        await this.#secure(state);
      } else {
        await this.#records.saveView(this.#id, this.#revision, viewOf(state));
        // Whoever has asked meanwhile to keep what is gone still waits for that.
        if (!this.hasUnsavedEdits) this.#stored = state;
      }
    } catch (error) {
      // Whatever has failed, the document is not stored, and is tried again.
      reportFault(error);
      this.#endDeadline();
      if (this.hasUnsavedEdits && !this.#stopped) this.#tell({ kind: "failed", error });
      return false;
    }
    this.#endDeadline();
    if (!this.hasUnsavedEdits) this.#tellSaved();
    return true;
  }

  /** Resolves to the state that is stored: that of a copy has a title of its own. */
  async #save(state: BackflowState, record: DocumentRecord): Promise<BackflowState> {
    const before = this.#unsecuredSince;
    const isDue = before !== null && Date.now() - before > LONGEST_UNSECURED;
    const durability = isDue ? "strict" : "relaxed";
    const outcome = await this.#records.save(record, durability);
    // Deleted here meanwhile: then it is no copy that is wanted.
    if (this.#stopped) return state;
    this.#unsecuredSince = isDue ? null : (before ?? Date.now());
    if (outcome.kind === "saved") {
      this.#revision = outcome.revision;
      return state;
    }
    const deleted = outcome.kind === "deleted-elsewhere";
    const kept = deleted ? record : recordOfCopy(record);
    const copied = { ...kept, id: this.#copyId, revision: 0 };
    const copy = await this.#records.save(copied, durability);
    this.#id = this.#copyId;
    this.#revision = copy.kind === "saved" ? copy.revision : 0;
    this.#copyId = randomId();
    const retitle = retitling(record.title, kept.title);
    this.#wanted = { ...this.#wanted, history: retitle(this.#wanted.history) };
    this.#tell({ kind: "copied", title: record.title, retitle, deleted });
    return { ...state, history: retitle(state.history) };
  }

  /** Secures what was saved, with the view of `state`. What cannot be secured counts as not stored. */
  async #secure(state: BackflowState): Promise<void> {
    const waited = Date.now() - this.#savedSince;
    this.#startDeadline(Math.max(LEAST_PATIENCE, LONGEST_SILENCE - waited));
    try {
      const isThere = await this.#records.secure(this.#id, this.#revision, viewOf(state));
      this.#unsecuredSince = null;
      if (isThere) this.#isGone = false;
      // Where there are new edits, saving them will tell.
      else if (!this.#stopped && !this.hasUnsavedEdits) this.#noteGone();
    } catch (error) {
      this.#unsecuredSince = null;
      this.#stored = null;
      throw error;
    }
    if (!this.hasUnsavedEdits) this.#stored = state;
  }

  #noteGone(): void {
    this.#isGone = true;
    this.#tell({ kind: "gone", title: documentOf(this.#wanted).title });
  }

  #tellSaved(): void {
    this.#endDeadline();
    if (!this.#stopped && !this.#isGone && this.isSettled) this.#tell({ kind: "saved" });
  }

  #startDeadline(longest = PATIENCE): void {
    if (this.#stopped) return;
    const waited = this.#waitingSince === null ? 0 : Date.now() - this.#waitingSince;
    const patience = Math.max(0, Math.min(PATIENCE, longest, LONGEST_SILENCE - waited));
    const pass = () => this.#tell({ kind: "failed", error: new SlowStorage() });
    this.#deadline ??= setTimeout(pass, patience);
  }

  #endDeadline(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }
}
