// Pictures of what is shown: SVG written as elements, PNG painted from it.

import { drawn } from "./dom.js";
import { rows, signParts } from "./legend.js";
import { DIM_DOT, INK, LINE, arrowsShown, dashesOf, markerOf, seenAs, widths } from "./looks.js";
import { nearOf } from "./visible.js";
import { arrowhead, outline, round } from "./shapes.js";

const SIDE = 312;
const HEAD = 56;
const ROW = 20;
const LETTERS = 46;
const BESIDE_SIGN = 39;
const FONT = { "font-family": "system-ui, sans-serif", fill: INK };

/** Write the map as it is shown, with title, description and legend. */
export function picture(data, state, found, canvas, said) {
  const legend = legendRows(data, state, found, canvas.base, said);
  const width = canvas.width + SIDE;
  const height = HEAD + Math.max(canvas.height, legend.length * ROW + 30);
  const svg = drawn("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": "map-title map-desc",
  });
  const view = data.views[state.view].label;
  svg.append(
    drawn("title", { id: "map-title" }, `${data.title}: ${view}`),
    drawn("desc", { id: "map-desc" }, legend.map((row) => row.text).join(". ")),
    drawn("rect", { width, height, fill: "#ffffff" }),
    text(data.title, 16, 24, { "font-size": 17, "font-weight": "bold" }),
    text(view, 16, 44, { "font-size": 12 }),
    drawn("g", { transform: `translate(0 ${HEAD})` }, ...mapParts(data, state, found, canvas)),
    drawn("g", { transform: `translate(${canvas.width + 6} ${HEAD})` }, ...legendParts(legend)),
  );
  return svg;
}

export const written = (svg) => `${new XMLSerializer().serializeToString(svg)}\n`;

const text = (words, x, y, more = {}) =>
  drawn("text", { x: round(x), y: round(y), ...FONT, ...more }, legal(words));

/** Leave out what no XML may hold. */
const legal = (words) =>
  [...words].filter((letter) => letter >= " " && !/[\uFFFE\uFFFF\uD800-\uDFFF]/u.test(letter)).join("");

function legendRows(data, state, found, base, said) {
  const plain = data.views[state.view].sort === "change";
  const groups = data.groups.rows.flatMap((group, place) =>
    state.groupsOff.has(place) ? [] : [{
      ...group, sign: "dot", marker: plain ? "o" : group.marker, text: `${group.name} (${group.count})`,
    }]);
  const scale = data.groups.scale.map((row) => ({ ...row, sign: "dot" }));
  const head = data.groups.title ? [{ text: `Colour: ${data.groups.title}`, bold: true }] : [];
  const private_ = data.private ? [{ text: data.private, bold: true }] : [];
  const all = [...private_, ...said.map((one) => ({ text: one })), ...rows(data, state, found, base),
    ...head, ...groups, ...scale, ...data.notes.map((note) => ({ text: note }))];
  return all.flatMap(wrapped);
}

/** Break a row into lines of so many letters; the sign stands before the first. */
function wrapped(row) {
  const lines = [""];
  const most = row.sign ? BESIDE_SIGN : LETTERS;
  for (const word of row.text.split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line, place) => ({ ...(place ? { bold: row.bold } : row), text: line,
    indent: Boolean(row.sign) }));
}

function legendParts(legend) {
  return legend.flatMap((row, place) => {
    const y = 14 + place * ROW;
    const signs = signParts(row, 15, y - 4).map(([tag, attributes]) => drawn(tag, attributes));
    const weight = row.bold ? { "font-weight": "bold" } : {};
    return [...signs, text(row.text, row.indent ? 36 : 2, y, { "font-size": 11.5, ...weight })];
  });
}

function mapParts(data, state, found, canvas) {
  const wide = widths(found.lines);
  const arrows = arrowsShown(found.lines);
  const near = nearOf(state, found);
  const lines = found.lines.flatMap((line) => {
    const lit = Boolean(near) && (line.one === state.focus || line.other === state.focus);
    return lineParts(line, canvas, wide.of(line), seenAs(found, line, near, lit), arrows || lit);
  });
  const dots = found.people.flatMap((place) =>
    dotParts(data, state, found, canvas, place, near && !near.has(place)));
  const names = canvas.namesOfAll().map((label) =>
    text(label.text, label.x + 2, label.y + 11, { "font-size": 11, stroke: "#ffffff",
      "stroke-width": 3, "stroke-opacity": 0.88, "paint-order": "stroke" }));
  return [...lines, ...dots, ...names];
}

function lineParts(line, canvas, width, seen, arrows) {
  const [a, b] = [canvas.at[line.one], canvas.at[line.other]];
  const colour = line.state ? line.state.colour : LINE;
  const dash = line.state?.dash.length ? { "stroke-dasharray": dashesOf(line.state).join(" ") } : {};
  const parts = [drawn("line", { x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y),
    stroke: colour, "stroke-width": round(width), "stroke-opacity": round(seen), ...dash })];
  const head = (from, tip, place) => {
    const corners = arrowhead(from, tip, canvas.sizes.of(place) / 2 + 1);
    const points = corners?.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
    if (points) parts.push(drawn("polygon", { points, fill: colour, "fill-opacity": round(seen) }));
  };
  if (arrows && line.forth) head(a, b, line.other);
  if (arrows && line.back) head(b, a, line.one);
  return parts;
}

function dotParts(data, state, found, canvas, place, dim) {
  const { x, y } = canvas.at[place];
  const d = canvas.sizes.of(place);
  const { colour, convener, name } = data.nodes[place];
  const hollow = found.hollow.has(place);
  const [tag, attributes] = outline(markerOf(data, state, found, place), x, y, d);
  const look = { fill: hollow ? "#ffffff" : colour, stroke: hollow ? colour : "#ffffff",
    "stroke-width": hollow ? round(Math.max(1.2, d / 7)) : 0.5, opacity: dim ? DIM_DOT : 1 };
  const dot = drawn(tag, { ...attributes, ...look }, drawn("title", {}, legal(name)));
  if (!convener) return [dot];
  const half = d / 2 + 3.5;
  return [dot, drawn("rect", { x: round(x - half), y: round(y - half), width: round(2 * half),
    height: round(2 * half), fill: "none", stroke: INK, "stroke-width": 1.6, opacity: dim ? DIM_DOT : 1 })];
}

/** Paint an SVG as PNG, twice as sharp. */
export async function painted(svg) {
  const image = new Image();
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg))}`;
  await image.decode();
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [2 * width, 2 * height];
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  return new Promise((done) => { sheet.toBlob(done, "image/png"); });
}

/** Let the browser save something under a name. */
export function handOver(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

