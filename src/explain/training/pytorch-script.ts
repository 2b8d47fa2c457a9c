import type { DataTable } from "@/data";
import { nodeSetting, planOf } from "@/engine";
import { type BackflowDocument, type GraphNode, isLinear, type NodeId, pythonName } from "@/graph";
import { opOf } from "@/ops";
import { optimizerOf, scheduleOf, settingValues, type TrainingSettings } from "@/optimizers";

/**
 * The graph, its rows, the optimiser and the order of the rows as one PyTorch script, which runs as it is and prints the
 * loss of every mini-batch. Where rows, parameters or objective are missing it says so in a comment.
 */
export function pytorchScript(
  document: Pick<BackflowDocument, "title" | "graph" | "numbers" | "data">,
  settings: TrainingSettings,
): string {
  const parts = [
    heading(document.title),
    rowsOf(document),
    parametersOf(document),
    forwardOf(document),
    optimizerPart(settings),
    ORDER,
    loopOf(document.data, settings),
  ];
  return `${parts.join("\n\n")}\n`;
}

function heading(title: string): string {
  // A title may hold anything; a comment ends with its line.
  const named = title.replace(/[^\x20-\x7e\u00a1-\uffff]/g, " ").trim();
  return `# ${named === "" ? "A graph" : named}, trained by PyTorch as Backflow trains it.
import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)`;
}

/** With a point: a list of whole numbers alone would be a tensor of integers, which has no gradient. */
function pythonNumber(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function matrixText(rows: readonly (readonly number[])[]): string {
  const lines = rows.map((row) => `    [${row.map(pythonNumber).join(", ")}],`);
  return `torch.tensor([\n${lines.join("\n")}\n])`;
}

/** The parts of the graph that have a value, in the order in which they are computed. */
function computedNodes({ graph }: Pick<BackflowDocument, "graph">): GraphNode[] {
  const { order, widths } = planOf(graph).topology;
  return Array.from(order).flatMap((index) => {
    const node = graph.nodes[index];
    return node && (widths[index] ?? 0) > 0 ? [node] : [];
  });
}

function rowsOf(document: Pick<BackflowDocument, "graph" | "numbers" | "data">): string {
  const { data } = document;
  const lines = computedNodes(document).flatMap((node) => {
    const columns = data.columns.get(node.id);
    if (!columns) return [];
    const rows = Array.from({ length: data.rows }, (_, row) =>
      columns.map((column) => column[row] ?? 0),
    );
    return [`${pythonName(node.id)} = ${matrixText(rows)}  # ${node.op} ${node.id}`];
  });
  const count = `N = ${data.rows - data.validation}  # training rows; the ${data.validation} after them are validation rows`;
  return [count, ...lines].join("\n");
}

function parametersOf(document: Pick<BackflowDocument, "graph" | "numbers">): string {
  const { numbers } = document;
  const weights: string[] = [];
  const others: string[] = [];
  const named: string[] = [];
  const lines = computedNodes(document).flatMap((node): string[] => {
    const own = numbers.get(node.id);
    const name = pythonName(node.id);
    if (isLinear(node) && own?.kind === "linear") {
      const rows = own.beta.map((_, unit) => own.omega.flatMap((block) => block[unit] ?? []));
      const inputs = rows[0]?.length ?? 0;
      const beta = `${name}.bias.data = torch.tensor([${own.beta.map(pythonNumber).join(", ")}])`;
      others.push(`${name}.bias`);
      named.push(`"${node.id}.bias": ${name}.bias`);
      const made = `${name} = torch.nn.Linear(${inputs}, ${node.width})  # ${node.id}`;
      if (inputs === 0) return [made, beta];
      weights.push(`${name}.weight`);
      named.push(`"${node.id}.weight": ${name}.weight`);
      return [made, `${name}.weight.data = ${matrixText(rows)}`, beta];
    }
    const op = opOf(node.op);
    if (op.kind !== "leaf" || op.perSample || own?.kind !== "leaf") return [];
    const trained = op.trainable ? ", requires_grad=True" : "";
    if (op.trainable) {
      others.push(name);
      named.push(`"${node.id}": ${name}[0]`);
    }
    const values = own.values.map(pythonNumber).join(", ");
    return [`${name} = torch.tensor([[${values}]]${trained})  # ${node.id}`];
  });
  return [
    ...lines,
    `weights = [${weights.join(", ")}]`,
    `others = [${others.join(", ")}]`,
    "parameters = weights + others",
    `named = {${named.join(", ")}}`,
  ].join("\n");
}

function forwardOf(document: Pick<BackflowDocument, "graph" | "numbers" | "data">): string {
  const { graph } = document;
  const plan = planOf(graph);
  const { indexOf, incoming, widths } = plan.topology;
  const local = (id: NodeId) => `v_${pythonName(id)}`;
  const lines = computedNodes(document).map((node) => {
    const index = indexOf.get(node.id) ?? -1;
    const inputs = Array.from(incoming[index] ?? [], (wire) =>
      local(graph.wires[wire]?.source ?? ""),
    );
    return `${local(node.id)} = ${valueText(document, node, inputs)}`;
  });
  const summed = Array.from(plan.objective, (index) => {
    const id = graph.nodes[index]?.id ?? "";
    return (widths[index] ?? 1) > 1 ? `${local(id)}.sum(dim=1, keepdim=True)` : local(id);
  });
  const result = summed.length > 0 ? `(${summed.join(" + ")}).mean()` : "None  # no loss";
  return `def loss_of(rows):
    """The mean loss of these rows."""
${lines.map((line) => `    ${line}`).join("\n")}
    return ${result}`;
}

/** What a node computes, from the names of its inputs. */
function valueText(
  { numbers, data }: Pick<BackflowDocument, "numbers" | "data">,
  node: GraphNode,
  inputs: readonly string[],
): string {
  const op = opOf(node.op);
  const name = pythonName(node.id);
  const [a = "", b = ""] = inputs;
  switch (op.kind) {
    case "leaf":
      // Of one row, for every sample: losses refuse to stretch it themselves.
      return data.columns.has(node.id) ? `${name}[list(rows)]` : `${name}.expand(len(rows), -1)`;
    case "linear":
      return op.pytorch(name, inputs);
    case "unary":
      return op.pytorch(a, nodeSetting(numbers, node));
    case "binary":
    case "vector":
      return op.pytorch(a, b);
    case "loss":
      return op.pytorch(a, b, nodeSetting(numbers, node));
  }
}

function optimizerPart(settings: TrainingSettings): string {
  const { optimizer, penalized, weightDecay, rate, schedule } = settings;
  const method = optimizerOf(optimizer.id);
  const own = settingValues(method.settings, optimizer.settings);
  const course = scheduleOf(schedule.id);
  const factor = course.python(settingValues(course.settings, schedule.settings));
  return `penalized = ${penalized === "all" ? "parameters" : "weights"}
unpenalized = [p for p in parameters if not any(p is q for q in penalized)]
groups = [
    {"params": penalized, "weight_decay": ${weightDecay}},
    {"params": unpenalized, "weight_decay": 0.0},
]
groups = [group for group in groups if group["params"]]
optimizer = ${method.pytorch("groups", own, rate)}
for group in optimizer.param_groups:
    group["initial"] = group["lr"]


def schedule(t, epoch):
    """What the learning rate is multiplied with after t updates and epoch epochs."""
    return ${factor}`;
}

const ORDER = `def order_of(seed, epoch, n):
    """The shuffled rows of an epoch: Fisher and Yates by xoshiro128**, so that Backflow draws the same ones."""
    mask = 0xFFFFFFFF

    def mixed(word):
        bits = word ^ (word >> 16)
        bits = bits * 0x85EBCA6B & mask
        bits ^= bits >> 13
        bits = bits * 0xC2B2AE35 & mask
        return bits ^ (bits >> 16)

    state = []
    word = mixed(seed) ^ (epoch * 0x85EBCA6B & mask)
    for _ in range(4):
        word = word + 0x9E3779B9 & mask
        state.append(mixed(word))
    a, b, c, d = state

    def draw():
        nonlocal a, b, c, d
        product = b * 5 & mask
        result = ((product << 7 | product >> 25) & mask) * 9 & mask
        shifted = b << 9 & mask
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = (d << 11 | d >> 21) & mask
        return result

    rows = list(range(n))
    for last in range(n - 1, 0, -1):
        high = draw() >> 5
        other = math.floor((high * 2**26 + (draw() >> 6)) / 2**53 * (last + 1))
        rows[last], rows[other] = rows[other], rows[last]
    return rows
`;

function loopOf(data: DataTable, settings: TrainingSettings): string {
  const { batchSize, epochs, seed, l1, clip } = settings;
  const changes = [
    ...(l1 > 0
      ? ["        for p in penalized:", `            p.grad += ${l1} * torch.sign(p.data)`]
      : []),
    ...(clip === null ? [] : [`        torch.nn.utils.clip_grad_norm_(parameters, ${clip})`]),
  ];
  const validation =
    data.validation > 0 ? `, "validation", loss_of(range(N, N + ${data.validation})).item()` : "";
  return `B = ${batchSize === "all" ? "N" : `min(N, ${batchSize})`}
t = 0
for epoch in range(${epochs}):
    order = order_of(${seed}, epoch, N) if B < N else list(range(N))
    for first in range(0, N, B):
        for group in optimizer.param_groups:
            group["lr"] = group["initial"] * schedule(t, epoch)
        optimizer.zero_grad()
        loss = loss_of(order[first : first + B])
        loss.backward()
        # A parameter that no path leads from to the loss has no gradient: zero.
        for p in parameters:
            if p.grad is None:
                p.grad = torch.zeros_like(p)
${changes.map((line) => `${line}\n`).join("")}        optimizer.step()
        t += 1
        print(t, loss.item())
    with torch.no_grad():
        print("epoch", epoch + 1, "L", loss_of(range(N)).item()${validation})

# Backflow takes the weights from this file.
with open("weights.json", "w") as file:
    json.dump({name: p.tolist() for name, p in named.items()}, file)`;
}
