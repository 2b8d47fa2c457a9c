declare const indexed: unique symbol;

/**
 * Indices of `graph.nodes` and of `graph.wires`. Each is a number, and a plain number is taken for either; but one is never
 * taken for the other: the compiler refuses to look a wire up among the nodes.
 */
export type NodeIndex = number & { readonly [indexed]?: "node" };
/** The index of a wire in `graph.wires`. */
export type WireIndex = number & { readonly [indexed]?: "wire" };

/** Indices in a typed array. Whatever makes −1 of one says what it stands for. */
export interface Indices<Index extends number> extends Int32Array {
  [at: number]: Index;
  [Symbol.iterator](): ArrayIterator<Index>;
  entries(): ArrayIterator<[number, Index]>;
}
