import type { Page } from "@playwright/test";
import { evaluate, valuesOf } from "@/engine";
import { dataOf, problemSentence } from "@/explain";
import { type BackflowDocument, decodeLink, parseFragment, readFile, writeFile } from "@/graph";

/** What comes of a link or a file in the page: a sentence, or a graph on the canvas, written down by `pictureOf`. */
export type Outcome = { readonly tells: string } | { readonly shows: string };

/** A link that is followed or a file that is dropped on the page. */
type Opened = { readonly fragment: string } | { readonly file: string };

/** What is to come of something that is opened, and the document as the text of a file where there is one. */
interface Expected {
  readonly outcome: Outcome;
  readonly text: string | null;
}

const NO_GRAPH =
  "The address of this page holds no graph that Backflow knows. Ask for the link again, or choose a preset.";

const tells = (sentence: string): Expected => ({ outcome: { tells: sentence }, text: null });
const shows = (document: BackflowDocument): Expected => ({
  outcome: { shows: pictureOf(document) },
  text: writeFile(document),
});

/** What Node says that has to come of a link; null where it asks for no graph of its own. */
export async function expectOfLink(fragment: string): Promise<Expected | null> {
  const address = parseFragment(fragment);
  switch (address.kind) {
    case "graph": {
      const decoded = await decodeLink(address.payload);
      return decoded.ok ? shows(decoded.value) : tells(problemSentence(decoded.problem));
    }
    case "newer":
      return tells(problemSentence({ kind: "newer-link", version: address.version }));
    case "unknown":
      return tells(NO_GRAPH);
    default:
      return null;
  }
}

/** What Node says that has to come of the text of a file. */
export function expectOfFile(text: string): Expected {
  const read = readFile(text);
  return read.ok ? shows(read.value) : tells(problemSentence(read.problem));
}

/** What the canvas has to say of a document: its title, each node with its value, each wire. */
function pictureOf(document: BackflowDocument): string {
  const { title, graph } = document;
  const evaluation = evaluate(document);
  const nodes = graph.nodes.map(({ id, op }) => [id, op, dataOf(valuesOf(evaluation, id))]);
  const wires = graph.wires.map(({ source, target, port }) => `${source}->${target}:${port}`);
  return JSON.stringify({ title: title || "Untitled", nodes: nodes.sort(), wires: wires.sort() });
}

/** Follows one link or drops one file after the other, and waits for what comes of each, and until all is stored. */
export function openAll(
  page: Page,
  all: readonly (Opened & { readonly expected: Outcome })[],
): Promise<Outcome[]> {
  return page.evaluate(async (batch) => {
    const picture = () => {
      const nodes = Array.from(document.querySelectorAll("[data-canvas] [data-node]"), (node) => [
        node.getAttribute("data-node"),
        node.getAttribute("data-op"),
        node.getAttribute("data-value"),
      ]);
      const wires = Array.from(document.querySelectorAll("[data-canvas] [data-edge]"), (wire) =>
        wire.getAttribute("data-edge"),
      );
      const title = document.querySelector("h1")?.textContent;
      return JSON.stringify({ title, nodes: nodes.sort(), wires: wires.sort() });
    };
    /** Many graphs in a row may be more than the storage of a loaded machine keeps up with, which is told beside it. */
    const alertOf = () =>
      Array.from(document.querySelectorAll("[role=alert]")).find(
        ({ textContent }) => !textContent.startsWith("This browser's storage"),
      ) ?? null;
    /** At most a minute, so that what never comes is told instead of waited for. */
    const until = async (holds: () => boolean) => {
      const end = Date.now() + 60_000;
      while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 0));
    };
    const isSaving = () =>
      document.querySelector("header [role=status]")?.textContent === "Saving…";
    const drop = (text: string) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "dropped.backflow.json"));
      const options = { bubbles: true, cancelable: true, dataTransfer };
      document.querySelector("main")?.dispatchEvent(new DragEvent("drop", options));
    };

    const came: ({ tells: string } | { shows: string })[] = [];
    for (const one of batch) {
      alertOf()?.querySelector("button")?.click();
      await until(() => alertOf() === null);
      const canvas = document.querySelector("[data-canvas]");
      if ("file" in one) drop(one.file);
      else location.hash = one.fragment;
      const isOpened = () => document.querySelector("[data-canvas]") !== canvas;
      await until(() => isOpened() || alertOf() !== null);
      const { expected } = one;
      if (isOpened()) {
        await until(() => "shows" in expected && picture() === expected.shows);
        came.push({ shows: picture() });
      } else {
        came.push({ tells: alertOf()?.textContent ?? `Nothing came of ${JSON.stringify(one)}` });
      }
    }
    // Each is stored when the next one takes its place, so only the last one has to be waited for.
    await until(() => !isSaving());
    return came;
  }, all);
}
