// Shows a layered network of ?nodes=N, at the end of its run, in the page as it is: links hold 2,000 nodes at most.
import { useBackflow } from "@/store";
import { layeredNetwork } from "./layered-network";

const size = Number(new URLSearchParams(location.search).get("nodes"));
useBackflow.getState().open(layeredNetwork(size), { kind: "link" });
useBackflow.getState().toEnd();
