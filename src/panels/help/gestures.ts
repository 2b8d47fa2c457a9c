/** One thing that the pointer does, and how. */
export interface Gesture {
  readonly what: string;
  readonly mouse: string;
  readonly finger: string;
}

/** What can be done on the canvas by hand, in short. */
export const GESTURES: readonly Gesture[] = [
  {
    what: "Add a node",
    mouse: "Double-click, or drag it from the palette",
    finger: "Drag it from the palette, or tap it and then the canvas",
  },
  {
    what: "Build a formula",
    mouse: "Search (/), type it, such as (x + y)·z, and press Enter",
    finger: "Search, type it, and tap it in the list",
  },
  {
    what: "Wire two nodes",
    mouse: "Drag from port to port, or click one and then the other",
    finger: "Tap one port and then the other, or drag",
  },
  {
    what: "Go on from a node",
    mouse: "Drop the wire on the empty canvas",
    finger: "Drop the wire on the empty canvas",
  },
  {
    what: "Put a node into a wire",
    mouse: "Drop it on the wire, or double-click the wire",
    finger: "Drop it on the wire",
  },
  {
    what: "Move the end of a wire",
    mouse: "Drag it away from its port, or by a grip",
    finger: "Tap the wire, and drag a grip",
  },
  {
    what: "Select several",
    mouse: "Shift and drag a box; Ctrl and click adds one",
    finger: "Hold the canvas, choose the box, and drag",
  },
  {
    what: "Open a menu",
    mouse: "Right-click a node, a wire or the canvas",
    finger: "Hold a node, a wire or the canvas",
  },
  {
    what: "See all of a node",
    mouse: "Double-click it",
    finger: "Hold it, and choose its details",
  },
  {
    what: "Change a number",
    mouse: "Drag it to the side, or click and type",
    finger: "Drag it to the side, or tap and type",
  },
  {
    what: "Set one number after the other",
    mouse: "Click the first and type; Tab goes to the next",
    finger: "Tap each, and type",
  },
  {
    what: "Move and zoom the view",
    mouse: "Drag the canvas; turn the wheel",
    finger: "Drag the canvas; pinch",
  },
];
