// @vitest-environment happy-dom

import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { canvasView } from "@/store";
import { startVanishedControls } from "./vanished-controls";

let stop: () => void;
let root: Root;
let page: HTMLElement;
/** Takes the last answer of a worker. */
let answer: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  stop = startVanishedControls();
});

afterEach(async () => {
  stop();
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

/** Rows that are removed, a line that is there while there are any, and a choice below them. */
function Rows() {
  const [rows, setRows] = useState(["a", "b"]);
  return (
    <fieldset>
      {rows.map((row) => (
        <div key={row}>
          <button type="button" onClick={() => setRows(rows.filter((one) => one !== row))}>
            Remove {row}
          </button>
        </div>
      ))}
      <select aria-label="Another row" />
    </fieldset>
  );
}

/** Of two buttons the one is there before it was pressed, the other after. */
function Swapped() {
  const [isOn, setOn] = useState(false);
  return (
    <div>
      <button type="button">Before</button>
      {isOn ? (
        <p>
          <button type="button">On</button>
        </p>
      ) : (
        <div>
          <button type="button" onClick={() => setOn(true)}>
            Off
          </button>
        </div>
      )}
      <button type="button">After</button>
    </div>
  );
}

/** The only one of its line, which goes when the answer comes. */
function Late() {
  const [isThere, setThere] = useState(true);
  return (
    <div>
      <button type="button">Step</button>
      {isThere && (
        <p>
          <button
            type="button"
            onClick={() => {
              answer = () => setThere(false);
            }}
          >
            Show
          </button>
        </p>
      )}
    </div>
  );
}

/** A box that closes when its own button is pressed; what is beside it is another part of the page. */
function Box() {
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <main>
        <button type="button">Elsewhere</button>
      </main>
      {isOpen && (
        <aside>
          <button type="button" onClick={() => setOpen(false)}>
            Close
          </button>
        </aside>
      )}
    </>
  );
}

const buttonOf = (name: string) => {
  const found = [...page.querySelectorAll("button")].find((one) => one.textContent === name);
  if (!found) throw new Error(`There is no button ${name}.`);
  return found;
};

async function press(name: string, detail = 0): Promise<void> {
  await act(async () => {
    const button = buttonOf(name);
    button.focus();
    button.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
  });
}

const focused = () =>
  document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent;

it("goes on to what follows: the next row, then what stands below them all", async () => {
  await act(async () => root.render(<Rows />));
  await press("Remove a");
  expect(focused()).toBe("Remove b");
  await press("Remove b");
  expect(focused()).toBe("Another row");
});

it("goes on to what stands in its place", async () => {
  await act(async () => root.render(<Swapped />));
  await press("Off");
  expect(focused()).toBe("On");
});

it("goes on when it goes late, to what came before where nothing follows", async () => {
  await act(async () => root.render(<Late />));
  await press("Show");
  expect(focused()).toBe("Show");
  await act(async () => answer());
  expect(focused()).toBe("Step");
});

it("takes the focus from nobody who has gone on meanwhile", async () => {
  await act(async () => root.render(<Late />));
  await press("Show");
  buttonOf("Step").focus();
  buttonOf("Step").blur();
  await act(async () => answer());
  expect(document.activeElement).toBe(document.body);
});

it("leaves a press of the pointer alone", async () => {
  await act(async () => root.render(<Swapped />));
  await press("Off", 1);
  expect(document.activeElement).toBe(document.body);
});

it("goes to the canvas where the whole part of the page has closed, and to no other part", async () => {
  const focus = vi.fn();
  const leave = canvasView.provide({ ...canvasView.get(), focus });
  await act(async () => root.render(<Box />));
  await press("Close");
  expect(document.activeElement).toBe(document.body);
  expect(focus).toHaveBeenCalledExactlyOnceWith(null);
  leave();
});
