import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opOf } from "@/ops";
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
import { withSymbol } from "../edits/renaming";
import { MAX_FILE_BYTES } from "../limits";
import { checkDocument } from "../parts/check";
import { FORMAT } from "../parts/table";
import { failure, success } from "../result";
import { readFile } from "./file";
import { FileWriter, writeFile } from "./file-writer";

const NODE = '"id": "x", "op": "constant", "value": [[1]], "position": { "x": 0, "y": 0 }';

function fileOf(nodes: string, more = ""): string {
  return `{ "format": "backflow", "version": 1, "nodes": [${nodes}], "wires": [] ${more}}`;
}

describe("writeFile and readFile", () => {
  it("keep random documents", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 40 }), (seed, size) => {
        const document = randomDocument(seed, size);
        expect(readFile(writeFile(document))).toEqual(success(document));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("write what was changed, and not what was written before", () => {
    const toy = toyNetwork();
    const writer = new FileWriter();
    writer.write(toy);
    const changes = [
      { ...toy, numbers: new Map(toy.numbers).set("f1", linear([7], [[8]])) },
      { ...toy, layout: new Map(toy.layout).set("h1", { x: 5, y: -6 }) },
      edited(withSymbol(toy, "f1", "beta", "\\gamma")),
      { ...toy, graph: { ...toy.graph, wires: [...toy.graph.wires].reverse() } },
      toy,
    ];
    for (const changed of changes) {
      const copy = structuredClone(changed);
      const written = writer.write(changed);
      expect(written).toBe(writeFile(copy));
      expect(readFile(written)).toEqual(success(changed));
    }
  });

  it("write what was changed in a long list of nodes, at its place", () => {
    const long = randomDocument(3, 300);
    const { nodes, wires } = long.graph;
    const writer = new FileWriter();
    writer.write(long);
    const leaves = nodes.filter(({ id }) => long.numbers.get(id)?.kind === "leaf");
    const tables = nodes.filter(({ id }) => long.data.columns.has(id));
    const moved = [...nodes.slice(0, 70), ...nodes.slice(71), ...nodes.slice(70, 71)];
    const first = nodes[0]?.id;
    const changes = [
      ...leaves.slice(-3).map(({ id }) => {
        const numbers = new Map(long.numbers).set(id, { kind: "leaf", values: [7.25] });
        return { ...long, numbers };
      }),
      ...tables.slice(-3).map(({ id }) => {
        const columns = new Map(long.data.columns).set(id, [Float64Array.of(7.25)]);
        return { ...long, data: { ...long.data, columns } };
      }),
      { ...long, layout: new Map(long.layout).set(nodes[130]?.id ?? "", { x: 5, y: -6 }) },
      { ...long, graph: { ...long.graph, nodes: moved } },
      {
        ...long,
        graph: {
          ...long.graph,
          nodes: nodes.slice(1),
          wires: wires.filter(({ source, target }) => source !== first && target !== first),
        },
      },
      long,
    ];
    expect(changes).toHaveLength(10);
    for (const changed of changes) {
      const written = writer.write(changed);
      expect(written).toBe(writeFile(structuredClone(changed)));
      const ids = JSON.parse(written).nodes.map(({ id }: { id: string }) => id);
      expect(ids).toEqual(changed.graph.nodes.map(({ id }) => id));
    }
  });

  it("write −0 and odd doubles as JSON literals", () => {
    const document = documentOf(
      [["x", "constant", leaf([-0, 5e-324, 1.7976931348623157e308])]],
      [],
    );
    const text = writeFile(document);
    expect(text).toContain("[[-0, 5e-324, 1.7976931348623157e+308]]");
    expect(readFile(text)).toEqual(success(document));
  });

  it("keep lines short enough to read", () => {
    const lines = writeFile(toyNetwork()).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines).toContain(
      '    { "id": "h1", "op": "sin", "symbol": "h_1", "position": { "x": 360, "y": 120 } },',
    );
  });
});

describe("readFile", () => {
  it("fills in what may be left out", () => {
    const nodes = [
      `{ ${NODE} }`,
      '{ "id": "f3", "op": "linear", "beta": [1], "omega": [[[2]]], "position": { "x": 1, "y": 0 } }',
      '{ "id": "huber", "op": "huber", "position": { "x": 2, "y": 0 } }',
    ].join();
    const text = fileOf(nodes).replace('"wires": []', '"wires": [{ "from": "x", "to": "f3" }]');
    const result = readFile(text);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    const { graph, numbers, data, title, thresholds } = result.value;
    expect(graph.nodes[1]).toEqual({
      id: "f3",
      op: "linear",
      symbol: "f_3",
      width: 1,
      betaSymbol: "\\beta_3",
      omegaSymbols: ["\\omega_3"],
    });
    const huber = opOf("huber");
    const initial = huber.kind === "loss" ? huber.setting?.initial : undefined;
    expect(numbers.get("huber")).toEqual({ kind: "setting", value: initial });
    expect(graph).toMatchObject({ output: null });
    expect(data.rows).toBe(1);
    expect({ title, thresholds }).toEqual({
      title: "",
      thresholds: { vanishing: 1e-3, exploding: 1e3 },
    });
  });

  it("refuses fields that it does not know, for they would be lost in silence", () => {
    const sine = '"id": "h", "op": "sin", "position": { "x": 0, "y": 0 }';
    const files: [text: string, path: string, field: string][] = [
      [fileOf(`{ ${NODE} }`, ', "more": [1]'), "file", "more"],
      [fileOf(`{ ${NODE} }`, ', "__proto__": { "op": "sin" }'), "file", "__proto__"],
      [fileOf(`{ ${NODE}, "constructor": 1 }`), "nodes[0]", "constructor"],
      [fileOf(`{ ${NODE} }`).replace('"y": 0', '"y": 0, "z": 0'), "nodes[0].position", "z"],
      [fileOf(`{ ${NODE} }`, ', "thresholds": { "dead": 1 }'), "thresholds", "dead"],
      [fileOf("").replace('"wires": []', '"wires": [{ "label": "" }]'), "wires[0]", "label"],
      // What another op has.
      [fileOf(`{ ${sine}, "setting": 2 }`), "nodes[0]", "setting"],
      [fileOf(`{ ${sine.replace("sin", "squared-error")}, "setting": 2 }`), "nodes[0]", "setting"],
      [fileOf(`{ ${NODE}, "betaSymbol": "b" }`), "nodes[0]", "betaSymbol"],
    ];
    for (const [text, path, field] of files) {
      expect(readFile(text)).toEqual(failure({ kind: "unknown-field", path, field }));
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("op");
  });

  it("names ops that it does not know", () => {
    for (const op of ["tan", "constructor", "__proto__", ""]) {
      const text = fileOf(`{ ${NODE} }`).replace('"constant"', `"${op}"`);
      const problem = { kind: "unknown-op", node: "x", op };
      expect(readFile(text)).toEqual(failure({ kind: "refused", problem }));
    }
  });

  it("tells the kinds of bad files apart", () => {
    const kinds: [string, string][] = [
      ["", "not-json"],
      ["{", "not-json"],
      ["null", "not-backflow"],
      ["[]", "not-backflow"],
      ['{"format":"other"}', "not-backflow"],
      [`{"format":"backflow","version":${FORMAT.version + 1}}`, "newer-file"],
      ['{"format":"backflow","version":0}', "malformed"],
      ['{"format":"backflow"}', "malformed"],
      ['{"format":"backflow","version":"1"}', "malformed"],
      ['{"format":"backflow","version":1}', "malformed"],
      [fileOf(`{ ${NODE} }`, ', "batch": 1.5'), "malformed"],
      [fileOf(`{ ${NODE} }, { ${NODE} }`), "refused"],
      [" ".repeat(MAX_FILE_BYTES + 1), "file-too-large"],
    ];
    for (const [text, kind] of kinds) expect(readFile(text)).toMatchObject(failure({ kind }));
    expect(readFile(`${fileOf(`{ ${NODE} }`)}`, 10)).toEqual(
      failure({ kind: "file-too-large", limit: 10 }),
    );
    expect(readFile("ü".repeat(6), 11)).toEqual(failure({ kind: "file-too-large", limit: 11 }));
  });

  it("reads the largest document that it writes, however many digits its numbers have", () => {
    const units = 1440;
    const long = -1.2345678901234568e-300;
    const row = () => Array<number>(units).fill(long);
    const omega = Array.from({ length: units }, row);
    const document = documentOf(
      [
        ["x", "input", leaf(row())],
        ["f", "linear", linear(row(), omega)],
      ],
      [wire("x", "f")],
    );
    expect(checkDocument(document).ok).toBe(true);
    const read = readFile(writeFile(document));
    expect(read.ok ? null : read.problem).toBeNull();
    const own = read.ok && read.value.numbers.get("f");
    expect(own && own.kind === "linear" && own.omega[0]?.[units - 1]).toEqual(row());
  });

  it("names the place of what it cannot read", () => {
    const f =
      '"id": "f", "op": "linear", "beta": [1], "omega": [[[2]]], "position": { "x": 1, "y": 0 }';
    const l = '"id": "l", "op": "huber", "setting": 2, "position": { "x": 2, "y": 0 }';
    const text = fileOf(`{ ${NODE} }, { ${f} }, { ${l} }`).replace(
      '"wires": []',
      '"wires": [{ "from": "x", "to": "f", "port": 0 }, { "from": "f", "to": "l", "port": 1 }]',
    );
    expect(readFile(text).ok).toBe(true);
    const edits: [from: string, to: string, path: string, expected: string][] = [
      ['"version": 1', '"version": null', "version", "whole number"],
      ['"nodes"', '"title": 5, "nodes"', "title", "text"],
      ['"nodes"', '"batch": "1", "nodes"', "batch", "whole number"],
      ['"nodes"', '"output": 5, "nodes"', "output", "text"],
      ['"nodes"', '"thresholds": [1, 2], "nodes"', "thresholds", "object"],
      ['"nodes"', '"thresholds": { "exploding": 9 }, "nodes"', "thresholds.vanishing", "number"],
      ['"nodes"', '"thresholds": { "vanishing": 0.1 }, "nodes"', "thresholds.exploding", "number"],
      ['"nodes": [', '"nodes": {}, "output": [', "nodes", "list"],
      [`{ ${f} }`, "5", "nodes[1]", "object"],
      ['"id": "f"', '"id": 5', "nodes[1].id", "text"],
      ['"op": "linear"', '"op": null', "nodes[1].op", "text"],
      ['"id": "f"', '"id": "f", "symbol": 5', "nodes[1].symbol", "text"],
      ['"id": "f"', '"id": "f", "betaSymbol": 5', "nodes[1].betaSymbol", "text"],
      ['"id": "f"', '"id": "f", "omegaSymbols": 5', "nodes[1].omegaSymbols", "list"],
      ['"id": "f"', '"id": "f", "omegaSymbols": [5]', "nodes[1].omegaSymbols[0]", "text"],
      ["[[1]]", "[1]", "nodes[0].value", "rows of numbers"],
      ['"beta": [1]', '"beta": ["1"]', "nodes[1].beta", "list of numbers"],
      ["[[[2]]]", "2", "nodes[1].omega", "list"],
      ["[[[2]]]", "[[[2]], [[true]]]", "nodes[1].omega[1]", "rows of numbers"],
      ['"setting": 2', '"setting": "2"', "nodes[2].setting", "number"],
      ['{ "x": 1, "y": 0 }', "null", "nodes[1].position", "object"],
      ['"x": 1', '"x": "1"', "nodes[1].position.x", "number"],
      ['"x": 1, "y": 0', '"x": 1, "y": "0"', "nodes[1].position.y", "number"],
      ['"wires"', '"output"', "wires", "list"],
      ['{ "from": "f"', '7, { "from": "f"', "wires[1]", "object"],
      ['"from": "f"', '"from": 7', "wires[1].from", "text"],
      ['"to": "l"', '"to": 7', "wires[1].to", "text"],
      ['"port": 1', '"port": 0.5', "wires[1].port", "whole number"],
    ];
    for (const [from, to, path, expected] of edits) {
      const edited = text.replace(from, to);
      expect([to, edited === text, readFile(edited)]).toEqual([
        to,
        false,
        failure({ kind: "malformed", path, expected }),
      ]);
    }
  });

  it("takes what is written by hand: no positions, and a number for a row of one", () => {
    const nodes = [
      '{ "id": "x", "op": "input", "value": 2.5 }',
      '{ "id": "f0", "op": "linear", "beta": 1, "omega": [0.5] }',
      '{ "id": "y", "op": "target", "value": 2 }',
      '{ "id": "loss", "op": "squared-error" }',
    ].join();
    const wires = [
      ["x", "f0", 0],
      ["f0", "loss", 0],
      ["y", "loss", 1],
    ]
      .map(([from, to, port]) => `{ "from": "${from}", "to": "${to}", "port": ${port} }`)
      .join();
    const read = readFile(fileOf(nodes).replace('"wires": []', `"wires": [${wires}]`));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const { numbers, layout, data } = read.value;
    expect(numbers.get("f0")).toEqual(linear([1], [[0.5]]));
    expect(data.columns.get("x")).toEqual([Float64Array.of(2.5)]);
    const at = (id: string) => layout.get(id) ?? { x: Number.NaN, y: Number.NaN };
    // From left to right in the order of the wires, and none upon another.
    expect(at("x").x).toBeLessThan(at("f0").x);
    expect(at("f0").x).toBeLessThan(at("loss").x);
    expect(at("y").x).toBe(at("f0").x);
    const spots = [...layout.values()].map(({ x, y }) => `${x} ${y}`);
    expect(new Set(spots).size).toBe(4);
    expect(readFile(writeFile(read.value))).toEqual(read);
  });

  it("puts nodes without a position below those that have one", () => {
    const text = fileOf(`{ ${NODE} }, { "id": "h", "op": "sin" }`).replace('"y": 0', '"y": 500');
    const read = readFile(text);
    expect(read.ok && read.value.layout.get("x")).toEqual({ x: 0, y: 500 });
    expect(read.ok && (read.value.layout.get("h")?.y ?? 0)).toBeGreaterThan(600);
  });

  it("refuses a leaf without rows", () => {
    expect(readFile(fileOf(`{ ${NODE.replace("[[1]]", "[]")} }`))).toEqual(
      failure({ kind: "refused", problem: { kind: "bad-width", node: "x", width: 0 } }),
    );
  });

  it("answers any change of a file with a problem or a sound document", () => {
    const random = seededRandom(5);
    const text = writeFile(randomDocument(7, 10));
    const scraps = ["0", "-", "1e999", "null", "[", "]", ",", '""', "{}", "true", "x"];
    for (let round = 0; round < 3000; round++) {
      const at = Math.floor(random() * text.length);
      const scrap = scraps[Math.floor(random() * scraps.length)] ?? "";
      const altered = text.slice(0, at) + scrap + text.slice(at + Math.floor(random() * 3));
      const result = readFile(altered);
      if (result.ok) expect(readFile(writeFile(result.value))).toEqual(result);
    }
  });
});
