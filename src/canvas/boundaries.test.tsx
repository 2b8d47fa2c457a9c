// @vitest-environment happy-dom

import type { EdgeProps } from "@xyflow/react";
import { act, memo } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addNode, type NodeId } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, useBackflow } from "@/store";
import { preloadParts } from "@/ui";
import type { FlowEdge } from "./flow/flow-elements";
import { Canvas } from "./index";

/** What breaks: a node or wire while it is drawn, or later, while its numbers are painted; or a part of the canvas. */
const broken = vi.hoisted(() => ({ drawn: "", painted: "", wire: "", paintedWire: -1, part: "" }));
const nothing = { ...broken };

vi.mock(import("./nodes/NodeMiddle"), async (importActual) => {
  const { NodeMiddle } = await importActual();
  return {
    NodeMiddle: (props) => {
      if (props.node.id === broken.drawn) throw new Error("It cannot be drawn.");
      return <NodeMiddle {...props} />;
    },
  };
});

vi.mock(import("./nodes/node-paint"), async (importActual) => {
  const actual = await importActual();
  return {
    ...actual,
    paintNode: (paint, root, frame, node, index) => {
      if (node.id === broken.painted) throw new Error("It cannot be painted.");
      actual.paintNode(paint, root, frame, node, index);
    },
  };
});

vi.mock(import("./wires/WireView"), async (importActual) => {
  const { WireView } = await importActual();
  return {
    WireView: memo(function MaybeBroken(props: EdgeProps<FlowEdge>) {
      if (props.id === broken.wire) throw new Error("It cannot be drawn.");
      return <WireView {...props} />;
    }),
  };
});

vi.mock(import("./wires/wire-paint"), async (importActual) => {
  const actual = await importActual();
  return {
    ...actual,
    paintWire: (paint, group, label, frame, wire) => {
      if (wire === broken.paintedWire) throw new Error("It cannot be painted.");
      actual.paintWire(paint, group, label, frame, wire);
    },
  };
});

vi.mock(import("./viewport/Camera"), async (importActual) => {
  const { Camera } = await importActual();
  return {
    Camera: () => {
      if (broken.part === "camera") throw new Error("It cannot look.");
      return Camera();
    },
  };
});

vi.mock(import("./overview/GraphMap"), async (importActual) => {
  const { GraphMap } = await importActual();
  return {
    GraphMap: () => {
      if (broken.part === "map") throw new Error("It cannot be drawn.");
      return GraphMap();
    },
  };
});

vi.mock(import("./wires/Highlights"), async (importActual) => {
  const { Highlights } = await importActual();
  return {
    Highlights: () => {
      if (broken.part === "highlights") throw new Error("It cannot be lit.");
      return Highlights();
    },
  };
});

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page, { onCaughtError: () => undefined });
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "preset", slug: toy.slug });
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
  Object.assign(broken, nothing);
});

const draw = () => act(async () => root.render(<Canvas />));
const alerts = () => Array.from(page.querySelectorAll("[role=alert]"), (one) => one.textContent);
const shownValue = (id: NodeId) =>
  page.querySelector(`[data-node=${id}]`)?.getAttribute("data-value");
const setInput = (value: number) =>
  act(async () =>
    useBackflow.getState().setNumber({ kind: "value", node: "x", row: 0, unit: 0 }, value, "test"),
  );
const tryAgain = () =>
  act(async () => page.querySelector<HTMLElement>("[role=alert] button")?.click());

describe("a part of the canvas that breaks", () => {
  it("leaves the other nodes, where a node cannot be drawn, and is tried again", async () => {
    broken.drawn = "h2";
    await draw();
    expect(alerts()).toEqual([expect.stringContaining("Node h₂ stopped working")]);
    expect(page.querySelectorAll("[data-node]")).toHaveLength(9);
    await setInput(0);
    expect(shownValue("f0")).toBe("1");
    broken.drawn = "";
    await tryAgain();
    expect(alerts()).toEqual([]);
    expect(shownValue("h2")).not.toBe("");
  });

  it("leaves the other nodes, where a node cannot be painted any more", async () => {
    await draw();
    expect(alerts()).toEqual([]);
    broken.painted = "h1";
    await setInput(0);
    expect(alerts()).toEqual([expect.stringContaining("Node h₁ stopped working")]);
    expect(shownValue("f0")).toBe("1");
    await setInput(10);
    expect(shownValue("f0")).toBe("2");
    broken.painted = "";
    await tryAgain();
    expect(alerts()).toEqual([]);
    expect(shownValue("h1")).toBe(String(Math.sin(2)));
  });

  const plainWires = () =>
    Array.from(page.querySelectorAll("[data-edge] > title"), ({ parentElement }) =>
      parentElement?.getAttribute("data-edge"),
    );
  const shownContribution = (name: string) =>
    page.querySelector(`[data-edge="${name}"]`)?.getAttribute("data-gradient");

  it("is left as a plain line, where it is a wire, and drawn again after the next edit", async () => {
    broken.wire = "h1->f1:0";
    await draw();
    expect(alerts()).toEqual([]);
    expect(plainWires()).toEqual(["h1->f1:0"]);
    expect(page.querySelectorAll("[data-edge]")).toHaveLength(9);
    expect(page.querySelectorAll("[data-node]")).toHaveLength(10);
    await setInput(0);
    expect(shownValue("f0")).toBe("1");
    expect(plainWires()).toEqual(["h1->f1:0"]);
    broken.wire = "";
    await setInput(10);
    expect(plainWires()).toEqual([]);
    expect(page.querySelectorAll("[data-edge]")).toHaveLength(9);
  });

  it("leaves the other wires, where one cannot be painted any more", async () => {
    await act(async () => useBackflow.getState().toEnd());
    await draw();
    const { wires } = documentOf(useBackflow.getState()).graph;
    const wireIndex = wires.findIndex(({ target }) => target === "f1");
    const before = shownContribution("h2->f2:0");
    broken.paintedWire = wireIndex;
    await setInput(0);
    expect(alerts()).toEqual([]);
    expect(plainWires()).toEqual(["h1->f1:0"]);
    expect(shownContribution("h2->f2:0")).not.toBe(before);
    broken.paintedWire = -1;
    await setInput(10);
    expect(plainWires()).toEqual([]);
    expect(shownContribution("h1->f1:0")).not.toBe("");
  });

  it("leaves the canvas, where it is the camera", async () => {
    broken.part = "camera";
    await draw();
    expect(alerts()).toEqual([expect.stringContaining("The camera stopped working")]);
    expect(page.querySelectorAll("[data-node]")).toHaveLength(10);
    broken.part = "";
    await tryAgain();
    expect(alerts()).toEqual([]);
  });

  it("leaves the canvas, where it is the map of a large graph", async () => {
    await preloadParts();
    let { present } = useBackflow.getState().history;
    for (let column = 0; column < 25; column++) {
      const added = addNode(present, "sin", { x: 200 * column, y: 400 });
      if (added.ok) present = added.value.document;
    }
    useBackflow.getState().apply({ ok: true, value: present });
    broken.part = "map";
    await draw();
    expect(alerts()).toEqual([expect.stringContaining("The map stopped working")]);
    expect(page.querySelectorAll("[data-node]")).toHaveLength(35);
    broken.part = "";
    await tryAgain();
    expect(alerts()).toEqual([]);
    expect(page.querySelector("[data-map]")).not.toBeNull();
  });

  it("says that it is the canvas, where no part of it is to blame", async () => {
    broken.part = "highlights";
    await draw();
    expect(alerts()).toEqual([expect.stringContaining("The canvas stopped working")]);
    broken.part = "";
    await tryAgain();
    expect(page.querySelectorAll("[data-node]")).toHaveLength(10);
  });
});
