import { problemSentence } from "@/explain";
import {
  type BackflowDocument,
  decodeLink,
  EMPTY_DOCUMENT,
  parseFragment,
  readFile,
  type Spot,
} from "@/graph";
import {
  type PresetCard,
  type PresetContent,
  presetBySlug,
  START_PRESET,
  startPreset,
} from "@/presets";
import { documentOf, type Origin, type PaneTab, useBackflow, type View, viewOf } from "@/store";
import {
  firstHistoryEntry,
  type HistoryEntry,
  historyEntry,
  nameFragment,
  nameShown,
} from "../address-bar";
import { titleOfCopy } from "../keeping/copies";
import type { DocumentRecord } from "../keeping/document-record";
import type { Keeper } from "../keeping/keeper";
import { leaveField } from "../typed-text";

/** The fragment of the address at which the last preview was opened. */
let previewed = "";

/** Counts what was asked to be opened: what arrives late must not replace what was chosen meanwhile. */
let asked = 0;

/** Notes that something is to be opened. The answer tells later whether nothing else has been asked for since. */
export function beginOpening(): () => boolean {
  asked++;
  const turn = asked;
  return () => turn === asked;
}

/**
 * Opens what the address asks for: a preset or a link as a preview; without either the own document that this entry of
 * the history showed, the last one edited, or the toy network. `first` is true while the page starts: a link that
 * cannot be opened later leaves the present work in place.
 */
export async function openAddress(keeper: Keeper, first: boolean): Promise<void> {
  const address = parseFragment(location.hash);
  const entry = first ? firstHistoryEntry() : historyEntry();
  const isWanted = beginOpening();
  const refuse = (text: string): void => {
    const { notify, open, origin } = useBackflow.getState();
    if (first) open(EMPTY_DOCUMENT, { kind: "link" });
    // What stays on the page is what a reload has to find.
    else if (origin.kind === "record") nameShown({ record: origin.id }, "replace");
    else if (previewed !== "") nameFragment(previewed);
    else nameShown("start", "replace");
    notify({ tone: "error", text });
  };
  switch (address.kind) {
    case "preset": {
      const card = presetBySlug(address.slug);
      const preset = card ? await contentOf(card) : null;
      if (!isWanted()) return;
      if (card && preset) {
        const spot = { ...address, pane: card.pane };
        openPreview(preset.make(), { kind: "preset", slug: card.slug }, spot, entry.view);
      } else if (card) {
        refuse(
          `“${card.title}” could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page.`,
        );
      } else refuse(`There is no preset called “${address.slug}”. Choose one from Presets.`);
      return;
    }
    case "graph": {
      const decoded = await decodeLink(address.payload);
      if (!isWanted()) return;
      if (decoded.ok) openPreview(decoded.value, { kind: "link" }, address, entry.view);
      else refuse(problemSentence(decoded.problem));
      return;
    }
    case "newer":
      refuse(problemSentence({ kind: "newer-link", version: address.version }));
      return;
    case "unknown":
      refuse(
        "The address of this page holds no graph that Backflow knows. Ask for the link again, or choose a preset.",
      );
      return;
    case "empty":
      await openBareAddress(keeper, entry, first, isWanted);
  }
}

/** Where somebody looks who asks for nothing else. */
const START: Spot = { step: null, sample: null };

/** What is needed of a preset to open it; null where its file cannot be fetched. */
const contentOf = (card: PresetCard): Promise<PresetContent | null> =>
  card.load().catch(() => null);

/** Opens the preset to start with as a preview, at once; `view`: as it was looked at before. */
function previewStart(view: View | null): void {
  openPreview(startPreset.make(), { kind: "preset", slug: START_PRESET }, START, view);
}

/** Opens a preview as it was looked at before, else where its address says. */
function openPreview(
  document: BackflowDocument,
  origin: Origin,
  { step, sample, pane }: Spot & { readonly pane?: PresetCard["pane"] | undefined },
  view: View | null,
): void {
  const spot = { step: step ?? 0, sample: (sample ?? 1) - 1, ...(pane && { pane }) };
  show(document, origin, view ?? spot);
  previewed = location.hash;
}

async function openBareAddress(
  keeper: Keeper,
  { shows, view }: HistoryEntry,
  first: boolean,
  isWanted: () => boolean,
): Promise<void> {
  if (shows === "start") {
    previewStart(view);
    return;
  }
  const before = useBackflow.getState();
  // Somebody who did not wait for a slow storage keeps what was begun meanwhile.
  const isUntouched = (): boolean => {
    const { history, playhead } = useBackflow.getState();
    if (!isWanted() || history !== before.history) return false;
    return !first || playhead === before.playhead;
  };
  const found = await keeper.awaitAnswer(
    shows ? readShown(keeper, shows.record, first) : keeper.latest(),
  );
  // Where the storage fails, what is on the page, at the start the toy network, stays.
  if (!found.ok || !isUntouched()) return;
  if (found.value) openRecord(found.value, "replace", shows ? view : null);
  else if (shows) await openNext(keeper);
  else openStart(view);
}

/** What an entry of the history showed. Where it was left unsaved before a reload, it may be a copy by now. */
async function readShown(
  keeper: Keeper,
  id: string,
  first: boolean,
): Promise<DocumentRecord | undefined> {
  return keeper.read(first ? await keeper.idOf(id) : id);
}

/**
 * Opens the own document of a record, unless it is open already; `view`: looked at like this rather than as its record
 * says. False where its text cannot be read.
 */
function openRecord(
  record: DocumentRecord,
  how: "push" | "replace",
  view: View | null = null,
): boolean {
  const { origin } = useBackflow.getState();
  if (origin.kind === "record" && origin.id === record.id) return true;
  if (!putOnPage(record, view ?? record)) return false;
  nameShown({ record: record.id }, how);
  return true;
}

/** Shows the own document that is open as its record has it by now. */
export function reopen(record: DocumentRecord): void {
  behindList(() => putOnPage(record, viewOf(useBackflow.getState())));
}

/** Opens something while the list of documents, if that is open, stays: what follows from a deletion in it does not close it. */
function behindList(open: () => void): void {
  const { dialog, setDialog } = useBackflow.getState();
  open();
  if (dialog === "documents") setDialog(dialog);
}

/** False, with a sentence, where the text of the record cannot be read. */
function putOnPage(record: DocumentRecord, view: View): boolean {
  const { id, preset, revision } = record;
  const read = readFile(record.text);
  if (!read.ok) {
    useBackflow.getState().notify({
      tone: "error",
      text: `“${record.title || "Untitled"}” cannot be opened. ${problemSentence(read.problem)} Its text can be saved from My graphs.`,
    });
    return false;
  }
  show(read.value, { kind: "record", id, preset, revision }, view);
  return true;
}

/** Opens the own document with this id. */
export async function openOwn(keeper: Keeper, id: string): Promise<void> {
  const isWanted = beginOpening();
  await keeper.settle();
  const found = await keeper.awaitAnswer(keeper.read(id));
  if (!found.ok || !found.value) return;
  const record = found.value;
  if (isWanted()) behindList(() => openRecord(record, "push"));
}

/** Opens the own document that was edited last, else the toy network: what was open is gone. */
export async function openNext(keeper: Keeper): Promise<void> {
  const isWanted = beginOpening();
  const found = await keeper.awaitAnswer(keeper.latest());
  if (!isWanted()) return;
  const record = found.ok ? found.value : undefined;
  behindList(() => {
    if (!record || !openRecord(record, "replace")) openStart(null);
  });
}

function openStart(view: View | null): void {
  previewStart(view);
  nameShown("start", "replace");
}

/** Opens an empty own document; the one that is open, where it is one already. */
export function openNewDocument(): void {
  const { origin, history, setDialog } = useBackflow.getState();
  setDialog(null);
  const isFresh = history.present.graph.nodes.length === 0 && history.past.length === 0;
  if (isFresh && origin.kind === "record") return;
  beginOpening();
  show(EMPTY_DOCUMENT, { kind: "file" });
}

/** Opens a document that was just made as an own one, with this beside its graph. */
export function openMade(document: BackflowDocument, pane: PaneTab): void {
  beginOpening();
  useBackflow.getState().setDialog(null);
  show(document, { kind: "file" }, { pane });
}

/** Opens a copy of the present document as an own one. */
export function openDuplicate(): void {
  beginOpening();
  commitTyping();
  const state = useBackflow.getState();
  const present = documentOf(state);
  const copy = { ...present, title: titleOfCopy(present.title) };
  state.open(copy, { kind: "file" }, viewOf(state));
}

/**
 * Opens the text of a *.backflow.json file as an own document. A file that is none leaves everything as it is; the answer
 * is then the sentence that says why, else null.
 */
export function openFileText(text: string): string | null {
  const read = readFile(text);
  if (!read.ok) return problemSentence(read.problem);
  show(read.value, { kind: "file" });
  return null;
}

/** Puts a document on the page. What is still being typed into the one before is committed there first. */
function show(graph: BackflowDocument, origin: Origin, view?: Partial<View>): void {
  commitTyping();
  useBackflow.getState().open(graph, origin, view);
}

/** Commits what is half-typed, as leaving its field by hand does. */
function commitTyping(): void {
  const { state } = history;
  const { href } = location;
  leaveField();
  // An edit of a preview clears the address, which by now names what is to be opened next.
  if (location.href !== href) history.replaceState(state, "", href);
}
