import { groupThousands } from "@/explain";
import type { NetworkSize, NodeId, NodeParameters } from "@/graph";
import styles from "./network.module.css";

/** Nodes that are told one by one. */
const MOST_SHOWN = 60;

/** Weights and biases node by node and in all, with the products that give them. */
export function SizeTable({
  size,
  nodeName: nameOf,
}: {
  readonly size: NetworkSize;
  readonly nodeName: (node: NodeId) => string;
}) {
  const { nodes, weights, biases, others, total } = size;
  return (
    <section
      className={styles.count}
      aria-label="Size of the network"
      data-weights={weights}
      data-biases={biases}
    >
      <table className={styles.size}>
        <thead>
          <tr>
            <th scope="col">node</th>
            <th scope="col">weights</th>
            <th scope="col">biases</th>
          </tr>
        </thead>
        <tbody>
          {nodes.slice(0, MOST_SHOWN).map((node) => (
            <tr key={node.node}>
              <th scope="row">{nameOf(node.node)}</th>
              <td>{weightsText(node)}</td>
              <td>
                {node.others > 0
                  ? `${groupThousands(node.others)} of a parameter`
                  : groupThousands(node.biases)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">in all</th>
            <td>{groupThousands(weights)}</td>
            <td>{groupThousands(biases)}</td>
          </tr>
        </tfoot>
      </table>
      {nodes.length > MOST_SHOWN && (
        <p className={styles.caption}>… and {nodes.length - MOST_SHOWN} more nodes.</p>
      )}
      <p>
        {groupThousands(weights)} weights + {groupThousands(biases)} biases
        {others > 0 && ` + ${groupThousands(others)} other parameters`} ={" "}
        <strong>{groupThousands(total)} parameters</strong>. A unit has one weight for each number
        that comes in, and one bias.
      </p>
    </section>
  );
}

function weightsText({ inputs, units, weights, others }: NodeParameters): string {
  if (others > 0) return "–";
  return units === 1 && inputs <= 1
    ? groupThousands(weights)
    : `${inputs} × ${units} = ${groupThousands(weights)}`;
}
