import { type BackflowState, useBackflow } from "@/store";

/** What is chosen for all graphs and kept from visit to visit: where the browser keeps it, and how it is written. */
const KEPT = [
  {
    key: "backflow.single-keys",
    state: "singleKeys",
    setter: "setSingleKeys",
    words: ["off", "on"],
  },
  {
    key: "backflow.legend",
    state: "legendOpen",
    setter: "setLegendOpen",
    words: ["folded", "open"],
  },
  { key: "backflow.stage", state: "stageOpen", setter: "setStageOpen", words: ["folded", "open"] },
] as const satisfies readonly {
  key: string;
  state: keyof BackflowState;
  setter: keyof ReturnType<typeof useBackflow.getState>;
  words: readonly [no: string, yes: string];
}[];

/** A window in which the open legend would take much of the room of the graph. */
const SMALL_WINDOW = "(max-width: 1099px), (max-height: 799px)";

/** Takes up what was chosen at an earlier visit, and keeps what is chosen from now on. Returns what stops it. */
export function startPreferences(): () => void {
  const store = storage();
  if (matchMedia(SMALL_WINDOW).matches) useBackflow.getState().setLegendOpen(false);
  if (!store) return () => undefined;
  for (const { key, setter, words } of KEPT) {
    const written = store.getItem(key);
    const [no, yes] = words;
    if (written === no || written === yes) useBackflow.getState()[setter](written === yes);
  }
  return useBackflow.subscribe((now, before) => {
    // What another document folds by itself was not chosen.
    if (now.opened !== before.opened) return;
    for (const { key, state, words } of KEPT) {
      if (now[state] === before[state]) continue;
      try {
        store.setItem(key, words[now[state] ? 1 : 0]);
      } catch {
        // A full storage has no room even for this; the choice holds for this visit, and the work says that it is full.
      }
    }
  });
}

/** Null where the browser blocks storage: then a choice holds for one visit. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
