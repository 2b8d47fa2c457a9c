// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NodeId } from "@/graph";
import { presetBySlug } from "@/presets";
import { useBackflow } from "@/store";
import { Canvas } from "./index";

/** What breaks: a node while it is drawn, or later, while its numbers are painted; or a part of the canvas. */
const broken = vi.hoisted(() => ({ drawn: "", painted: "", camera: false }));

vi.mock(import("./NodeMiddle"), async (importActual) => {
  const { NodeMiddle } = await importActual();
  return {
    NodeMiddle: (props) => {
      if (props.node.id === broken.drawn) throw new Error("It cannot be drawn.");
      return <NodeMiddle {...props} />;
    },
  };
});

vi.mock(import("./node-paint"), async (importActual) => {
  const actual = await importActual();
  return {
    ...actual,
    paintNode: (paint, root, frame, node, index) => {
      if (node.id === broken.painted) throw new Error("It cannot be painted.");
      actual.paintNode(paint, root, frame, node, index);
    },
  };
});

vi.mock(import("./Camera"), async (importActual) => {
  const { Camera } = await importActual();
  return {
    Camera: () => {
      if (broken.camera) throw new Error("It cannot look.");
      return Camera();
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
  Object.assign(broken, { drawn: "", painted: "", camera: false });
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

  it("says that it is the canvas, where no node is to blame", async () => {
    broken.camera = true;
    await draw();
    expect(alerts()).toEqual([expect.stringContaining("The canvas stopped working")]);
    broken.camera = false;
    await tryAgain();
    expect(page.querySelectorAll("[data-node]")).toHaveLength(10);
  });
});
