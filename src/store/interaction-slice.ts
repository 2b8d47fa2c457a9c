import type { NodeId, PendingConnection, Position, Wire } from "@/graph";
import type { OpId } from "@/ops";
import { pageKey, passingKey } from "./state-key";

/** What the pointer holds between two clicks or taps, until it is put somewhere. */
export type Hand =
  /** Taken from the palette: the next click on the canvas puts a node there. */
  | { readonly kind: "op"; readonly op: OpId }
  /** Begun at one port: the next click on another port ends it there. */
  | { readonly kind: "wire"; readonly wire: PendingConnection };

/**
 * The search for an op or a node, and what it was opened for. `anchor` is where its box stands, in pixels of the window;
 * null: at what it is about. `position` is where a new node goes, in canvas units.
 */
export type NodeSearch =
  | {
      readonly kind: "add";
      readonly anchor: Position | null;
      /** null: beside `node`. */
      readonly position: Position | null;
      /** What the new node is wired with where it fits. */
      readonly node: NodeId | null;
      /** Nodes that it is wired with as well. */
      readonly others?: readonly NodeId[];
    }
  | {
      readonly kind: "connect";
      readonly anchor: Position | null;
      /** Where the wire was let go; null: beside the node that it comes from. */
      readonly position: Position | null;
      readonly wire: PendingConnection;
    }
  | {
      readonly kind: "insert";
      readonly anchor: Position | null;
      readonly position: Position;
      readonly wire: Wire;
    }
  | {
      readonly kind: "swap";
      readonly anchor: Position | null;
      readonly node: NodeId;
      /** Nodes that are changed with it, in the same undo. */
      readonly others?: readonly NodeId[];
    };

/** A menu of what can be done with something. `anchor` in pixels of the window; null: at what it is about. */
export interface ContextMenu {
  readonly target:
    | { readonly kind: "node"; readonly node: NodeId }
    | { readonly kind: "wire"; readonly wire: Wire }
    /** `position` in canvas units: where something new goes. */
    | { readonly kind: "canvas"; readonly position: Position };
  readonly anchor: Position | null;
}

/** What was begun and is not finished. It is one thing at a time: to begin another ends it. */
export type Interaction =
  | { readonly kind: "none" }
  | { readonly kind: "holding"; readonly hand: Hand }
  | { readonly kind: "searching"; readonly search: NodeSearch }
  | { readonly kind: "choosing"; readonly menu: ContextMenu }
  /** Dragging on the canvas selects instead of moving the view. */
  | { readonly kind: "box-selecting" }
  /** The symbol of a node is to be edited in its details. */
  | { readonly kind: "renaming-node"; readonly node: NodeId }
  /** The units of a node are to be set in its details. */
  | { readonly kind: "sizing-node"; readonly node: NodeId }
  | { readonly kind: "renaming-title" }
  /** The text of a note is being written. */
  | { readonly kind: "writing-note"; readonly note: string };

/** Nothing is held, chosen, searched or written. */
export const NO_INTERACTION: Interaction = { kind: "none" };

interface Interacting {
  readonly interaction: Interaction;
}

/** What the pointer holds. */
export function handOf({ interaction }: Interacting): Hand | null {
  return interaction.kind === "holding" ? interaction.hand : null;
}

/** Are the units of a node to be set? */
export function isSizing(interaction: Interaction, node: NodeId): boolean {
  return interaction.kind === "sizing-node" && interaction.node === node;
}

/** What the search that is open was opened for. */
export function nodeSearchOf({ interaction }: Interacting): NodeSearch | null {
  return interaction.kind === "searching" ? interaction.search : null;
}

/** The menu that is open. */
export function menuOf({ interaction }: Interacting): ContextMenu | null {
  return interaction.kind === "choosing" ? interaction.menu : null;
}

export const interactionSlice = {
  interaction: passingKey<Interaction>(NO_INTERACTION),
  paletteOpen: pageKey<boolean>(false),
};
