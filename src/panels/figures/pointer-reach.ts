/** Pixels around a thing of a figure in which a mouse takes hold of it. */
export const REACH = 12;
/** The same for a finger, which is wider. */
export const FINGER_REACH = 22;

/** Pixels that a row's point is dragged before it moves: a hand that trembles chooses the row. */
export const FIRST_MOVE = 4;

/** The reach of the pointer that is pressed. */
export function reachOf({ pointerType }: { readonly pointerType: string }): number {
  return pointerType === "touch" ? FINGER_REACH : REACH;
}
