import { type Made, remade, type Setting } from "@/graph";
import { documentOf, useBackflow } from "@/store";

/**
 * Makes the graph of other settings; all changes of one gesture are one undo. They start from the same rows, so that a
 * slider that passes one unit on its way back to two takes no column away.
 */
export function remake(made: Made, gesture: string): void {
  const state = useBackflow.getState();
  const { history } = state;
  const before = documentOf(state);
  const start = history.gesture === gesture ? (history.past.at(-1) ?? before) : before;
  if (!state.apply(remade(start, made), { gesture })) return;
  // What is added has to be seen.
  if (documentOf(useBackflow.getState()).layout.size !== before.layout.size) state.requestFit();
}

/** The same made graph with one setting changed. */
export function withSetting(made: Made, index: number, setting: Setting): Made {
  return { ...made, settings: made.settings.with(index, setting) };
}
