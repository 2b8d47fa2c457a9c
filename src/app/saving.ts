import { numberOfPlace } from "@/engine";
import { writeFile } from "@/graph";
import { type BackflowState, documentOf, traceOfState, useBackflow } from "@/store";
import type { Records } from "./records";

/** Quiet time after an edit before it is written, in milliseconds. */
const QUIET = 250;

const CANNOT_SAVE =
  "This browser does not keep your work right now. Save it as a file, or share its link, before you leave.";

/**
 * Keeps the document that is edited in a record of its own: the first edit of a preview makes one, and clears the
 * address, which names the preview. Returns what stops it.
 */
export function startSaving(records: Promise<Records>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let warned = false;

  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const state = useBackflow.getState();
    if (state.origin.kind !== "record") return;
    const record = {
      id: state.origin.id,
      text: writeFile(documentOf(state)),
      step: numberOfPlace(traceOfState(state), state.place),
      sample: state.sample,
      savedAt: Date.now(),
    };
    records
      .then((opened) => opened.save(record))
      .catch(() => {
        if (warned) return;
        warned = true;
        useBackflow.getState().notify({ tone: "error", text: CANNOT_SAVE });
      });
  };

  const watch = (state: BackflowState, previous: BackflowState): void => {
    const edited =
      state.history !== previous.history &&
      documentOf(state) !== documentOf(previous) &&
      state.history.past.length + state.history.future.length > 0;
    if (edited && state.origin.kind !== "record") {
      useBackflow.getState().adopt(crypto.randomUUID());
      if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
    }
    const own = useBackflow.getState().origin.kind === "record";
    const moved = state.place !== previous.place || state.sample !== previous.sample;
    if (own && (edited || (moved && !state.playing))) {
      clearTimeout(timer);
      timer = setTimeout(save, QUIET);
    }
  };

  const flush = (): void => {
    if (timer !== undefined) save();
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
