import { expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/graph";
import { deleteNodes, documentOf, placeNode, useBackflow } from "./index";
import { selectedNodes } from "./state";

it("undo and redo bring back what was selected in the document that they go to", () => {
  const store = useBackflow.getState;
  store().open(EMPTY_DOCUMENT, { kind: "file" });
  const [a, b, c] = (["sin", "cos", "exp"] as const).map((op, column) =>
    placeNode(op, { x: 300 * column, y: 0 }),
  );
  if (!a || !b || !c) throw new Error("A node could not be added.");
  store().select(new Set([a, b]));
  deleteNodes([...selectedNodes(useBackflow.getState())]);
  expect(selectedNodes(store())).toEqual(new Set());
  store().undo();
  expect(selectedNodes(store())).toEqual(new Set([a, b]));
  store().select(new Set([a, c]));
  store().undo();
  expect(documentOf(store()).graph.nodes.map(({ id }) => id)).toEqual([a, b]);
  expect(selectedNodes(store())).toEqual(new Set([b]));
  store().redo();
  expect(selectedNodes(store())).toEqual(new Set([a, c]));
});
