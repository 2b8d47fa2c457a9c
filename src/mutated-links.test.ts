import { readdirSync, readFileSync } from "node:fs";
import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect, inject, it } from "vitest";
import { CLASS_CODINGS, generators, type Recipe } from "@/data";
import { atSample, evaluate, healthOf, traceOf } from "@/engine";
import { explainFinding, nodeFormula, nodeText, problemSentence } from "@/explain";
import { explainStep } from "@/explain/steps";
import {
  type BackflowDocument,
  checkDocument,
  type DocumentProblem,
  decodeLink,
  encodeLink,
  type FileProblem,
  families,
  formatFragment,
  initialMade,
  type LinkProblem,
  parseFragment,
  readFile,
  startMade,
  tableOfRecipe,
  writeFile,
} from "@/graph";
import { randomDocument } from "./graph/document.test-support";
import {
  Draw,
  forgeList,
  mutateBytes,
  mutateCharacters,
  mutateJson,
} from "./link-mutations.test-support";
import { presets } from "./presets/made.test-support";

/*
 * A link is cut by a chat program, retyped from a slide, or forged. What opens is the graph that was sent, or one that
 * is sound; everything else gets a sentence; nothing is thrown. It stands above the floors, for it takes them all.
 */

const turns = inject("turns");
const RUNS = {
  tables: turns["changed links of tables, recipes and made graphs"],
  figures: turns["changed links of figures"],
  characters: turns["links with other characters"],
  bytes: turns["links with flipped bits"],
  forged: turns["forged links"],
  files: turns["altered files"],
};
/** Nothing is timed; a loaded machine may take its time. */
const PATIENCE = 1_200_000;
/** Links that are unpacked at the same time: each waits for its stream most of the while. */
const AT_ONCE = 64;

interface Original {
  readonly payload: string;
  /** The document as a file, which tells any two apart. */
  readonly text: string;
}

const DRAWN = [
  { x: -1, y: 0.5 },
  { x: 0.25, y: -1 },
  { x: 1, y: 0 },
];

const originals: readonly Original[] = await Promise.all([
  ...goldenLinks().map(async (payload) => {
    const decoded = await decodeLink(payload);
    if (!decoded.ok) throw new Error(`A golden link does not open: ${payload}`);
    return { payload, text: writeFile(decoded.value) };
  }),
  ...[
    ...presets.map(({ document }) => document),
    ...Array.from({ length: 40 }, (_, seed) => randomDocument(seed, seed % 14)),
  ].map(async (document) => ({ payload: await encodeLink(document), text: writeFile(document) })),
]);

function goldenLinks(): string[] {
  const folder = "src/graph/golden";
  return readdirSync(folder).map(
    (name) => (JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as { link: string }).link,
  );
}

/** Documents whose links carry recipes, packed rows, validation rows, or the settings of a made graph. */
const withRows: readonly Original[] = await Promise.all(
  documentsWithRows().map(async (document) => ({
    payload: await encodeLink(document),
    text: writeFile(document),
  })),
);

function documentsWithRows(): BackflowDocument[] {
  const made = families.map((family) => startMade(initialMade(family)));
  const recipes = generators.flatMap(({ id, kind }) =>
    CLASS_CODINGS.slice(0, kind === "curve" ? 1 : 3).map((coding, index): BackflowDocument => {
      const inputs = kind === "curve" ? 1 : 2;
      const widths = [inputs, 3, coding === "one-hot" ? 2 : 1];
      const settings = [widths, "tanh", "xavier-normal", index, "squared-error"];
      const document = startMade({ family: "layers", settings });
      const recipe: Recipe = {
        generator: id,
        size: 12 + index,
        validation: 5,
        noise: 0.1,
        seed: 40 + index,
        coding,
        points: id === "drawn" ? DRAWN : [],
      };
      return { ...document, data: tableOfRecipe(document.graph, recipe) };
    }),
  );
  // Their first number changed by hand: rows of one's own, packed.
  const own = recipes.map(({ data, ...document }) => ({
    ...document,
    data: { ...data, source: { kind: "own" } as const },
  }));
  return [...made, ...recipes, ...own, ...own.map((document) => ({ ...document, made: null }))];
}

/** What came of one mutation: the graph that was sent, another sound one, a sentence; or what is wrong. */
type Outcome = "same" | "sound" | "told" | "nothing" | { readonly wrong: string };

/** Each original in turn, with a generator of its own for every run; counts what comes of them. */
async function countOutcomes(
  runs: number,
  seed: number,
  run: (original: Original, draw: Draw) => Promise<Outcome>,
  among = originals,
) {
  const counts = { same: 0, sound: 0, told: 0, nothing: 0 };
  const wrong: string[] = [];
  for (let first = 0; first < runs; first += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, runs - first) }, async (_, index) => {
      const number = seed + first + index;
      const original = among[number % among.length] as Original;
      try {
        const outcome = await run(original, new Draw(number));
        if (typeof outcome === "string") counts[outcome]++;
        else wrong.push(`seed ${number}: ${outcome.wrong}`);
      } catch (error) {
        wrong.push(`seed ${number} threw: ${error instanceof Error ? error.stack : error}`);
      }
    });
    await Promise.all(batch);
  }
  expect(wrong).toEqual([]);
  return counts;
}

/** Either what was sent, byte for byte as a file, or a sentence. */
async function openUnforged(payload: string, ...sent: readonly Original[]): Promise<Outcome> {
  const decoded = await decodeLink(payload);
  if (!decoded.ok) return judgeProblem(decoded.problem);
  const text = writeFile(decoded.value);
  return sent.some((one) => one.text === text) ? "same" : { wrong: `another graph: ${payload}` };
}

describe("a link that was changed on its way", () => {
  it(
    "opens as the graph that was sent, or gets a sentence, whatever happens to its characters",
    async () => {
      const counts = await countOutcomes(RUNS.characters, 1_000_000, (original, draw) => {
        const step = draw.chance(0.3) ? draw.below(30) : null;
        const other = originals[draw.below(originals.length)] as Original;
        const sent = formatFragment({
          kind: "graph",
          payload: original.payload,
          step,
          sample: null,
        });
        const fragment = mutateCharacters(sent, other.payload, draw);
        const address = parseFragment(fragment);
        switch (address.kind) {
          case "graph":
            // Where two links were run together, the other may be what is left.
            return openUnforged(address.payload, original, other);
          case "empty":
            return Promise.resolve(
              /[A-Za-z]/.test(fragment) ? { wrong: `not empty: ${fragment}` } : "nothing",
            );
          case "newer":
            return Promise.resolve(judgeProblem({ kind: "newer-link", version: address.version }));
          case "unknown":
            return Promise.resolve("told");
          case "preset":
            return Promise.resolve({ wrong: `a preset: ${fragment}` });
        }
      });
      // Both happen, or this would prove nothing.
      expect(counts.same).toBeGreaterThan(RUNS.characters / 100);
      expect(counts.told).toBeGreaterThan(RUNS.characters / 2);
      expect(counts.nothing).toBeLessThan(RUNS.characters / 100);
    },
    PATIENCE,
  );

  it(
    "opens as the graph that was sent, or gets a sentence, whatever bits flip",
    async () => {
      const { told } = await countOutcomes(RUNS.bytes, 2_000_000, (original, draw) =>
        openUnforged(mutateBytes(original.payload, draw), original),
      );
      expect(told).toBeGreaterThan(RUNS.bytes / 2);
    },
    PATIENCE,
  );
});

describe("a changed link of a table, a recipe or a made graph", () => {
  it(
    "opens as what was sent, or gets a sentence",
    async () => {
      const counts = await countOutcomes(
        RUNS.tables,
        5_000_000,
        (original, draw) => {
          if (draw.chance(0.5)) return openUnforged(mutateBytes(original.payload, draw), original);
          const other = withRows[draw.below(withRows.length)] as Original;
          const mutated = mutateCharacters(original.payload, other.payload, draw);
          const address = parseFragment(`#${mutated}`);
          return address.kind === "graph"
            ? openUnforged(address.payload, original, other)
            : Promise.resolve("told");
        },
        withRows,
      );
      expect(counts.told).toBeGreaterThan(RUNS.tables / 2);
    },
    PATIENCE,
  );

  it(
    "opens as a sound graph where it is forged, or gets a sentence",
    async () => {
      const counts = await countOutcomes(
        RUNS.tables / 2,
        6_000_000,
        async ({ payload }, draw) => {
          const decoded = await decodeLink(forgedPayload(payload, draw));
          if (!decoded.ok) return judgeProblem(decoded.problem);
          const again = await decodeLink(await encodeLink(decoded.value));
          const isSame = again.ok && writeFile(again.value) === writeFile(decoded.value);
          return isSame
            ? judgeDocument(decoded.value, false)
            : { wrong: `no round trip: ${payload}` };
        },
        withRows,
      );
      expect(counts.sound).toBeGreaterThan(RUNS.tables / 40);
    },
    PATIENCE,
  );
});

describe("a changed link of figures", () => {
  it(
    "opens as what was sent, as a sound graph where it is forged, or gets a sentence",
    async () => {
      const withFigures = await Promise.all(
        presets
          .filter(({ document }) => document.figures.length > 0)
          .map(async ({ document }) => ({
            payload: await encodeLink(document),
            text: writeFile(document),
          })),
      );
      const counts = await countOutcomes(
        RUNS.figures,
        7_000_000,
        async (original, draw) => {
          if (draw.chance(0.4)) return openUnforged(mutateBytes(original.payload, draw), original);
          const decoded = await decodeLink(forgedPayload(original.payload, draw));
          if (!decoded.ok) return judgeProblem(decoded.problem);
          const again = await decodeLink(await encodeLink(decoded.value));
          const isSame = again.ok && writeFile(again.value) === writeFile(decoded.value);
          return isSame
            ? judgeDocument(decoded.value, false)
            : { wrong: `no round trip: ${original.payload}` };
        },
        withFigures,
      );
      expect(counts.told).toBeGreaterThan(RUNS.figures / 4);
    },
    PATIENCE,
  );
});

/** A link of the same version whose list was changed before its checksum was made. */
function forgedPayload(payload: string, draw: Draw): string {
  const list = inflateSync(Buffer.from(payload.slice(3), "base64url")).toString();
  const forged = forgeList(list, draw);
  const [version = "1"] = /\d+/.exec(forged) ?? [];
  return `g${version}=${deflateSync(forged).toString("base64url")}`;
}

describe("a forged link, whose checksum fits", () => {
  it(
    "opens as a sound graph that can be evaluated and explained, or gets a sentence",
    async () => {
      const prototype = Object.getOwnPropertyNames(Object.prototype).join();
      const kinds = new Set<string>();
      const counts = await countOutcomes(RUNS.forged, 3_000_000, async ({ payload }, draw) => {
        const forged = forgedPayload(payload, draw);
        const decoded = await decodeLink(forged);
        if (!decoded.ok) {
          kinds.add(kindOf(decoded.problem));
          return judgeProblem(decoded.problem);
        }
        const document = decoded.value;
        const again = await decodeLink(await encodeLink(document));
        if (!again.ok || writeFile(again.value) !== writeFile(document)) {
          return { wrong: `no round trip: ${forged}` };
        }
        return judgeDocument(document, draw.chance(0.25));
      });
      expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
      expect(counts.sound).toBeGreaterThan(RUNS.forged / 20);
      // The forgeries reach most of the reasons that the reader and the check have to refuse a link.
      expect(kinds.size).toBeGreaterThanOrEqual(13);
    },
    PATIENCE,
  );
});

describe("a file that was altered", () => {
  it(
    "opens as a sound graph, or gets a sentence",
    async () => {
      const kinds = new Set<string>();
      const counts = await countOutcomes(RUNS.files, 4_000_000, async ({ text }, draw) => {
        const altered = draw.chance(0.1)
          ? mutateCharacters(text, "{}", draw)
          : mutateJson(text, draw);
        const read = readFile(altered);
        if (read.ok) return judgeDocument(read.value, false);
        kinds.add(kindOf(read.problem));
        return judgeProblem(read.problem);
      });
      expect(counts.sound).toBeGreaterThan(RUNS.files / 20);
      expect(kinds.size).toBeGreaterThanOrEqual(17);
    },
    PATIENCE,
  );
});

/** Passes the check, and nothing throws of what the page does with a document. */
function judgeDocument(document: BackflowDocument, explained: boolean): Outcome {
  const checked = checkDocument(document);
  if (!checked.ok) return { wrong: problemSentence(checked.problem) };
  const { graph, data, thresholds } = document;
  const evaluation = evaluate(document);
  if (!explained) return "sound";
  for (const sample of new Set([0, data.rows - 1])) {
    const shown = atSample(evaluation, sample);
    const health = healthOf(shown, thresholds);
    for (const finding of health.findings) explainFinding(shown, finding);
  }
  const trace = traceOf(evaluation.plan);
  for (const index of new Set([0, 1, trace.steps.length >> 1, trace.steps.length])) {
    const { words } = explainStep(evaluation, trace, index);
    if (/undefined|\[object/.test(words)) return { wrong: words };
  }
  for (const node of graph.nodes) {
    nodeFormula(graph, node);
    if (nodeText(graph, node.id) === "") return { wrong: `${node.id} has no name` };
  }
  return "sound";
}

type Problem = DocumentProblem | LinkProblem | FileProblem;

function judgeProblem(problem: Problem): Outcome {
  const sentence = problemSentence(problem);
  const fine = /^\S.{20,400}\.$/s.test(sentence) && !/undefined|\[object/.test(sentence);
  return fine ? "told" : { wrong: sentence };
}

function kindOf(problem: Problem): string {
  return problem.kind === "refused" ? kindOf(problem.problem) : problem.kind;
}
