import type { Position } from "@/graph";
import type { OpId } from "@/ops";

/** A place on the canvas: in canvas units, and in pixels of the window. */
export interface CanvasPlace {
  readonly position: Position;
  readonly anchor: Position;
}

/** With `corner`, where the upper left corner of a new node goes, so that the place is in its middle. */
export interface PointerPlace extends CanvasPlace {
  readonly corner: Position;
}

/** What commands ask of the canvas. It changes with every movement of the pointer, so it is kept out of the store. */
export interface CanvasView {
  /** Where the pointer rests on the canvas; its middle where the pointer is elsewhere. */
  locate(): PointerPlace;
  /** Zooms about the middle; above 1 nearer. */
  zoomBy(factor: number): void;
  /** Moves the view, in pixels. */
  panBy(x: number, y: number): void;
  /**
   * Moves the keyboard's focus to a node, and brings it into view; null: to the canvas. `stop`: to the node itself, which
   * comes first, or to the last stop of Tab in it.
   */
  focus(node: string | null, stop?: "first" | "last"): void;
  /** Brings a node, or the card that it is folded into, into view. */
  reveal(node: string): void;
  /** Brings nodes that a panel speaks of into view, the most important first, until the panel closes. */
  show(nodes: readonly string[]): void;
  /** The node that has the keyboard's focus, or gets it when it is drawn; null where something else has it. */
  focusedNode(): string | null;
  /**
   * Puts a new node where the pointer let go of an op: with its middle there, or into the wire that lies there. False
   * where that place, in pixels of the window, is not on the canvas.
   */
  dropOp(op: OpId, clientX: number, clientY: number): boolean;
}

const nowhere: CanvasView = {
  locate: () => ({
    position: { x: 0, y: 0 },
    anchor: { x: 0, y: 0 },
    corner: { x: 0, y: 0 },
  }),
  zoomBy: () => undefined,
  panBy: () => undefined,
  focus: () => undefined,
  reveal: () => undefined,
  show: () => undefined,
  focusedNode: () => null,
  dropOp: () => false,
};

let current = nowhere;

/** The canvas that is on the page; where none is, one that answers with the origin and does nothing. */
export const canvasView = {
  get(): CanvasView {
    return current;
  },
  /** The canvas says how it is seen; returns what takes that back. */
  provide(view: CanvasView): () => void {
    current = view;
    return () => {
      if (current === view) current = nowhere;
    };
  },
};
