import { readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { deflateSync, inflateSync } from "node:zlib";
import { expect } from "@playwright/test";
import { problemSentence } from "@/explain";
import { decodeLink, encodeLink, formatFragment, writeFile } from "@/graph";
import { presets } from "@/presets";
import { turns } from "../scripts/random-turns.mjs";
import { Draw, forgeList, mutateBytes, mutateCharacters } from "../src/link-mutations.test-support";
import { BackflowPage } from "./backflow-page";
import { expectOfLink, type Outcome, openAll } from "./opening";
import { seedOf } from "./seeds";
import { storedRecords } from "./stored-records";
import { test } from "./test";

/*
 * The links of src/mutated-links.test.ts, followed one after the other in the built page: what opens is the graph that
 * was sent, or, of a forged link, the one that it holds; else a sentence is told. Own work stays as it is.
 */

const LINKS = turns["changed links followed in the browser"];
/** So many are handed to the page at a time. */
const AT_ONCE = 50;
const OWN_TITLE = "My own work";

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
  browserName,
}) => {
  test.setTimeout(60_000 + LINKS * 1000);
  const backflow = new BackflowPage(page);
  await keepOwnWork(backflow);
  const before = await storedRecords(page);
  expect(before.map(({ title }) => title)).toEqual([OWN_TITLE]);

  const links = await makeLinks(await findOriginals(), browserName);
  const counts = { sent: 0, forged: 0, told: 0 };
  for (let first = 0; first < LINKS; first += AT_ONCE) {
    const batch = links.slice(first, first + AT_ONCE);
    const came = await openAll(page, batch);
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
  const made = await Promise.all(
    presets.map(async ({ load }) => encodeLink((await load()).make())),
  );
  return Promise.all(
    [...golden, ...made].map(async (payload) => {
      const decoded = await decodeLink(payload);
      if (!decoded.ok) throw new Error(`${payload} does not open.`);
      return { payload, text: writeFile(decoded.value) };
    }),
  );
}

async function makeLinks(
  originals: readonly Original[],
  browserName: string,
): Promise<MutatedLink[]> {
  const links: MutatedLink[] = [];
  /** The link whose graph is on the page, in whose address it stands whatever was refused since. */
  let shown = "";
  for (let number = 2_500_000; links.length < LINKS; number++) {
    const link = await makeLink(originals, new Draw(seedOf(browserName, number)));
    // An address that is the one before it, or no link at all any more, opens nothing.
    if (link === null || [shown, links.at(-1)?.fragment].includes(link.fragment)) continue;
    links.push(link);
    if ("shows" in link.expected) shown = link.fragment;
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
  const link = formatFragment({ kind: "graph", payload, step, sample: null });
  const address = new URL("http://127.0.0.1/");
  // The browser encodes some characters and leaves others out.
  address.hash = kind === "characters" ? mutateCharacters(link, other.payload, draw) : link;
  const fragment = address.hash;
  const asked = await expectOfLink(fragment);
  if (asked === null) return null;
  const isForged = kind === "forged";
  if (!isForged && asked.text !== null) expect([original.text, other.text]).toContain(asked.text);
  return { fragment, isForged, expected: asked.outcome };
}

function forge(payload: string, draw: Draw): string {
  const list = inflateSync(Buffer.from(payload.slice(3), "base64url")).toString();
  return `g1=${deflateSync(forgeList(list, draw)).toString("base64url")}`;
}
