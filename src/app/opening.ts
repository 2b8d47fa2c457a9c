import { problemSentence } from "@/explain";
import {
  type BackflowDocument,
  DEFAULT_THRESHOLDS,
  decodeLink,
  LIMITS,
  parseFragment,
  readFile,
} from "@/graph";
import { presetBySlug } from "@/presets";
import { documentOf, useBackflow, viewOf } from "@/store";
import type { Records } from "./records";

/** What is shown where nothing could be opened: no other graph may stand in for the one that was asked for. */
const NOTHING: BackflowDocument = {
  title: "Nothing is open",
  graph: { nodes: [], wires: [], batch: 1, output: null },
  numbers: new Map(),
  layout: new Map(),
  thresholds: DEFAULT_THRESHOLDS,
};

/** Counts what was asked to be opened: what arrives late must not replace what was chosen meanwhile. */
let asked = 0;

/** Notes that something is to be opened. The answer tells later whether nothing else has been asked for since. */
export function beginOpening(): () => boolean {
  asked++;
  const turn = asked;
  return () => turn === asked;
}

/**
 * Opens what the address asks for: a preset or a link as a preview; without either the last own record, else the toy
 * network. `first` is true while the page starts: a link that cannot be opened later leaves the present work in place.
 */
export async function openAddress(
  hash: string,
  records: Promise<Records>,
  first: boolean,
): Promise<void> {
  const address = parseFragment(hash);
  const isWanted = beginOpening();
  const refuse = (text: string): void => {
    if (first) useBackflow.getState().open(NOTHING, { kind: "link" });
    useBackflow.getState().notify({ tone: "error", text });
  };
  switch (address.kind) {
    case "preset": {
      const preset = presetBySlug(address.slug);
      if (preset) openPreset(preset.slug, address.step ?? 0);
      else refuse(`There is no preset called “${address.slug}”. Choose one from Presets.`);
      return;
    }
    case "graph": {
      const decoded = await decodeLink(address.payload);
      if (!isWanted()) return;
      if (decoded.ok) {
        useBackflow.getState().open(decoded.value, { kind: "link" }, address.step ?? 0);
      } else {
        refuse(problemSentence(decoded.problem));
      }
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
      await openLastRecord(records, isWanted);
  }
}

/** Opens a preset as a preview. */
export function openPreset(slug: string, step: number): void {
  const preset = presetBySlug(slug);
  if (preset) useBackflow.getState().open(preset.document, { kind: "preset", slug }, step);
}

/** Without a record, what is on the page stays: at the start, the toy network. */
async function openLastRecord(records: Promise<Records>, isWanted: () => boolean): Promise<void> {
  const before = useBackflow.getState();
  try {
    const record = await (await records).last();
    if (!record || !isWanted()) return;
    const read = readFile(record.text);
    if (!read.ok) return;
    const state = useBackflow.getState();
    if (state.origin.kind === "record" && state.origin.id === record.id) return;
    // Somebody who did not wait for a slow storage keeps what was begun meanwhile.
    if (state.history !== before.history || state.place !== before.place) return;
    const { id, preset } = record;
    state.open(read.value, { kind: "record", id, preset, revision: 0 }, record.step);
    useBackflow.getState().setSample(record.sample);
  } catch {
    // Storage that does not answer is told about when something is to be saved.
  }
}

/** Opens an empty own document; the one that is open, where it is one already. */
export function openNewDocument(): void {
  const { open, origin, history } = useBackflow.getState();
  const isFresh = history.present.graph.nodes.length === 0 && history.past.length === 0;
  if (isFresh && origin.kind === "record") return;
  open({ ...NOTHING, title: "" }, { kind: "file" });
}

/** Opens a copy of the present document as an own one. */
export function openDuplicate(): void {
  const state = useBackflow.getState();
  const present = documentOf(state);
  const { step, ...view } = viewOf(state);
  state.open({ ...present, title: titleOfCopy(present.title) }, { kind: "file" }, step, view);
}

/** What a copy is called, within the limit of titles. */
export function titleOfCopy(title: string): string {
  const end = " (copy)";
  return `${(title || "Untitled").slice(0, LIMITS.title - end.length)}${end}`;
}

/** Opens the text of a *.backflow.json file as an own document; a file that is none leaves everything as it is. */
export function openFileText(text: string): void {
  const read = readFile(text);
  const state = useBackflow.getState();
  if (read.ok) state.open(read.value, { kind: "file" });
  else state.notify({ tone: "error", text: problemSentence(read.problem) });
}
