import { describe, expect, it } from "vitest";
import { ops } from "@/ops";
import { DEFAULT_TRAINING } from "@/optimizers";
import { readFile } from "../codec/file";
import { writeFile } from "../codec/file-writer";
import { decodeLink, encodeLink } from "../codec/link";
import { tableOf } from "../columns";
import type { BackflowDocument, DocumentParts } from "../document";
import { edited, toyNetwork } from "../document.test-support";
import { startMade } from "../edits/making";
import { addNode } from "../edits/structure";
import type { Figure } from "../figures";
import { families, initialMade } from "../made/families";
import { failure, success } from "../result";
import { FORMAT, formatAt, initialParts, versionOf } from "./table";

const toy = toyNetwork();

/** One of each kind, with all that a figure may hold; some speak of a node that is gone. */
const figures: readonly Figure[] = [
  {
    kind: "curve",
    id: "figure1",
    axis: { kind: "value", node: "x", unit: 0 },
    panels: [
      [{ kind: "value", node: "f3", unit: 0 }, { kind: "loss" }],
      [{ kind: "term", node: "f1", port: 0, unit: 0 }],
      [{ kind: "local", node: "h3", port: 0, unit: 0 }],
      [{ kind: "partial", node: "f1", ports: 1, unit: 0 }, { kind: "objective" }],
    ],
    columns: 2,
    range: [-0.5, 1e-3],
    valueRange: null,
    marks: ["tangent", "joints", "residuals"],
  },
  {
    kind: "curve",
    id: "b",
    axis: { kind: "omega", node: "f1", port: 0, unit: 0, input: 0 },
    panels: [[{ kind: "value", node: "gone", unit: 3 }]],
    columns: 1,
    range: null,
    valueRange: [-1, 1],
    marks: [],
  },
  {
    kind: "map",
    id: "c-d_e",
    axes: [
      { kind: "beta", node: "f1", unit: 0 },
      { kind: "value", node: "gone", unit: 0 },
    ],
    read: { kind: "objective" },
    ranges: [null, [0, 5]],
    marks: ["rows", "contours"],
  },
  { kind: "layers", id: "layers", quantity: "inactive" },
  { kind: "approximation", id: "bound" },
];

const shallow = startMade({ family: "shallow", settings: [2, "tanh", 4] });

/** Documents that use a part. A new part fails to compile here until it has its own. */
const examples: { readonly [Name in keyof DocumentParts]: readonly BackflowDocument[] } = {
  thresholds: [
    { ...toy, thresholds: { vanishing: 0.25, exploding: 4 } },
    { ...toy, thresholds: { vanishing: 5e-324, exploding: 1.7976931348623157e308 } },
  ],
  training: [
    { ...toy, training: { ...DEFAULT_TRAINING, rate: 0.25, batchSize: 5, patience: 20 } },
    {
      ...toy,
      training: {
        optimizer: { id: "adamw", settings: { beta1: 0.8, epsilon: 1e-10 } },
        rate: 1e-3,
        schedule: { id: "warm-up", settings: { start: 0.2, iterations: 31 } },
        batchSize: 1,
        l1: 0.01,
        weightDecay: 0.1,
        penalized: "all",
        clip: 0.5,
        patience: 3,
        epochs: 7,
        seed: 4_294_967_295,
      },
    },
  ],
  pictures: [
    { ...toy, pictures: { kind: "none" } },
    { ...toy, pictures: { kind: "curve", axis: { kind: "value", node: "x", unit: 0 } } },
    {
      ...toy,
      pictures: {
        kind: "map",
        axes: [
          { kind: "omega", node: "f1", port: 0, unit: 0, input: 0 },
          { kind: "beta", node: "gone", unit: 3 },
        ],
      },
    },
  ],
  made: [
    ...families.map((family) => startMade(initialMade(family))),
    startMade({
      family: "layers",
      settings: [[2, 1, 5, 2], "gelu", "pytorch", 4_294_967_295, "softmax-cross-entropy"],
    }),
    { ...shallow, title: "" },
    { ...shallow, layout: new Map(shallow.layout).set("f1", { x: -0.5, y: 3 }) },
    {
      ...shallow,
      data: tableOf(
        new Map([
          ["x", [[1], [2]]],
          ["y", [[-0], [1e-9]]],
        ]),
      ),
    },
  ],
  pauses: [
    {
      ...toy,
      pauses: [
        { kind: "loss-below", threshold: 0.01 },
        { kind: "slope-below", threshold: 5e-324 },
        { kind: "gradient-below", node: "f1", threshold: 1e-6 },
        { kind: "unit-dies" },
        { kind: "not-finite" },
      ],
    },
  ],
  groups: [
    {
      ...toy,
      groups: [
        { id: "group1", name: "First layer", nodes: ["f0", "h1"], folded: true },
        { id: "b-c_d", name: "", nodes: ["f3"], folded: false },
      ],
    },
    {
      ...toy,
      groups: [
        { id: "inner", name: "Layer 1", nodes: ["f1", "h2"], folded: true, parent: "middle" },
        { id: "middle", name: "Layers", nodes: [], folded: false, parent: "outer" },
        { id: "beside", name: "Layer 2", nodes: ["f2", "h3"], folded: false, parent: "middle" },
        { id: "outer", name: "Network", nodes: ["f3"], folded: true },
      ],
    },
  ],
  notes: [
    {
      ...toy,
      notes: [
        {
          id: "note1",
          text: "Look at $\\omega_0$\nand at <b>this</b>",
          position: { x: -3, y: 40 },
        },
        { id: "n", text: "2", position: { x: 1e6, y: 0.5 } },
      ],
    },
  ],
  figures: [{ ...toy, figures }, ...figures.map((figure) => ({ ...toy, figures: [figure] }))],
};

/** A graph with each op that came after the first release, beside the toy network. */
const newer = ops
  .filter(({ since = 1 }) => since > 1)
  .map((op) => edited(addNode(toy, op.id, { x: 0, y: 400 })).document);

const all = [...Object.values(examples).flat(), ...newer];

describe("parts of a document, and ops that came later", () => {
  it("are told by the version of what uses them", async () => {
    expect(versionOf(toy)).toBe(1);
    expect((await encodeLink(toy)).slice(0, 3)).toBe("g1=");
    expect(newer.length).toBeGreaterThanOrEqual(9);
    for (const document of newer) expect(versionOf(document)).toBeGreaterThan(1);
    for (const document of all) {
      const version = versionOf(document);
      expect(version).toBeLessThanOrEqual(FORMAT.version);
      expect(await encodeLink(document)).toMatch(new RegExp(`^g${version}=`));
      expect(JSON.parse(writeFile(document)).version).toBe(version);
    }
  });

  it("are kept by links and files", async () => {
    for (const document of all) {
      expect(await decodeLink(await encodeLink(document))).toEqual(success(document));
      expect(readFile(writeFile(document))).toEqual(success(document));
    }
  });

  it("are not lost by an older page: it says that they are newer", async () => {
    for (const document of all) {
      const version = versionOf(document);
      const [link, file] = [await encodeLink(document), writeFile(document)];
      const own = formatAt(version);
      expect(await decodeLink(link, own)).toEqual(success(document));
      expect(readFile(file, undefined, own)).toEqual(success(document));
      if (version === 1) continue;
      const older = formatAt(version - 1);
      expect(await decodeLink(link, older)).toEqual(failure({ kind: "newer-link", version }));
      expect(readFile(file, undefined, older)).toEqual(failure({ kind: "newer-file", version }));
    }
  });

  it("leave what uses none of them to the oldest page", async () => {
    const oldest = formatAt(1);
    const plain = { ...toy, ...initialParts };
    expect(await decodeLink(await encodeLink(plain), oldest)).toEqual(success(plain));
    expect(readFile(writeFile(plain), undefined, oldest)).toEqual(success(plain));
  });
});
