import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BackflowDocument } from "../document";
import {
  documentOf,
  edited,
  leaf,
  linear,
  randomDocument,
  seededRandom,
  toyNetwork,
  wire,
} from "../document.test-support";
import { withRowCount } from "../edits/reshaping";
import { type Json, lineOfJson } from "../json";
import { MAX_INFLATED_BYTES, MAX_LINK_LENGTH } from "../limits";
import { FORMAT } from "../parts/table";
import { failure, success } from "../result";
import { compactOf } from "./compact";
import { decodeLink, encodeLink, withCheck } from "./link";

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The payload of any content, also such as no Backflow would write. */
function payloadOf(content: string | Uint8Array): string {
  return `g1=${deflateSync(content, { level: 9 }).toString("base64url")}`;
}

function problemOf(result: Awaited<ReturnType<typeof decodeLink>>) {
  return result.ok ? null : result.problem;
}

/** The compact form: seven columns, and the rest where there is one. */
function columnsOf(document: BackflowDocument): readonly Json[] {
  const compact = compactOf(document);
  return Array.isArray(compact) ? compact : [];
}

async function decodeCompact(compact: Json) {
  return problemOf(await decodeLink(payloadOf(lineOfJson(compact))));
}

describe("round trip", () => {
  it("keeps random documents, whatever is legal in them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 40 }), async (seed, size) => {
        const document = randomDocument(seed, size);
        expect(await decodeLink(await encodeLink(document))).toEqual(success(document));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("keeps doubles exactly", async () => {
    const rows = [
      [-0, 0, 5e-324, -5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3, 1e21, 2 ** 53],
    ];
    const document = documentOf([["x", "parameter", leaf(...rows)]], []);
    const decoded = await decodeLink(await encodeLink(document));
    const owned = decoded.ok ? decoded.value.numbers.get("x") : undefined;
    // toEqual tells 0 from −0.
    expect(owned).toEqual({ kind: "leaf", values: rows[0] });
  });

  it("needs at most 260 characters for the toy network", async () => {
    const payload = await encodeLink(toyNetwork());
    expect(payload).toMatch(/^g1=[A-Za-z0-9_-]+$/);
    expect(payload.length).toBeLessThanOrEqual(260);
  });

  it("needs no more with a layout that no column compresses, and symbols of its own", async () => {
    const toy = toyNetwork();
    const random = seededRandom(3);
    const layout = new Map(
      toy.graph.nodes.map(({ id }) => [
        id,
        { x: Math.floor(random() * 2000), y: Math.floor(random() * 900) },
      ]),
    );
    const nodes = toy.graph.nodes.map((node) =>
      node.op === "input" || node.op === "target" ? { ...node, symbol: `${node.id}_i` } : node,
    );
    const document = { ...toy, layout, graph: { ...toy.graph, nodes } };
    expect((await encodeLink(document)).length).toBeLessThanOrEqual(260);
  });
});

describe("the rest", () => {
  const toy = toyNetwork();
  const restOf = (document: BackflowDocument) => columnsOf(document)[7];

  it("holds nothing that is as usual", () => {
    expect(restOf({ ...toy, title: "" })).toBeUndefined();
    expect(restOf(toy)).toEqual({ t: "The toy network" });
  });

  it("holds each part that is not as usual", () => {
    const { graph } = toy;
    const bare = { ...toy, title: "" };
    const rest = (change: Partial<BackflowDocument>) => restOf({ ...bare, ...change });
    expect(rest({ data: edited(withRowCount(toy, 2)).data })).toEqual({ b: 2 });
    expect(rest({ graph: { ...graph, output: "h1" } })).toEqual({ o: 2 });
    expect(rest({ thresholds: { vanishing: 0.1, exploding: 1000 } })).toEqual({ h: [0.1, 1000] });
    expect(rest({ thresholds: { vanishing: 0.001, exploding: 9 } })).toEqual({ h: [0.001, 9] });
    const [first, second, ...wires] = graph.wires;
    expect(
      first && second && rest({ graph: { ...graph, wires: [second, first, ...wires] } }),
    ).toEqual({
      w: [1, -1, 2, 1, 1, 1, 1, 1, 1],
    });
    const rename = (id: string, symbol: string) =>
      graph.nodes.map((node) => (node.id === id ? { ...node, symbol } : node));
    // x, f_0, β_0, ω_0 and then h_1.
    expect(rest({ graph: { ...graph, nodes: rename("h1", "a") } })).toEqual({ s: [4, "a"] });
    const both = rename("h1", "a").map((node) =>
      node.id === "loss" ? { ...node, symbol: "L" } : node,
    );
    expect(rest({ graph: { ...graph, nodes: both } })).toEqual({ s: [4, "a", 12, "L"] });
    for (const x of [0.5, -0, 2 ** 60]) {
      const layout = new Map(toy.layout).set("x", { x, y: 1 });
      const [, , , , , xs, ys, r] = columnsOf({ ...bare, layout });
      expect(r).toEqual({ r: 1 });
      expect(xs).toEqual([x, 180, 360, 540, 720, 900, 1080, 1260, 1440, 1620]);
      expect(ys).toEqual([1, ...new Array<number>(9).fill(120)]);
    }
  });

  it("tells widths, ports, and columns that the graph does not", () => {
    const wide = documentOf(
      [
        ["x", "input", leaf([1, 2])],
        ["u", "sin"],
        ["f", "linear", linear([3], [[4, 5]], [[6, 7, 8]])],
      ],
      [wire("x", "f", 0), wire("u", "f", 1)],
    );
    expect(columnsOf(wide).slice(3)).toEqual([
      [0, 2, 1],
      [1, 2, 3, 4, 5, 6, 7, 8],
      [0, 180, 180],
      [120, 0, 0],
      { d: [2, 1], k: [2], u: [3] },
    ]);
  });
});

describe("a damaged link", () => {
  it("is recognised wherever it was cut", async () => {
    const payload = await encodeLink(toyNetwork());
    for (let length = 0; length < payload.length; length++) {
      const problem = problemOf(await decodeLink(payload.slice(0, length)));
      expect(problem?.kind).toBe(length <= 3 ? "not-a-link" : "damaged");
    }
  });

  it("never opens as another graph after one character changed", async () => {
    const toy = toyNetwork();
    const payload = await encodeLink(toy);
    const random = seededRandom(20);
    let same = 0;
    for (let round = 0; round < 2000; round++) {
      const at = 3 + Math.floor(random() * (payload.length - 3));
      const character = CHARACTERS[Math.floor(random() * 64)] ?? "";
      const altered = payload.slice(0, at) + character + payload.slice(at + 1);
      const decoded = await decodeLink(altered);
      if (decoded.ok) {
        expect(decoded.value).toEqual(toy);
        same++;
      }
    }
    // Chance itself puts the same character back in one round of 64; spare bits at the end do the rest.
    expect(same).toBeLessThan(80);
  });

  it("is recognised by content that is no JSON, no UTF-8, or no compact form", async () => {
    const contents = ["", "[1", "{}", "null", '"x"', "[]", '["1"]', "[0]", "[-1]", "[1.5e0"];
    for (const content of [...contents, Uint8Array.of(0x22, 0xff, 0x22)]) {
      expect(problemOf(await decodeLink(payloadOf(content)))).toEqual({ kind: "damaged" });
    }
    const raw = deflateSync("[1]").subarray(2, -4).toString("base64url");
    expect(problemOf(await decodeLink(`g1=${raw}`))).toEqual({ kind: "damaged" });
  });

  it("is recognised where zlib's checksum cannot tell", async () => {
    const list = '[1,"x y",[3,3],[],[767,396],[0,0],[0,0]]';
    const checked = withCheck(list);
    const altered = checked.replace("767,396", "776,387");
    const adler = (text: string) => deflateSync(text).subarray(-4);
    expect(adler(altered)).toEqual(adler(checked));
    expect((await decodeLink(payloadOf(checked))).ok).toBe(true);
    expect(problemOf(await decodeLink(payloadOf(altered)))).toEqual({ kind: "damaged" });
    for (const other of [
      `${checked} `,
      checked.replace(/\d+\]$/, "7]"),
      `${list.slice(0, -1)},1e3]`,
    ]) {
      expect(problemOf(await decodeLink(payloadOf(other)))).toEqual({ kind: "damaged" });
    }
  });

  it("opens without a check of its own, as links once were", async () => {
    const toy = toyNetwork();
    expect(await decodeLink(payloadOf(lineOfJson(compactOf(toy))))).toEqual(success(toy));
  });

  it("survives JSON that is nested deeply", async () => {
    const deep = `[1,${"[".repeat(400_000)}${"]".repeat(400_000)}]`;
    expect(problemOf(await decodeLink(payloadOf(deep)))?.kind).toMatch(/damaged|malformed/);
  });
});

describe("limits", () => {
  it("stops inflating at 1 MiB", async () => {
    const kind = "inflates-too-large";
    for (const bytes of [MAX_INFLATED_BYTES + 1, 40 * MAX_INFLATED_BYTES]) {
      const bomb = payloadOf(new Uint8Array(bytes).fill(0x20));
      expect(bomb.length).toBeLessThanOrEqual(MAX_LINK_LENGTH);
      expect(problemOf(await decodeLink(bomb))).toEqual({ kind, limit: MAX_INFLATED_BYTES });
    }
    const full = lineOfJson(compactOf(toyNetwork())).padEnd(MAX_INFLATED_BYTES);
    expect((await decodeLink(payloadOf(full))).ok).toBe(true);
  });

  it("refuses what is too long before it looks into it", async () => {
    const payload = `g1=${"A".repeat(MAX_LINK_LENGTH)}`;
    const problem = { kind: "link-too-long", length: payload.length, limit: MAX_LINK_LENGTH };
    expect(await decodeLink(payload)).toEqual(failure(problem));
  });

  it("refuses more than 2,000 nodes or 8,000 wires", async () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
    const ones = (count: number) => new Array<number>(count).fill(1);
    const leaves = (count: number) => [1, names(count).join(" "), ones(count).fill(3), []];
    const columns = (count: number) => [ones(count), ones(count), ones(count)];
    expect(await decodeCompact([...leaves(2000), ...columns(2000)])).toBeNull();
    const problem = { kind: "too-many", what: "nodes", count: 2001, limit: 2000 };
    expect(await decodeCompact([...leaves(2001), ...columns(2001)])).toEqual({
      kind: "refused",
      problem,
    });
    const wired = (count: number) => [
      1,
      "x f",
      [3, 4],
      ones(count),
      ones(count + 2),
      [0, 0],
      [0, 0],
      { k: [count] },
    ];
    expect(await decodeCompact(wired(8000))).toBeNull();
    expect(await decodeCompact(wired(8001))).toEqual({
      kind: "refused",
      problem: { kind: "too-many", what: "wires", count: 8001, limit: 8000 },
    });
  });

  it("makes nothing of a size that is only claimed", async () => {
    const malformed = { kind: "malformed" };
    const claims: Json[] = [
      [1, "x", [3], [], [1], [0], [0], { d: [2e6] }],
      [1, "x", [0], [], [1], [0], [0], { b: 1e4 }],
      [1, "f", [4], [], [1], [0], [0], { k: [2 ** 52] }],
      [1, "f g h", [8, 4, 4], [0, 1, 2], [1, 1], [0, 0, 0], [0, 0, 0], { u: [0, -5], d: [1, 1] }],
    ];
    for (const claim of claims) expect(await decodeCompact(claim)).toMatchObject(malformed);
    const refused: Json[] = [
      [1, "x", [3], [], [1], [0], [0], { d: [1e15] }],
      [1, "x", [3], [], [1], [0], [0], { b: 1e15 }],
      [1, "x h", [3, 5], [1], [1], [0, 0], [0, 0], { b: 8e6, d: [100] }],
    ];
    for (const claim of refused)
      expect(await decodeCompact(claim)).toMatchObject({ kind: "refused" });
  });
});

describe("other versions and strangers", () => {
  it("names what a newer Backflow made", async () => {
    const version = FORMAT.version + 1;
    const newer = { kind: "newer-link", version };
    expect(problemOf(await decodeLink(`g${version}=abc`))).toEqual(newer);
    expect(await decodeCompact([version, "x"])).toEqual(newer);
    for (const stranger of ["", "g1=", "g0=abc", "g01=abc", "h1=abc", "g1=a b", "g1=ä", "G1=abc"]) {
      expect(problemOf(await decodeLink(stranger))).toEqual({ kind: "not-a-link" });
    }
  });

  it("names ops that it does not know", async () => {
    for (const op of [999, -1, 0.5, 1e300]) {
      expect(await decodeCompact([1, "x", [op], [], [1], [0], [0]])).toEqual({
        kind: "refused",
        problem: { kind: "unknown-op", node: "x", op: String(op) },
      });
    }
    const word = await decodeCompact([1, "x", ["constructor"], [], [1], [0], [0]]);
    expect(word).toMatchObject({ kind: "malformed", path: "ops" });
  });

  it("is not impressed by __proto__ and constructor", async () => {
    const { prototype } = Object;
    const before = Object.getOwnPropertyNames(prototype);
    const named = documentOf(
      [
        ["__proto__", "input", leaf([1])],
        ["constructor", "linear", linear([0], [[2]])],
        ["toString", "sin"],
      ],
      [wire("__proto__", "constructor"), wire("constructor", "toString")],
      { output: "toString" },
    );
    expect(await decodeLink(await encodeLink(named))).toEqual(success(named));
    const rest = '{"__proto__":{"t":"evil","b":7},"constructor":{"t":"evil"}}';
    const decoded = await decodeLink(payloadOf(`[1,"x",[3],[],[1],[0],[0],${rest}]`));
    expect(decoded).toEqual(failure({ kind: "unknown-field", path: "rest", field: "__proto__" }));
    expect(Object.getOwnPropertyNames(prototype)).toEqual(before);
  });

  it("refuses numbers that are not finite", async () => {
    for (const number of ["1e999", "-1e999"]) {
      const decoded = await decodeLink(payloadOf(`[1,"x",[3],[],[${number}],[0],[0]]`));
      const problem = { kind: "not-finite", node: "x", part: "value" };
      expect(decoded).toEqual(failure({ kind: "refused", problem }));
    }
    const far = await decodeLink(payloadOf(`[1,"x",[3],[],[1],[1e999],[0]]`));
    expect(far).toMatchObject(failure({ kind: "refused", problem: { kind: "position-bound" } }));
    const hole = await decodeLink(payloadOf(`[1,"x",[3],[],[null],[0],[0]]`));
    expect(hole).toMatchObject(failure({ kind: "malformed" }));
  });

  it("names the part that it cannot read", async () => {
    const columns = columnsOf(
      documentOf(
        [
          ["x", "constant", leaf([7])],
          ["f", "linear", linear([1], [[2]])],
          ["h", "sin"],
          ["l", "huber", { kind: "setting", value: 1 }],
        ],
        [wire("x", "f"), wire("f", "h"), wire("h", "l")],
      ),
    );
    expect(columns.slice(3)).toEqual([
      [1, 1, 1, 0],
      [7, 1, 2, 1],
      [0, 180, 180, 180],
      [120, 0, 0, 0],
    ]);
    expect(await decodeCompact(columns)).toBeNull();
    expect(await decodeCompact([...columns, {}])).toBeNull();
    const whole = "whole number";
    const numbers = "list of numbers";
    const parts: [place: number, part: Json, path: string, expected: string][] = [
      [1, 5, "ids", "text"],
      [2, "3", "ops", numbers],
      [2, [3, 4, 5], "ops", numbers],
      [3, {}, "sources", numbers],
      [3, [1, 1, 1], "sources", numbers],
      [3, [1, 1, 1, 0, 0], "sources", "nothing more"],
      [3, [1, 1, 1, 9], "sources", whole],
      [4, [7, 1, 2, "1"], "numbers", numbers],
      [4, [7, 1, 2], "numbers", numbers],
      [4, [7, 1, 2, 1, 1], "numbers", "nothing more"],
      [5, [0, 1, 1], "xs", numbers],
      [5, null, "xs", numbers],
      [6, [0, 0, 0, 0, 0], "ys", numbers],
      [7, [], "rest", "object"],
      [7, { t: 5 }, "t", "text"],
      [7, { b: "1" }, "b", whole],
      [7, { o: 4 }, "o", whole],
      [7, { o: -1 }, "o", whole],
      [7, { o: "x" }, "o", whole],
      [7, { h: [0.1] }, "h", numbers],
      [7, { h: [0.1, 9, 9] }, "h", numbers],
      [7, { d: 5 }, "d", numbers],
      [7, { d: [1] }, "d", whole],
      [7, { d: [1.5, 1] }, "d", whole],
      [7, { k: {} }, "k", numbers],
      [7, { k: [] }, "k", whole],
      [7, { k: [-1] }, "sources", numbers],
      [7, { s: {} }, "s", "list"],
      [7, { s: ["x", "y"] }, "s", whole],
      [7, { s: [0] }, "s", "text"],
      [7, { s: [0, 5] }, "s", "text"],
      [7, { w: [0, 1] }, "w", numbers],
      [7, { w: [0, 0, 1] }, "w", whole],
      [7, { w: [1, 1, 1] }, "w", whole],
    ];
    for (const [index, part, path, expected] of parts) {
      const changed = [...columns.slice(0, index), part, ...columns.slice(index + 1)];
      expect([part, await decodeCompact(changed)]).toEqual([
        part,
        { kind: "malformed", path, expected },
      ]);
    }
  });

  it("refuses cycles, widths that do not fit, and wires to nowhere", async () => {
    const at = [
      [0, 0],
      [0, 0],
    ];
    expect(await decodeCompact([1, "a b", [5, 5], [-1, 1], [], ...at])).toEqual({
      kind: "refused",
      problem: { kind: "cycle", nodes: ["b", "a"] },
    });
    const three = [
      [0, 0, 0],
      [0, 0, 0],
    ];
    const wide = [1, "a b c", [3, 3, 22], [2, 1], [1, 2, 3, 4, 5], ...three, { d: [2, 3] }];
    expect(await decodeCompact(wide)).toEqual({
      kind: "refused",
      problem: { kind: "width", node: "c", widths: [2, 3] },
    });
    for (const distance of [2, -2, 0.5, 1e300]) {
      const problem = await decodeCompact([1, "a b", [3, 5], [distance], [1], ...at]);
      expect(problem).toMatchObject({ kind: "malformed", path: "sources" });
    }
  });

  it("asks for the newest Backflow before it checks what it cannot know", async () => {
    const version = FORMAT.version + 1;
    expect(await decodeCompact([version, "x", 7])).toEqual({ kind: "newer-link", version });
  });

  it("answers any change of the compact form with a problem or a sound document", async () => {
    const random = seededRandom(4);
    const text = lineOfJson(compactOf(randomDocument(7, 12)));
    const scraps = ["0", "-", "9", "1e999", "null", "[", "]", ",", '""', "{}", "true", " ", '"'];
    for (let round = 0; round < 3000; round++) {
      const index = Math.floor(random() * text.length);
      const scrap = scraps[Math.floor(random() * scraps.length)] ?? "";
      const cut = index + Math.floor(random() * 3);
      const decoded = await decodeLink(payloadOf(text.slice(0, index) + scrap + text.slice(cut)));
      if (decoded.ok) await expectRoundTrip(decoded.value);
      else
        expect(decoded.problem.kind).toMatch(/damaged|newer-link|malformed|unknown-field|refused/);
    }
  });
});

async function expectRoundTrip(document: BackflowDocument) {
  expect(await decodeLink(await encodeLink(document))).toEqual(success(document));
}
