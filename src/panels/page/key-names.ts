import type { KeyChord } from "@/store";

const NAMES: ReadonlyMap<string, string> = new Map([
  [" ", "Space"],
  ["ArrowRight", "→"],
  ["ArrowLeft", "←"],
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["Escape", "Esc"],
  ["Delete", "Del"],
  ["ContextMenu", "Menu"],
]);

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** A chord as it is printed on keys: "Ctrl+Shift+Z", "⇧⌘Z" on a Mac, "Space". */
function chordText(chord: KeyChord): string {
  const name = NAMES.get(chord.key) ?? chord.key;
  const key = name.length === 1 ? name.toUpperCase() : name;
  const mod = chord.mod === true;
  const alt = chord.alt === true;
  // Whether a sign such as ? needs Shift depends on the keyboard.
  const isSign = chord.key.length === 1 && !/[a-z ]/i.test(chord.key);
  const shift = chord.shift === true && !isSign;
  if (isMac) return `${alt ? "⌥" : ""}${shift ? "⇧" : ""}${mod ? "⌘" : ""}${key}`;
  return `${mod ? "Ctrl+" : ""}${alt ? "Alt+" : ""}${shift ? "Shift+" : ""}${key}`;
}

/** All chords of a command as they are printed. */
export function chordTexts(chords: readonly KeyChord[]): readonly string[] {
  return [...new Set(chords.map(chordText))];
}

/** The first chord of a command; undefined where it has none. */
export function keysText(chords: readonly KeyChord[]): string | undefined {
  const [first] = chords;
  return first && chordText(first);
}
