// @vitest-environment happy-dom

import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { useBackflow } from "@/store";
import { useThrottledFrame } from "./throttled-frame";

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  const preset = presetBySlug("toy-network");
  if (preset) useBackflow.getState().open(preset.document, { kind: "preset", slug: preset.slug });
});

afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Shown() {
  const { document, playhead } = useThrottledFrame();
  const own = document.numbers.get("f0");
  return <p>{`${playhead}: ${own?.kind === "linear" ? own.beta[0] : ""}`}</p>;
}

const show = (parts: ReactNode) => act(() => root.render(parts));
const wait = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));
const setBeta = (value: number) =>
  act(() => useBackflow.getState().setNumber({ kind: "beta", node: "f0", unit: 0 }, value, "drag"));
const texts = () => [...page.querySelectorAll("p")].map((part) => part.textContent);

/** A drag of a number: 20 changes within 20 ms. */
function drag(last: number): void {
  for (let left = 19; left >= 0; left--) {
    setBeta(last - left);
    wait(1);
  }
}

describe("the calm frame", () => {
  it("brings the last number of a drag to all who show it", () => {
    show([<Shown key="stage" />, <Shown key="drawer" />]);
    wait(1000);
    drag(30);
    expect(texts()).toEqual(["0: 11", "0: 11"]);
    wait(60);
    expect(texts()).toEqual(["0: 30", "0: 30"]);
  });

  it("brings it to those who are left when one goes away meanwhile", () => {
    show([<Shown key="stage" />, <Shown key="drawer" />]);
    wait(1000);
    drag(30);
    show([<Shown key="stage" />]);
    wait(60);
    expect(texts()).toEqual(["0: 30"]);
  });

  it("follows a drag that does not end", () => {
    show(<Shown />);
    wait(1000);
    for (let value = 1; value <= 100; value++) {
      setBeta(value);
      wait(10);
    }
    expect(Number(texts()[0]?.slice(3))).toBeGreaterThan(90);
  });

  it("shows another step at once, with the numbers of that moment", () => {
    show([<Shown key="stage" />, <Shown key="drawer" />]);
    wait(1000);
    drag(30);
    act(() => useBackflow.getState().seek(5));
    expect(texts()).toEqual(["5: 30", "5: 30"]);
  });

  it("is the present one for whoever comes after a time without anybody", () => {
    show(<Shown />);
    show(null);
    setBeta(7);
    show(<Shown />);
    expect(texts()).toEqual(["0: 7"]);
  });
});
