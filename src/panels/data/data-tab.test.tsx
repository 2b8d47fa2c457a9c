// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withRowsInOrder, withRowsRemoved } from "@/data";
import { withTable } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, type Services, useBackflow } from "@/store";
import { ServicesContext } from "../page/services";
import { DataTab } from "./DataTab";
import { removeRows } from "./table-actions";

/** None is asked for here. */
const NO_SERVICES = {} as Services;

let root: Root;
let page: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  open("toy-network");
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

function open(slug: string): void {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  useBackflow.getState().open(preset.document, { kind: "preset", slug });
}

/** Selects the last rows of the table: `by` and one more. */
async function selectLastRows(by: number): Promise<void> {
  await act(async () => page.querySelector<HTMLElement>("[role=grid]")?.focus());
  await press("End", { ctrlKey: true });
  for (let row = 0; row < by; row++) await press("ArrowUp", { shiftKey: true });
}

const xs = () =>
  Array.from([...documentOf(useBackflow.getState()).data.columns.values()][0]?.[0] ?? []);
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
const press = (key: string, held: { ctrlKey?: boolean; shiftKey?: boolean } = {}) =>
  act(async () =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }),
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

describe("a block of rows is that of the table in which it was selected", () => {
  const rows = () => xs().length;
  const names = () => [...page.querySelectorAll("button")].map((button) => button.textContent);

  beforeEach(async () => {
    await act(async () => open("fit-a-line"));
    await selectLastRows(20);
    expect(names()).toContain("Remove 21");
  });

  it("of a table that lost rows meanwhile, one is removed, and that is said", async () => {
    const before = documentOf(useBackflow.getState());
    const few = withRowsRemoved(before.data, { from: 3, to: before.data.rows });
    if (!few.ok) throw new Error(few.problem.kind);
    await act(async () => useBackflow.getState().apply(withTable(before, few.value)));
    expect(names()).toContain("Remove");
    await click("Remove");
    expect(rows()).toBe(2);
    expect(told()).toBe("1 row removed.");
    await act(async () => useBackflow.getState().undo());
    await act(async () => useBackflow.getState().undo());
    expect(rows()).toBe(before.data.rows);
    expect(names()).toContain("Remove");
  });

  it("of another document, none is selected but the one with the focus", async () => {
    await act(async () => open("fit-a-line"));
    expect(names()).toContain("Remove");
    expect(names()).not.toContain("Remove 21");
  });

  it("Delete removes the block, and once more one row", async () => {
    const before = rows();
    await press("End", { ctrlKey: true });
    await press("Home");
    await press("ArrowUp", { shiftKey: true });
    await press("ArrowUp", { shiftKey: true });
    await press("Delete");
    expect(rows()).toBe(before - 3);
    await press("Delete");
    expect(rows()).toBe(before - 4);
  });
});

it("rows that the table has not are not removed, and nothing is said of them", () => {
  expect(removeRows({ from: 4, to: 9 })).toBeNull();
  expect(xs()).toHaveLength(1);
});

it("“Shuffle the rows” mends a split at its first press, and each press is another order", async () => {
  await act(async () => open("two-moons"));
  const before = documentOf(useBackflow.getState());
  const node = before.graph.nodes.find(({ op }) => op === "target")?.id ?? "";
  const [labels = []] = before.data.columns.get(node) ?? [];
  const order = Array.from(labels, (_, row) => row).toSorted(
    (one, other) => (labels[one] ?? 0) - (labels[other] ?? 0),
  );
  const sorted = withRowsInOrder(before.data, order, 2);
  if (!sorted.ok) throw new Error(sorted.problem.kind);
  const press = async (): Promise<readonly number[]> => {
    await act(async () => useBackflow.getState().apply(withTable(before, sorted.value)));
    expect(useBackflow.getState().spoken.text).toMatch(/lack the class/);
    await click("Shuffle the rows");
    expect(page.textContent).not.toContain("Shuffle the rows");
    expect(told()).toBe("The rows are shuffled.");
    expect(document.activeElement?.getAttribute("role")).toBe("grid");
    return xs();
  };
  expect(await press()).not.toEqual(await press());
});

describe("what Tab and Enter after a typed number lead to", () => {
  const ys = () =>
    Array.from([...documentOf(useBackflow.getState()).data.columns.values()][1]?.[0] ?? []);

  beforeEach(async () => {
    await click("Add a row");
    await act(async () => page.querySelector<HTMLElement>("[role=grid]")?.focus());
    await press("Home", { ctrlKey: true });
  });

  it("rows are typed one after another: Enter after Tab leads below where the row was begun", async () => {
    for (const key of ["3", "Tab", "4", "Enter", "5", "Tab", "6", "Enter"]) await press(key);
    expect([xs(), ys()]).toEqual([
      [3, 5],
      [4, 6],
    ]);
  });

  it("Enter leads straight down where one went there otherwise than by Tab", async () => {
    const [first] = xs();
    for (const key of ["Tab", "ArrowLeft", "ArrowRight", "4", "Enter", "6", "Enter"]) {
      await press(key);
    }
    expect([xs()[0], ys()]).toEqual([first, [4, 6]]);
  });

  it("Tab leaves the table after its last number, and begins no row anew", async () => {
    await press("End", { ctrlKey: true });
    await press("7");
    const field = document.activeElement;
    const tab = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
    await act(async () => field?.dispatchEvent(tab));
    expect(tab.defaultPrevented).toBe(false);
    expect(document.activeElement).toBe(field);
  });
});
