// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, type Services, useBackflow } from "@/store";
import { ServicesContext } from "../page/services";
import { DataTab } from "./DataTab";

/** None is asked for here. */
const NO_SERVICES = {} as Services;

let root: Root;
let page: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "preset", slug: toy.slug });
  await act(async () =>
    root.render(
      <ServicesContext value={NO_SERVICES}>
        <DataTab />
      </ServicesContext>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const xs = () => Array.from(documentOf(useBackflow.getState()).data.columns.get("x")?.[0] ?? []);
const told = () => page.querySelector("[role=status]")?.textContent;

async function click(name: string): Promise<void> {
  const button = [...page.querySelectorAll("button")].find((one) => one.textContent === name);
  if (!button) throw new Error(`There is no button ${name}.`);
  await act(async () => {
    button.focus();
    button.click();
  });
}

/** Goes to what has the focus, as keys do. */
const press = (key: string) =>
  act(async () =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    ),
  );

it.each(["Add a row", "Duplicate"])(
  "after “%s” what is typed goes into the first number of the new row, wherever the focus was",
  async (name) => {
    await act(async () => page.querySelector<HTMLElement>("[role=grid]")?.focus());
    await press("End");
    const [first = 0] = xs();
    await click(name);
    expect(useBackflow.getState().sample).toBe(1);
    await press("7");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("xᵢ, row 2");
    await press("Enter");
    expect(xs()).toEqual([first, 7]);
  },
);

it("after “Remove” the table has the focus, and what was said of it goes as the table changes", async () => {
  await click("Add a row");
  await click("Remove");
  expect(document.activeElement?.getAttribute("role")).toBe("grid");
  expect(told()).toBe("1 row removed.");
  await act(async () => useBackflow.getState().undo());
  expect(told()).toBe("");
});
