import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import { html, type Content, type Markup } from "./markup.js";

/** Style of a box. */
export type BoxKind =
  | "environment"
  | "network"
  | "subnet"
  | "endpoint"
  | "zone"
  | "bastion"
  | "machine"
  | "internet"
  | "workspace"
  | "destination"
  | "store"
  | "foreign";

/** A box, which can contain boxes. */
export interface Box {
  readonly id: string;
  readonly kind: BoxKind;
  /** The lines in it; the first is the name. */
  readonly lines: readonly string[];
  readonly boxes?: readonly Box[];
}

/** A line from one box to another. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** `inbound` for the path of administrators, `crossing` for connections to other environments. */
  readonly kind: "plain" | "inbound" | "crossing";
}

/** Boxes and lines to lay out. */
export interface Diagram {
  /** Text alternative of the picture. */
  readonly label: string;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Lays out diagrams. */
export type LayOut = (graph: ElkNode) => Promise<ElkNode>;

const CHARACTER = 7.1;
const LINE = 16;
const PADDING = 10;
const GAP = 9;
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.spacing.nodeNode": "12",
  "elk.spacing.edgeNode": "14",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
};

/** Loads the layout library. */
export async function layouter(): Promise<LayOut> {
  const {
    default: { default: Elk },
  } = await import("elkjs/lib/elk.bundled.js");
  const elk = new Elk();
  return (graph) => elk.layout(graph);
}

/** Draws a diagram as SVG. */
export async function draw(diagram: Diagram, layOut: LayOut): Promise<Markup> {
  const known = new Set(diagram.boxes.flatMap(idsIn));
  const lines = diagram.lines.filter(({ from, to }) => known.has(from) && known.has(to));
  const ends = new Map<string, number>();
  for (const end of lines.flatMap(({ from, to }) => [from, to])) ends.set(end, (ends.get(end) ?? 0) + 1);
  const graph = await layOut({
    id: "root",
    layoutOptions: OPTIONS,
    children: diagram.boxes.map((box) => nodeOf(box, ends)),
    edges: lines.map((line, index) => ({
      id: `e${String(index)}`,
      sources: [line.from],
      targets: [line.to],
      ...(line.label === undefined
        ? {}
        : { labels: [{ text: line.label, width: line.label.length * CHARACTER, height: LINE }] }),
    })),
  });
  const boxes = new Map(diagram.boxes.flatMap(allOf).map((box) => [box.id, box]));
  const [width, height] = [Math.ceil(graph.width ?? 0), Math.ceil(graph.height ?? 0)];
  const places = placesOf(graph);
  return html`<svg
    role="img"
    aria-label="${diagram.label}"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <title>${diagram.label}</title>
    ${(graph.children ?? []).map((node) => drawNode(node, boxes))}
    ${(graph.edges ?? []).map((edge) => drawEdge(edge, lines[Number(edge.id.slice(1))], places))}
  </svg>`;
}

function nodeOf({ id, lines, boxes = [] }: Box, ends: ReadonlyMap<string, number>): ElkNode {
  const width = Math.max(...lines.map((line) => line.length)) * CHARACTER + 2 * PADDING;
  // Tall enough that the lines don't overlap.
  const height = Math.max(lines.length * LINE + PADDING, (ends.get(id) ?? 0) * GAP);
  if (boxes.length === 0) return { id, width, height };
  return {
    id,
    layoutOptions: {
      "elk.padding": `[top=${String(height + PADDING)},left=${String(PADDING + 4)},bottom=${String(PADDING + 4)},right=${String(PADDING + 4)}]`,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${String(width)},${String(height)})`,
    },
    children: boxes.map((inner) => nodeOf(inner, ends)),
  };
}

function drawNode(node: ElkNode, boxes: ReadonlyMap<string, Box>): Content {
  const box = boxes.get(node.id);
  if (!box) return undefined;
  const nested = (box.boxes ?? []).length > 0;
  return html`<g class="box ${box.kind}" transform="translate(${round(node.x)} ${round(node.y)})">
    <rect width="${round(node.width)}" height="${round(node.height)}" rx="${nested ? 8 : 5}" />
    ${box.lines.map(
      (line, index) =>
        html`<text x="${PADDING}" y="${PADDING + 7 + index * LINE}" ${index === 0 ? html`class="name"` : undefined}>
          ${line}
        </text>`,
    )}
    ${(node.children ?? []).map((child) => drawNode(child, boxes))}
  </g>`;
}

/** Absolute position of each box; a line's points are relative to the box that contains both of its ends. */
function placesOf(root: ElkNode): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const places = new Map([["root", { x: 0, y: 0 }]]);
  const visit = (node: ElkNode, x: number, y: number): void => {
    for (const child of node.children ?? []) {
      const at = { x: x + (child.x ?? 0), y: y + (child.y ?? 0) };
      places.set(child.id, at);
      visit(child, at.x, at.y);
    }
  };
  visit(root, 0, 0);
  return places;
}

function drawEdge(
  edge: ElkExtendedEdge,
  line: Line | undefined,
  places: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): Content {
  const container = (edge as { readonly container?: string }).container ?? "root";
  const offset = places.get(container) ?? { x: 0, y: 0 };
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge.labels ?? [];
  const path = points
    .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x + offset.x)} ${round(y + offset.y)}`)
    .join(" ");
  const [last] = points.slice(-1);
  return html`<g class="line ${line?.kind ?? "plain"}">
    <path d="${path}" />
    ${last && html`<circle cx="${round(last.x + offset.x)}" cy="${round(last.y + offset.y)}" r="2.5" />`}
    ${
      label?.text &&
      html`<text x="${round((label.x ?? 0) + offset.x)}" y="${round((label.y ?? 0) + offset.y + 11)}"
        >${label.text}</text
      >`
    }
  </g>`;
}

function round(number: number | undefined): string {
  return String(Math.round((number ?? 0) * 10) / 10);
}

function idsIn(box: Box): readonly string[] {
  return allOf(box).map(({ id }) => id);
}

function allOf(box: Box): readonly Box[] {
  return [box, ...(box.boxes ?? []).flatMap(allOf)];
}
