// @vitest-environment happy-dom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  Button,
  Dialog,
  Drawer,
  ErrorBoundary,
  IconButton,
  laterFile,
  laterPart,
  Notice,
  PopoverMenu,
  preloadParts,
  Segmented,
  Toggle,
  useLater,
} from "./index";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  host = document.createElement("div");
  document.body.append(host);
  root = createRoot(host, { onCaughtError: () => {} });
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const draw = (part: ReactNode) => act(() => root.render(part));

function find(selector: string): HTMLElement {
  const element = host.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return element;
}

const click = (selector: string) => act(() => find(selector).click());

test("an icon button says its name and its keys; disabled, it keeps the focus and does nothing", () => {
  const onClick = vi.fn();
  draw(<IconButton icon="undo" label="Undo" kbd="Ctrl Z" onClick={onClick} />);
  expect(find("button").getAttribute("aria-label")).toBe("Undo");
  expect(find("button").title).toBe("Undo (Ctrl Z)");
  click("button");
  find("button").focus();
  draw(<IconButton icon="undo" label="Undo" kbd="Ctrl Z" onClick={onClick} disabled />);
  click("button");
  expect(find("button").getAttribute("aria-disabled")).toBe("true");
  expect(document.activeElement).toBe(find("button"));
  expect(onClick).toHaveBeenCalledOnce();
});

test("a box of controls hears Escape where the focus was in something that has gone", () => {
  const heard = vi.fn();
  document.addEventListener("keydown", heard);
  draw(
    <PopoverMenu icon="settings" label="More">
      <p>inside</p>
    </PopoverMenu>,
  );
  click("button");
  expect(host.textContent).toContain("inside");
  act(() => (document.activeElement as HTMLElement | null)?.blur());
  act(() => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });
  expect(host.textContent).not.toContain("inside");
  expect(document.activeElement).toBe(find("button"));
  // The key was the box's: nothing else of the page closes with it.
  expect(heard).not.toHaveBeenCalled();
  document.removeEventListener("keydown", heard);
});

test("an error is said in one sentence, and tried again", () => {
  let broken = true;
  const onError = vi.fn();
  const Part = () => {
    if (broken) throw new Error("<b>no plan</b>");
    return <p>whole</p>;
  };
  draw(
    <ErrorBoundary what="The canvas" onError={onError}>
      <Part />
    </ErrorBoundary>,
  );
  expect(find('[role="alert"]').textContent).toContain("The canvas stopped working");
  expect(find("code").textContent).toBe("<b>no plan</b>");
  expect(onError).toHaveBeenCalledOnce();
  broken = false;
  click("button");
  expect(host.textContent).toBe("whole");
});

test("an error may have a fallback of its own", () => {
  const Part = (): ReactNode => {
    throw "plain text";
  };
  draw(
    <ErrorBoundary what="The plot" fallback={(error) => <i>{error.message}</i>}>
      <Part />
    </ErrorBoundary>,
  );
  expect(find("i").textContent).toBe("plain text");
});

test("a dialog is modal, named, and closes by its button, Escape and a click beside it", () => {
  const onClose = vi.fn();
  const dialog = (open: boolean) => (
    <>
      <button type="button">open</button>
      <Dialog open={open} onClose={onClose} title="Share">
        <p>link</p>
      </Dialog>
    </>
  );
  draw(dialog(false));
  expect(host.querySelector("dialog")).toBe(null);
  draw(dialog(true));
  const element = find("dialog");
  expect(element.hasAttribute("open")).toBe(true);
  expect(document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent).toBe(
    "Share",
  );
  click('[aria-label="Close"]');
  act(() => {
    element.dispatchEvent(new Event("cancel", { cancelable: true }));
  });
  expect(onClose).toHaveBeenCalledTimes(2);

  act(() => {
    find("p").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  expect(onClose).toHaveBeenCalledTimes(2);
  act(() => {
    element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  expect(onClose).toHaveBeenCalledTimes(3);
  draw(dialog(false));
  expect(host.querySelector("dialog")).toBe(null);
});

test("a drawer gives the focus back to where it was opened", () => {
  const drawer = (open: boolean, onClose = () => {}) => (
    <>
      <button type="button" id="opener">
        health
      </button>
      <Drawer open={open} onClose={onClose} title="Health" takeFocus>
        <p>all well</p>
      </Drawer>
    </>
  );
  draw(drawer(false));
  find("#opener").focus();
  const onClose = vi.fn(() => draw(drawer(false)));
  draw(drawer(true, onClose));
  expect(document.activeElement).toBe(find("aside"));
  act(() => {
    find("aside").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });
  expect(onClose).toHaveBeenCalledOnce();
  expect(host.querySelector("aside")).toBe(null);
  expect(document.activeElement).toBe(find("#opener"));
});

test("the small parts speak to a screen reader", () => {
  const onToggle = vi.fn();
  const onSpeed = vi.fn();
  draw(
    <>
      <Toggle label="Follow" checked={false} onChange={onToggle} />
      <Segmented
        label="Speed"
        value={1}
        options={[
          { value: 1, label: "1×" },
          { value: 2, label: "2×" },
        ]}
        onChange={onSpeed}
      />
      <Notice kind="alert" onClose={onToggle}>
        Not saved.
      </Notice>
      <Button variant="primary">Share</Button>
    </>,
  );
  expect(find('[role="switch"]').getAttribute("aria-checked")).toBe("false");
  click('[role="switch"]');
  expect(onToggle).toHaveBeenCalledWith(true);
  expect(find("legend").textContent).toBe("Speed");
  click('input[type="radio"]:not(:checked)');
  expect(onSpeed).toHaveBeenCalledWith(2);
  expect(find('[role="alert"]').textContent).toContain("Not saved.");
});

test("a part in a file of its own is drawn at once when it was fetched before", async () => {
  const load = vi.fn(async () => () => <i>here</i>);
  const Part = laterPart(load);
  await act(preloadParts);
  draw(<Part />);
  expect(host.textContent).toBe("here");
  expect(load).toHaveBeenCalledOnce();
});

test("a part whose file cannot be fetched says what to do, and is fetched again when it is tried again", async () => {
  let online = false;
  const Part = laterPart(async () => {
    if (!online) throw new TypeError("Failed to fetch");
    return () => <i>here</i>;
  });
  await act(preloadParts);
  await act(async () =>
    root.render(
      <ErrorBoundary what="The map" whenNotLoaded="All is saved.">
        <Part />
      </ErrorBoundary>,
    ),
  );
  expect(find("[role=alert] p").textContent).toBe(
    "The map could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page. All is saved.",
  );
  online = true;
  await act(async () => find("button").click());
  expect(host.textContent).toBe("here");
});

test("what stands around a file is drawn before it is fetched, and it is fetched only when it is needed", async () => {
  let online = false;
  const load = vi.fn(async () => {
    if (!online) throw new TypeError("Failed to fetch");
    return { word: "here" };
  });
  const file = laterFile(load);
  const Around = ({ isNeeded }: { readonly isNeeded: boolean }) => (
    <i>around {useLater(file, isNeeded)?.word}</i>
  );
  const show = (isNeeded: boolean) =>
    act(async () =>
      root.render(
        <ErrorBoundary what="The step">
          <Around isNeeded={isNeeded} />
        </ErrorBoundary>,
      ),
    );
  await show(false);
  expect(host.textContent).toBe("around ");
  expect(load).not.toHaveBeenCalled();
  await show(true);
  expect(find("[role=alert] p").textContent).toContain("The step could not be loaded");
  online = true;
  await act(async () => find("button").click());
  expect(host.textContent).toBe("around here");
});
