import type { NodeId, Position, Wire, WireInHand } from "@/graph";
import type { OpId } from "@/ops";
import { pageKey, passingKey } from "./state-key";

/** What the pointer holds between two clicks or taps, until it is put somewhere. */
export type Hand =
  /** Taken from the palette: the next click on the canvas puts a node there. */
  | { readonly kind: "op"; readonly op: OpId }
  /** Begun at one port: the next click on another port ends it there. */
  | { readonly kind: "wire"; readonly wire: WireInHand };

/**
 * The search for an op or a node, and what it was opened for. `anchor` is where its box stands, in pixels of the window;
 * null: at what it is about. `position` is where a new node goes, in canvas units.
 */
export type Finder =
  | {
      readonly kind: "add";
      readonly anchor: Position | null;
      /** null: beside `node`. */
      readonly position: Position | null;
      /** What the new node is wired with where it fits. */
      readonly node: NodeId | null;
    }
  | {
      readonly kind: "connect";
      readonly anchor: Position | null;
      /** Where the wire was let go; null: beside the node that it comes from. */
      readonly position: Position | null;
      readonly wire: WireInHand;
    }
  | {
      readonly kind: "insert";
      readonly anchor: Position | null;
      readonly position: Position;
      readonly wire: Wire;
    }
  | { readonly kind: "swap"; readonly anchor: Position | null; readonly node: NodeId };

/** A menu of what can be done with something. `anchor` in pixels of the window; null: at what it is about. */
export interface ContextMenu {
  readonly target:
    | { readonly kind: "node"; readonly node: NodeId }
    | { readonly kind: "wire"; readonly wire: Wire }
    /** `position` in canvas units: where something new goes. */
    | { readonly kind: "canvas"; readonly position: Position };
  readonly anchor: Position | null;
}

/** What was begun and is not finished. */
export const interactionSlice = {
  hand: passingKey<Hand | null>(null),
  finder: passingKey<Finder | null>(null),
  menu: passingKey<ContextMenu | null>(null),
  /** Does dragging on the canvas select instead of moving the view? */
  boxSelecting: passingKey<boolean>(false),
  paletteOpen: pageKey<boolean>(false),
  /** The node whose symbol is to be edited in its details. */
  renamingNode: passingKey<NodeId | null>(null),
  /** Is the title being edited? */
  renamingTitle: passingKey<boolean>(false),
};
