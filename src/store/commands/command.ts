import type { BackflowDocument, NodeId, Position } from "@/graph";
import type { BackflowStore } from "../actions";
import type { Library } from "../library";
import type { PaneTab } from "../state";
import type { TrainingListener, TrainingThread } from "../training-session";
import type { CommandTarget } from "./target";

/** What a command needs of the browser; `app/` provides it. */
export interface Services {
  /** Opens the share dialog with a fresh link. */
  share(): void;
  /** Downloads the document as *.backflow.json. */
  saveFile(): void;
  /** Asks for a file and opens it. */
  openFile(): void;
  /** Opens an empty own document. */
  newDocument(): void;
  /** Opens a document as an own one, with a face of the pane open. */
  openOwn(document: BackflowDocument, pane: PaneTab): void;
  /** Opens a copy of the present document as an own one. */
  duplicateDocument(): void;
  /** Deletes the present document; a notice offers to undo that. */
  deleteDocument(): void;
  /** The documents kept in this browser. */
  readonly library: Library;
  /** Puts nodes on the clipboard. */
  copy(nodes: readonly NodeId[]): void;
  /** Adds what is on the clipboard, if it is a graph: at a place of the canvas, or, for null, beside the original. */
  paste(at: Position | null): void;
  /** Puts text on the clipboard; a sentence tells where the browser does not allow it. */
  copyText(text: string): void;
  /** Hands a text to the user as a file of this name. */
  saveText(name: string, type: string, text: string): void;
  /**
   * Starts what computes runs of training: a worker, or, where none can be had, slices on the page. null where the part
   * that trains cannot be fetched.
   */
  startTraining(
    listener: TrainingListener,
    host: "worker" | "page",
  ): Promise<TrainingThread | null>;
  /** Lays the graph out anew. */
  tidy(): void;
}

/** One key or chord: `key` as KeyboardEvent.key; `mod` is Ctrl, or ⌘ on a Mac. */
export interface KeyChord {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** What is read of a pressed key. */
interface PressedKey {
  readonly key: string;
  /** Where the key lies, named as on a US keyboard: "KeyZ". */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Is a pressed key this chord? */
export function isChord(pressed: PressedKey, chord: KeyChord): boolean {
  return (
    latinKey(pressed) === chord.key.toLowerCase() &&
    (pressed.ctrlKey || pressed.metaKey) === (chord.mod ?? false) &&
    pressed.altKey === (chord.alt ?? false) &&
    pressed.shiftKey === (chord.shift ?? false)
  );
}

/** On a keyboard of another script a letter is known by where it lies: я and ζ lie where Z does. */
function latinKey({ key, code }: PressedKey): string {
  const isOtherScript = /^[\p{L}\p{Nd}]$/u.test(key) && !/^[\p{Script=Latin}0-9]$/u.test(key);
  const onKeyboard = isOtherScript ? /^(?:Key|Digit)(.)$/.exec(code)?.[1] : undefined;
  return (onKeyboard ?? key).toLowerCase();
}

/** A character without Ctrl or Alt: what somebody who speaks to the computer may press by speaking (WCAG 2.1.4). */
export function isSingleKey({ key, mod = false, alt = false }: KeyChord): boolean {
  return Array.from(key).length === 1 && key !== " " && !mod && !alt;
}

/** Where the sheet of shortcuts lists commands, in its order. */
export const COMMAND_GROUPS = ["Run", "Build", "Edit", "Select", "View", "Graphs"] as const;
/** The heading that a command stands under. */
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One thing that a user can do, declared once: buttons, menus, keys and the sheet of shortcuts all read this. */
export interface Command {
  readonly name: string;
  readonly group: CommandGroup;
  /** Name of an icon in `ui/`. */
  readonly icon: string;
  readonly keys: readonly KeyChord[];
  /** Where two commands have the same keys: when they mean this one, for the sheet of shortcuts. */
  readonly keysWhen?: string;
  /** The browser turns its keys into an event of the clipboard, which reaches the command; the keys are left to it. */
  readonly byClipboard?: boolean;
  /** On a node or a wire of the canvas that has the focus, its keys mean that one. */
  readonly aboutSelection?: boolean;
  /** Its keys count only on a node of the canvas that has the focus: elsewhere they are not taken from the page. */
  readonly onFocusedNode?: boolean;
  /** It opens one of the page's dialogs. */
  readonly opensDialog?: boolean;
  /** Is it possible now? */
  when(state: BackflowStore, target: CommandTarget): boolean;
  /** `state` is as it is now: others perform a command by `performCommand`, which takes no state. */
  perform(state: BackflowStore, services: Services, target: CommandTarget): void;
}
