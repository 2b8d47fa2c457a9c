import { useBackflow } from "@/store";

/** Where the browser keeps whether keys without Ctrl or Alt do anything. */
const SINGLE_KEYS = "backflow.single-keys";

/** Takes up what was chosen at an earlier visit, and keeps what is chosen from now on. Returns what stops it. */
export function startPreferences(): () => void {
  const store = storage();
  if (!store) return () => undefined;
  if (store.getItem(SINGLE_KEYS) === "off") useBackflow.getState().setSingleKeys(false);
  return useBackflow.subscribe(({ singleKeys }, before) => {
    if (singleKeys === before.singleKeys) return;
    try {
      store.setItem(SINGLE_KEYS, singleKeys ? "on" : "off");
    } catch {
      // A full storage has no room even for this; the choice holds for this visit, and the work says that it is full.
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
