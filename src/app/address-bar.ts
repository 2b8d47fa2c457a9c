import { isView, type View } from "@/store";
import { isObject } from "./is-object";

/** What an entry of the tab's history remembers beside its address; it survives a reload, and Back returns to it. */
export interface HistoryEntry {
  /** At the bare address: the own document that was open, or the start of the page; null where nothing was noted. */
  readonly shows: { readonly record: string } | "start" | null;
  /** How it was looked at: a preview, or anything just before a reload. */
  readonly view: View | null;
}

/** The present entry of the tab's history. */
export function historyEntry(): HistoryEntry {
  const state: unknown = history.state;
  const { shows, view } = isObject(state) ? state : {};
  const record = isObject(shows) ? shows.record : null;
  return {
    shows: typeof record === "string" ? { record } : shows === "start" ? shows : null,
    view: isView(view) ? view : null,
  };
}

/**
 * Notes what is on the page at the bare address: a preset or graph is taken out of the address. "push" leaves the
 * present entry behind for Back; an entry that shows the same already stays.
 */
export function nameShown(
  shows: { readonly record: string } | "start",
  how: "push" | "replace",
): void {
  const before = location.hash === "" ? historyEntry().shows : null;
  const isSame = isObject(before) && isObject(shows) && before.record === shows.record;
  if (isSame || (before === shows && before !== null)) return;
  const entry = { shows, view: null } satisfies HistoryEntry;
  const address = location.pathname + location.search;
  if (how === "push") history.pushState(entry, "", address);
  else history.replaceState(entry, "", address);
}

/** Puts the fragment of what is still on the page into the address again. */
export function nameFragment(fragment: string): void {
  history.replaceState({ shows: null, view: null } satisfies HistoryEntry, "", fragment);
}

/** Remembers how the preview of the present entry is looked at. Browsers allow about three calls a second. */
export function rememberView(view: View): void {
  const { shows } = historyEntry();
  history.replaceState({ shows, view } satisfies HistoryEntry, "");
}

/** Where a page that is reloaded leaves how it was looked at: history.state is out of reach by then. */
const LEFT = "backflow:left";

interface LeftView {
  readonly address: string;
  readonly view: View;
}

/** Leaves how the page is looked at, for the case that it is being reloaded. */
export function leaveView(view: View): void {
  try {
    const left = { address: location.href, view } satisfies LeftView;
    sessionStorage.setItem(LEFT, JSON.stringify(left));
  } catch {
    // Blocked or full: the view is then as it was noted last.
  }
}

/** The entry that the page starts with: after a reload it was looked at as the page before left it. */
export function firstHistoryEntry(): HistoryEntry {
  const entry = historyEntry();
  const left = takeLeft();
  const [loading] = performance.getEntriesByType("navigation");
  const isReload = loading instanceof PerformanceNavigationTiming && loading.type === "reload";
  if (!isReload || !isObject(left) || left.address !== location.href) return entry;
  return { ...entry, view: isView(left.view) ? left.view : entry.view };
}

function takeLeft(): unknown {
  try {
    const text = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
