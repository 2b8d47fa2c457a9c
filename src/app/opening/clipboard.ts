import { problemSentence } from "@/explain";
import {
  MAX_LINK_LENGTH,
  type NodeId,
  type Position,
  parseFragment,
  readFile,
  writeFile,
} from "@/graph";
import { deleteNodes, nodesOf, partOf, pasteGraph, SELECTION, useBackflow } from "@/store";

/** What was copied last in this tab: for browsers that do not let a page read the clipboard. */
let copied: string | null = null;

const PRESSES = ["pointerdown", "mousedown", "keydown"] as const;

const CANNOT_READ =
  "This browser does not let a page read the clipboard. Press Ctrl V, or ⌘V on a Mac, instead.";

/** Puts nodes on the clipboard, as the text of a file. */
export function copyNodesAsText(nodes: readonly NodeId[]): void {
  const text = textOf(nodes);
  // Where the page may not write, this tab still remembers.
  navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** Adds the graph that is on the clipboard, at a place of the canvas; for null, beside the original. */
export async function pasteFromClipboard(at: Position | null): Promise<void> {
  const text = await readClipboard();
  if (text === null) useBackflow.getState().notify({ tone: "error", text: CANNOT_READ });
  else pasteText(text, at);
}

/**
 * Lets the browser's own copy, cut and paste work on the graph: they carry the text without asking for a permission. In
 * a field, or where text is selected, they are left alone. Returns what stops it.
 */
export function startClipboard(): () => void {
  // Firefox on Linux pastes what is selected anywhere when the middle button is let go, also after it has moved the view.
  let isMiddlePress = false;
  const notePress = (event: Event): void => {
    isMiddlePress = event instanceof MouseEvent && event.button === 1;
  };
  const listen = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || !event.clipboardData || isAboutText(event)) return;
    if (event.type === "paste") {
      event.preventDefault();
      if (isMiddlePress) return;
      pasteText(event.clipboardData.getData("text/plain"), null);
      return;
    }
    const nodes = nodesOf(useBackflow.getState(), SELECTION);
    if (nodes.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOf(nodes));
    if (event.type === "cut") deleteNodes(nodes);
  };
  for (const type of ["copy", "cut", "paste"] as const) document.addEventListener(type, listen);
  for (const type of PRESSES) window.addEventListener(type, notePress, { capture: true });
  return () => {
    for (const type of PRESSES) window.removeEventListener(type, notePress, { capture: true });
    for (const type of ["copy", "cut", "paste"] as const) {
      document.removeEventListener(type, listen);
    }
  };
}

function textOf(nodes: readonly NodeId[]): string {
  copied = writeFile(partOf(nodes));
  const count = nodes.length;
  useBackflow.getState().say(`Copied ${count === 1 ? "1 node" : `${count} nodes`}.`);
  return copied;
}

/** Opens the link that a text holds, or adds the graph that it is; where it is neither, it is said. */
export function pasteText(text: string, at: Position | null): void {
  const links = linksIn(text);
  const [link] = links;
  if (links.length > 1) {
    const several = `This text holds ${links.length} links to graphs. Paste the one that you want to open.`;
    useBackflow.getState().notify({ tone: "error", text: several });
    return;
  }
  if (link !== undefined) {
    // As if it had been followed: the page opens what its address names.
    location.hash = link;
    return;
  }
  const read = readFile(text);
  const state = useBackflow.getState();
  if (read.ok) pasteGraph(read.value, at);
  else if (read.problem.kind === "not-json" || read.problem.kind === "not-backflow") {
    state.apply({ ok: false, problem: { kind: "not-a-graph" } });
  } else state.notify({ tone: "error", text: problemSentence(read.problem) });
}

/** What stands between the words and signs of a text: no link holds any of them. */
const WORD = /[^\s<>"'`()[\]{}]+/g;

/**
 * The fragments of the different links to graphs and presets in a text, whatever site they name. A text that is a file
 * has none, and a fragment without an address is one only where it is the whole text.
 */
export function linksIn(text: string): readonly string[] {
  if (/^\s*\{/.test(text)) return [];
  const words = text.match(WORD) ?? [];
  const fragments = words.flatMap((word) => {
    const start = word.indexOf("#");
    if (start < 0 || (words.length > 1 && !word.slice(0, start).includes("://"))) return [];
    const fragment = word.slice(start, start + MAX_LINK_LENGTH + 1000);
    const { kind } = parseFragment(fragment);
    return kind === "graph" || kind === "preset" || kind === "newer" ? [fragment] : [];
  });
  return [...new Set(fragments)];
}

async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return copied;
  }
}

function isAboutText({ target, type }: ClipboardEvent): boolean {
  const element = target instanceof Element ? target : null;
  if (element?.closest("input, textarea, [contenteditable], dialog")) return true;
  return type !== "paste" && getSelection()?.isCollapsed === false;
}
