import { type ContextMenu as ContextMenuState, menuOf, useBackflow } from "@/store";
import { laterPart } from "@/ui";
import { LaterBoundary } from "./LaterBoundary";

const OpenMenu = laterPart(async () => (await import("./OpenMenu")).OpenMenu);

/** What can be done with a node, a wire or the canvas. */
export function ContextMenu() {
  const menu = useBackflow(menuOf);
  if (!menu) return null;
  return (
    <LaterBoundary what="The menu">
      <OpenMenu key={keyOf(menu)} menu={menu} />
    </LaterBoundary>
  );
}

function keyOf({ target, anchor }: ContextMenuState): string {
  const about = target.kind === "node" ? target.node : target.kind;
  return `${about} ${anchor?.x} ${anchor?.y}`;
}
