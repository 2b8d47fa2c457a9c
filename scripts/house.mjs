// @ts-check
/*
 * The house: which floor of src/ may import which, and which room of a floor which other. This table is the one place that
 * says so. `npm run format` makes the rules of Biome of it (biome.floors.json), and src/floors.test.ts plants bad imports to
 * prove that they bite.
 */

/** By the one that imports, what it may import. @typedef {Readonly<Record<string, readonly string[]>>} Imports */

const BELOW_STORE = [
  ...["ops", "data", "optimizers", "graph", "layout"],
  ...["engine", "training", "explain", "presets"],
];

/** The floors, from the ground up, and those that each may import. @type {Imports} */
export const FLOORS = {
  ops: [],
  data: [],
  optimizers: [],
  graph: ["ops", "data", "optimizers"],
  layout: ["ops", "data", "graph"],
  engine: ["ops", "data", "graph"],
  training: ["ops", "data", "optimizers", "graph", "engine"],
  explain: ["ops", "data", "optimizers", "graph", "engine", "training"],
  presets: ["data", "optimizers", "graph"],
  store: BELOW_STORE,
  ui: [],
  canvas: [...BELOW_STORE, "store", "ui"],
  panels: [...BELOW_STORE, "store", "ui"],
  app: [...BELOW_STORE, "store", "ui", "canvas", "panels"],
};

/** Floors without React, page, clock and storage: they import nothing from outside but what is named here. @type {Imports} */
export const PURE = {
  ...Object.fromEntries(BELOW_STORE.map((floor) => [floor, []])),
  data: ["d3-dsv"],
};

/** Libraries that a floor may not import, though it is not pure. @type {Imports} */
export const WITHOUT = { ui: ["@xyflow/**", "zustand", "zustand/**"] };

/** The folders of a floor, and what each may import of it; "." is the floor's own folder. @type {Readonly<Record<string, Imports>>} */
export const ROOMS = {
  graph: {
    network: ["."],
    made: [".", "network"],
    parts: [".", "made"],
    codec: [".", "parts", "made"],
    edits: [".", "parts", "made"],
    formula: [".", "edits"],
  },
  layout: { tidy: ["."] },
  engine: { health: ["."], sweep: [".", "health"] },
  explain: {
    problems: ["."],
    health: [".", "problems"],
    steps: [".", "problems", "health"],
    figures: ["."],
    intuition: [".", "problems", "health", "steps"],
    training: [".", "problems", "health", "steps"],
  },
  store: { commands: ["."] },
  canvas: {
    flow: [],
    painting: ["flow"],
    pictures: ["flow", "painting"],
    nodes: ["flow", "painting", "pictures"],
    wires: ["flow", "painting", "nodes"],
    connecting: ["flow", "painting", "nodes", "wires"],
    viewport: ["flow", "painting", "nodes", "wires"],
    overview: ["flow", "painting", "nodes", "wires"],
    input: ["flow", "painting", "nodes", "wires", "connecting", "viewport"],
  },
  panels: {
    page: [],
    run: ["page"],
    health: ["page", "run"],
    node: ["page", "run", "health"],
    help: ["page", "run", "health"],
    documents: ["page", "run"],
    adding: ["page", "run"],
    maps: [],
    figures: ["network", "maps"],
    training: ["page", "maps"],
    data: ["page", "run"],
    network: ["page", "data"],
    pane: ["page", "run", "data", "figures", "network", "training"],
  },
  app: { keeping: ["."], opening: [".", "keeping"], worker: [".", "keeping", "opening"] },
};

/** Floors whose own files are what the rooms stand on: of them, the front door alone knows the rooms. */
export const BELOW_THEIR_ROOMS = ["graph", "layout", "engine", "explain", "store"];

/** Doors beside the front door, by the floor or the room that may use them: what is fetched later than the rest. @type {Imports} */
export const SIDE_DOORS = {
  "explain/figures": ["engine/sweep"],
  store: ["explain/steps"],
  canvas: ["engine/sweep", "ui/plot"],
  panels: [
    ...["explain/steps", "explain/figures", "explain/intuition", "explain/training"],
    ...["engine/sweep", "ui/plot"],
  ],
  "panels/adding": ["graph/formula"],
  app: ["engine/sweep", "ui/plot"],
};
