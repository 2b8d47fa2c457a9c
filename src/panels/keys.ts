import type { KeyChord } from "@/store";

const NAMES: ReadonlyMap<string, string> = new Map([
  [" ", "Space"],
  ["ArrowRight", "→"],
  ["ArrowLeft", "←"],
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["Escape", "Esc"],
  ["Delete", "Del"],
]);

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** A chord as it is printed on keys: "Ctrl+Shift+Z", "⇧⌘Z" on a Mac, "Space". */
export function chordText(chord: KeyChord): string {
  const name = NAMES.get(chord.key) ?? chord.key;
  const key = name.length === 1 ? name.toUpperCase() : name;
  const shift = chord.shift === true;
  const mod = chord.mod === true;
  const alt = chord.alt === true;
  // A question mark says by itself that Shift is held.
  const told = shift && chord.key !== "?";
  if (isMac) return `${alt ? "⌥" : ""}${told ? "⇧" : ""}${mod ? "⌘" : ""}${key}`;
  return `${mod ? "Ctrl+" : ""}${alt ? "Alt+" : ""}${told ? "Shift+" : ""}${key}`;
}

/** The first chord of a command; undefined where it has none. */
export function keysText(chords: readonly KeyChord[]): string | undefined {
  const [first] = chords;
  return first && chordText(first);
}
