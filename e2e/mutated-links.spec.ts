import { readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { deflateSync, inflateSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { evaluate, valuesOf } from "@/engine";
import { dataOf, problemSentence } from "@/explain";
import {
  type BackflowDocument,
  decodeLink,
  encodeLink,
  formatFragment,
  parseFragment,
  writeFile,
} from "@/graph";
import { presets } from "@/presets";
import { Draw, forgeList, mutateBytes, mutateCharacters } from "../src/link-mutations.test-support";
import { BackflowPage } from "./backflow-page";
import { storedRecords } from "./stored-records";

/*
 * The links of src/mutated-links.test.ts, followed one after the other in the built page: what opens is the graph that
 * was sent, or, of a forged link, the one that it holds; else a sentence is told. Own work stays as it is.
 */

const LINKS = process.env.LONG ? 2000 : 200;
/** So many are handed to the page at a time. */
const AT_ONCE = 50;
const OWN_TITLE = "My own work";
const NO_GRAPH =
  "The address of this page holds no graph that Backflow knows. Ask for the link again, or choose a preset.";

/** What came of a link in the page: a sentence, or a graph on the canvas, written down by `pictureOf`. */
type Outcome = { readonly tells: string } | { readonly shows: string };

interface MutatedLink {
  readonly fragment: string;
  readonly isForged: boolean;
  /** What Node says that has to come of it. */
  readonly expected: Outcome;
}

interface Original {
  readonly payload: string;
  readonly text: string;
}

const DAMAGED: Outcome = { tells: problemSentence({ kind: "damaged" }) };

test("a mutated link opens as its graph or gets a sentence, and own work is left alone", async ({
  page,
}) => {
  test.setTimeout(60_000 + LINKS * 1000);
  const backflow = new BackflowPage(page);
  await keepOwnWork(backflow);
  const before = await storedRecords(page);
  expect(before.map(({ title }) => title)).toEqual([OWN_TITLE]);

  const links = await makeLinks(await findOriginals());
  const counts = { sent: 0, forged: 0, told: 0 };
  for (let first = 0; first < LINKS; first += AT_ONCE) {
    const batch = links.slice(first, first + AT_ONCE);
    const came = await followLinks(page, batch);
    const right = batch.map(({ isForged, expected }, place) => {
      // Browsers refuse bytes after the end of what is packed; some versions of Node pass over them.
      const isRefused = !isForged && isDeepStrictEqual(came[place], DAMAGED);
      return isRefused ? DAMAGED : expected;
    });
    expect(came).toEqual(right);
    expect(backflow.errors).toEqual([]);
    right.forEach((outcome, place) => {
      if ("tells" in outcome) counts.told++;
      else counts[batch[place]?.isForged ? "forged" : "sent"]++;
    });
  }
  // All of it happens, or this would prove nothing.
  expect(counts.sent).toBeGreaterThan(LINKS / 100);
  expect(counts.forged).toBeGreaterThan(LINKS / 50);
  expect(counts.told).toBeGreaterThan(LINKS / 2);

  expect(await storedRecords(page)).toEqual(before);
  await backflow.open();
  await expect(backflow.title).toHaveText(OWN_TITLE);
  expect(await storedRecords(page)).toEqual(before);
  expect(backflow.errors).toEqual([]);
});

async function keepOwnWork(backflow: BackflowPage): Promise<void> {
  await backflow.openPreset("fan-out");
  await backflow.title.getByRole("button").click();
  const field = backflow.page.getByRole("textbox", { name: "Title" });
  await backflow.type(field, OWN_TITLE);
  await field.press("Enter");
  await expect(backflow.saving).toHaveText("Saved");
}

async function findOriginals(): Promise<Original[]> {
  const folder = "src/graph/golden";
  const golden = readdirSync(folder).map(
    (name) => (JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as { link: string }).link,
  );
  const made = await Promise.all(presets.map(({ document }) => encodeLink(document)));
  return Promise.all(
    [...golden, ...made].map(async (payload) => {
      const decoded = await decodeLink(payload);
      if (!decoded.ok) throw new Error(`${payload} does not open.`);
      return { payload, text: writeFile(decoded.value) };
    }),
  );
}

async function makeLinks(originals: readonly Original[]): Promise<MutatedLink[]> {
  const links: MutatedLink[] = [];
  for (let seed = 5_000_000; links.length < LINKS; seed++) {
    const link = await makeLink(originals, new Draw(seed));
    // An address that is the one before it, or no link at all any more, opens nothing.
    if (link !== null && link.fragment !== links.at(-1)?.fragment) links.push(link);
  }
  return links;
}

/** Most have other characters, some other bytes, and some hold other numbers and words, packed anew. */
async function makeLink(originals: readonly Original[], draw: Draw): Promise<MutatedLink | null> {
  const original = draw.pick(originals);
  const other = draw.pick(originals);
  const step = draw.chance(0.3) ? draw.below(30) : null;
  const kind = draw.pick(["characters", "characters", "characters", "bytes", "forged"] as const);
  const payload = {
    characters: () => original.payload,
    bytes: () => mutateBytes(original.payload, draw),
    forged: () => forge(original.payload, draw),
  }[kind]();
  const link = formatFragment({ kind: "graph", payload, step });
  const address = new URL("http://127.0.0.1/");
  // The browser encodes some characters and leaves others out.
  address.hash = kind === "characters" ? mutateCharacters(link, other.payload, draw) : link;
  const fragment = address.hash;
  const isForged = kind === "forged";
  const expected = await expectedOf(fragment, isForged ? null : [original.text, other.text]);
  return expected === null ? null : { fragment, isForged, expected };
}

function forge(payload: string, draw: Draw): string {
  const list = inflateSync(Buffer.from(payload.slice(3), "base64url")).toString();
  return `g1=${deflateSync(forgeList(list, draw)).toString("base64url")}`;
}

/** What has to come of a link of these graphs; null where it asks for none. `sent` is null where any may be in it. */
async function expectedOf(
  fragment: string,
  sent: readonly string[] | null,
): Promise<Outcome | null> {
  const address = parseFragment(fragment);
  switch (address.kind) {
    case "graph": {
      const decoded = await decodeLink(address.payload);
      if (!decoded.ok) return { tells: problemSentence(decoded.problem) };
      if (sent !== null) expect(sent).toContain(writeFile(decoded.value));
      return { shows: pictureOf(decoded.value) };
    }
    case "newer":
      return { tells: problemSentence({ kind: "newer-link", version: address.version }) };
    case "unknown":
      return { tells: NO_GRAPH };
    default:
      return null;
  }
}

/** What the canvas has to say of a document: its title, each node with its value, each wire. */
function pictureOf({ title, graph, numbers }: BackflowDocument): string {
  const evaluation = evaluate(graph, numbers);
  const nodes = graph.nodes.map(({ id, op }) => [id, op, dataOf(valuesOf(evaluation, id, 0))]);
  const wires = graph.wires.map(({ source, target, port }) => `${source}->${target}:${port}`);
  return JSON.stringify({ title: title || "Untitled", nodes: nodes.sort(), wires: wires.sort() });
}

/** Changes the address to one link after the other, and waits for what comes of each. */
function followLinks(page: Page, links: readonly MutatedLink[]): Promise<Outcome[]> {
  return page.evaluate(async (batch) => {
    const frame = () => new Promise((resolve) => setTimeout(resolve, 0));
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
    const alertOf = () => document.querySelector("[role=alert]");
    /** At most ten seconds, so that what never comes is told instead of waited for. */
    const until = async (holds: () => boolean) => {
      const end = Date.now() + 10_000;
      while (!holds() && Date.now() < end) await frame();
    };

    const came: ({ tells: string } | { shows: string })[] = [];
    for (const { fragment, expected } of batch) {
      alertOf()?.querySelector("button")?.click();
      await until(() => alertOf() === null);
      const canvas = document.querySelector("[data-canvas]");
      location.hash = fragment;
      const isOpened = () => document.querySelector("[data-canvas]") !== canvas;
      await until(() => isOpened() || alertOf() !== null);
      if (isOpened()) {
        await until(() => "shows" in expected && picture() === expected.shows);
        came.push({ shows: picture() });
      } else {
        came.push({ tells: alertOf()?.textContent ?? `Nothing came of ${fragment}` });
      }
    }
    return came;
  }, links);
}
