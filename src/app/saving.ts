import { numberOfPlace } from "@/engine";
import { writeFile } from "@/graph";
import {
  type BackflowState,
  documentOf,
  isSavedChange,
  presetOf,
  traceOfState,
  useBackflow,
} from "@/store";
import { clearFragment } from "./address-bar";
import type { DocumentRecord, Records } from "./records";

/** Quiet time after an edit before it is written, in milliseconds. */
const QUIET = 250;

const CANNOT_SAVE =
  "This browser does not keep your work right now. Save it as a file, or share its link, before you leave.";
const BECAME_COPY =
  "This graph was also changed in another tab, so your changes here are kept as a copy.";

/**
 * Keeps the document that is edited in a record of its own: the first edit of a preview makes one, and clears the
 * address, which names the preview. Returns what stops it.
 */
export function startSaving(records: Promise<Records>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let warned = false;

  const save = async (record: DocumentRecord): Promise<void> => {
    try {
      const opened = await records;
      if ((await opened.save(record)) === "saved") return;
      const copy = { ...record, id: crypto.randomUUID() };
      await opened.save(copy);
      const { origin, adopt, notify } = useBackflow.getState();
      if (origin.kind === "record" && origin.id === record.id) adopt(copy.id);
      notify({ tone: "info", text: BECAME_COPY });
    } catch {
      if (warned) return;
      warned = true;
      useBackflow.getState().notify({ tone: "error", text: CANNOT_SAVE });
    }
  };

  const write = (state: BackflowState): void => {
    clearTimeout(timer);
    timer = undefined;
    const record = recordOf(state);
    if (record) void save(record);
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => write(useBackflow.getState()), QUIET);
  };

  const watch = (state: BackflowState, previous: BackflowState): void => {
    if (state.opened !== previous.opened) {
      // What was not written yet belongs to the document that has just been left.
      if (timer !== undefined) write(previous);
      if (state.origin.kind === "file") {
        useBackflow.getState().adopt(crypto.randomUUID());
        clearFragment();
        write(useBackflow.getState());
      }
      return;
    }
    const edited = documentOf(state) !== documentOf(previous);
    if (edited && state.origin.kind !== "record") {
      useBackflow.getState().adopt(crypto.randomUUID());
      clearFragment();
    }
    const own = useBackflow.getState().origin.kind === "record";
    if (own && isSavedChange(state, previous) && (edited || !state.playing)) schedule();
  };

  const flush = (): void => {
    if (timer !== undefined) write(useBackflow.getState());
  };
  const stop = useBackflow.subscribe(watch);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  return () => {
    flush();
    stop();
    removeEventListener("pagehide", flush);
    document.removeEventListener("visibilitychange", flush);
  };
}

function recordOf(state: BackflowState): DocumentRecord | null {
  if (state.origin.kind !== "record") return null;
  return {
    id: state.origin.id,
    text: writeFile(documentOf(state)),
    preset: presetOf(state.origin),
    step: numberOfPlace(traceOfState(state), state.place),
    sample: state.sample,
    savedAt: Date.now(),
  };
}
