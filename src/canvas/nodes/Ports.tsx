import type { NodeData } from "../flow/flow-elements";
import { portsOf } from "../flow/ports";
import styles from "./ports.module.css";

/** The ports of a node: where wires begin and end, by mouse or by finger. By keyboard the same is done from the node. */
export function Ports({ data }: { data: NodeData }) {
  return portsOf(data).map(({ name, port, end, label, wire, role }) => (
    <button
      key={name}
      type="button"
      tabIndex={-1}
      className={`${styles.port} nodrag nopan`}
      aria-label={label}
      data-port={name}
      data-kind={port.kind}
      data-side={end.side}
      data-wired={wire !== null}
      data-role={role}
      style={{ left: end.offset.x, top: end.offset.y }}
    />
  ));
}
