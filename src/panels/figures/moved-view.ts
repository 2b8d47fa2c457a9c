import { useState } from "react";

/** A view as it was moved by hand; null where it was not. `key` says of what it is a view: of anything else it is none. */
export function useMovedView<View>(
  key: string,
): readonly [moved: View | null, move: (view: View | null) => void] {
  const [moved, setMoved] = useState<{ readonly key: string; readonly view: View } | null>(null);
  return [moved?.key === key ? moved.view : null, (view) => setMoved(view && { key, view })];
}
