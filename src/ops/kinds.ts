import type { AnyOp, Setting } from "./types";

/** What a node of an op owns: one row of numbers, columns of the table, β and Ω, or one setting. */
export type OwnedKind = "leaf" | "columns" | "linear" | "setting";

/** How the units of several inputs have to fit: unit by unit with 1 → D, all equal, or in any numbers. */
export type WidthRule = "broadcast" | "equal" | "any";

/**
 * What all ops of a kind have, each fact once. Whoever needs one asks the functions below, so that a new kind is a row
 * here, its loops in the engine, and nothing else that has to be remembered.
 */
interface OpKindFacts<Op> {
  /** Names of the input ports in their order; null where there are as many as wires. */
  ports(op: Op): readonly string[] | null;
  owns(op: Op): OwnedKind | null;
  setting(op: Op): Setting | undefined;
  /** Is the number of units the node's own, or does it follow from the inputs by `width`? */
  readonly ownWidth: boolean;
  /** Units of the result for those of the inputs, none of which is 0; null where they do not fit together. */
  width(op: Op, inputs: readonly number[]): number | null;
  widthRule(op: Op): WidthRule;
  /** Does a unit of the result look at that unit of each input alone? */
  readonly elementWise: boolean;
  /** May something go on from it? */
  readonly feeds: boolean;
  /** What it computes, in LaTeX, of symbols or numbers; the first input has so many units. Null for leaves and linear. */
  formula(op: Op, inputs: readonly string[], width: number): string | null;
}

const noSetting = () => undefined;
const nothing = () => null;
/** Stands for what is not wired yet. */
const GAP = "\\square";

const kinds: {
  readonly [Kind in AnyOp["kind"]]: OpKindFacts<Extract<AnyOp, { readonly kind: Kind }>>;
} = {
  leaf: {
    ports: () => [],
    owns: ({ perSample }) => (perSample ? "columns" : "leaf"),
    setting: noSetting,
    ownWidth: true,
    width: nothing,
    widthRule: () => "any",
    elementWise: false,
    feeds: true,
    formula: nothing,
  },
  linear: {
    ports: nothing,
    owns: () => "linear",
    setting: noSetting,
    ownWidth: true,
    width: nothing,
    widthRule: () => "any",
    elementWise: false,
    feeds: true,
    formula: nothing,
  },
  unary: {
    ports: () => ["x"],
    owns: ({ setting }) => (setting ? "setting" : null),
    setting: ({ setting }) => setting,
    ownWidth: false,
    width: (_, [units = 0]) => units,
    widthRule: () => "any",
    elementWise: true,
    feeds: true,
    formula: ({ latex }, [x = GAP]) => latex.value(x),
  },
  binary: {
    ports: ({ ports }) => ports,
    owns: nothing,
    setting: noSetting,
    ownWidth: false,
    width: (_, [a = 0, b = 0]) => broadcastWidth(a, b),
    widthRule: () => "broadcast",
    elementWise: true,
    feeds: true,
    formula: ({ latex }, [a = GAP, b = GAP]) => latex.value(a, b),
  },
  vector: {
    ports: ({ ports }) => ports,
    owns: nothing,
    setting: noSetting,
    ownWidth: false,
    width: (op, inputs) => op.width(...inputs),
    widthRule: (op) => (op.width(1, 2) === null ? "equal" : "any"),
    elementWise: false,
    feeds: true,
    formula: ({ latex }, [a = GAP, b = GAP], width) => latex.value(a, b, width),
  },
  loss: {
    ports: ({ ports }) => ports,
    owns: ({ setting }) => (setting ? "setting" : null),
    setting: ({ setting }) => setting,
    ownWidth: false,
    // Losses never broadcast: a prediction of one unit against several targets would be an error in silence.
    width: (_, [f, y]) => (f === y ? 1 : null),
    widthRule: () => "equal",
    elementWise: false,
    feeds: false,
    formula: ({ latex }, [f = GAP, y = GAP], width) => latex.value(f, y, width),
  },
};

function factsOf(op: AnyOp): OpKindFacts<AnyOp> {
  // Each row of the table is handed ops of its own kind only.
  return kinds[op.kind] as OpKindFacts<AnyOp>;
}

/** Names of the input ports of an op, in their order; null where a node has as many as wires. */
export function portNames(op: AnyOp): readonly string[] | null {
  return factsOf(op).ports(op);
}

/** How many wires a node of an op takes at most. */
export function mostPorts(op: AnyOp): number {
  return portNames(op)?.length ?? Number.POSITIVE_INFINITY;
}

/** What a node of an op owns; null for nothing. */
export function ownedKind(op: AnyOp): OwnedKind | null {
  return factsOf(op).owns(op);
}

/** The setting that a node of an op owns; undefined for none. */
export function settingOf(op: AnyOp): Setting | undefined {
  return factsOf(op).setting(op);
}

/** Is the number of units of a node its own, instead of one that follows from its inputs? */
export function hasOwnWidth(op: AnyOp): boolean {
  return factsOf(op).ownWidth;
}

/** Units of a result that follow from those of the inputs, none of which is 0; null where they do not fit together. */
export function resultWidth(op: AnyOp, inputs: readonly number[]): number | null {
  return factsOf(op).width(op, inputs);
}

/** How the units of an op's inputs have to fit together. */
export function widthRule(op: AnyOp): WidthRule {
  return factsOf(op).widthRule(op);
}

/** Does a unit of the result look at that unit of each input alone? */
export function isElementWise(op: AnyOp): boolean {
  return factsOf(op).elementWise;
}

/** May a wire go on from a node of the op? */
export function feedsOthers(op: AnyOp): boolean {
  return factsOf(op).feeds;
}

/** Does a node of the op hold what a loss compares a prediction with? */
export function isTarget(op: AnyOp): boolean {
  return op.kind === "leaf" && op.isTarget === true;
}

/** What an op computes, as LaTeX of symbols or numbers; the first input has `width` units. Null for leaves and linear. */
export function formulaLatex(op: AnyOp, inputs: readonly string[], width: number): string | null {
  return factsOf(op).formula(op, inputs, width);
}

/** Width of an element-wise result: equal widths, or one of them 1 (units broadcast 1 → D). Null where they do not fit. */
function broadcastWidth(a: number, b: number): number | null {
  if (a === b) return a;
  if (a === 1) return b;
  return b === 1 ? a : null;
}
