import { type ReactNode, useEffect, useState } from "react";
import { PaintLoop } from "./paint-loop";
import { PaintLoopContext } from "./painter";

/** Gives a canvas the loop that paints what is alive in it, for as long as it is on the page. */
export function PaintLoopProvider({ children }: { readonly children: ReactNode }) {
  const [loop] = useState(() => new PaintLoop());
  useEffect(() => {
    return loop.follow();
  }, [loop]);
  return <PaintLoopContext value={loop}>{children}</PaintLoopContext>;
}
