// The drawing surface: lines below, dots by cytoscape, names on top, all moved together.

import cytoscape from "cytoscape";
import { placed } from "./labels.js";
import { paintLines } from "./lines.js";
import { DIM_DOT, INK, diameter, diameters, markerOf } from "./looks.js";
import { corners } from "./shapes.js";
import { nearOf } from "./visible.js";

const MARGIN = 34;
const STRETCH = 1.4; // how much longer one direction may become to fill the box
const ROOM_FOR_NAMES = 170;
const MARKERS = ["o", "s", "^", "D", "P", "v", "X", "p", "<"];
const CORNER = [150, 52]; // where the buttons for zoom stand
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const STYLE = [
  {
    selector: "node",
    style: {
      width: "data(d)",
      height: "data(d)",
      "background-color": "data(face)",
      "border-color": "data(edge)",
      "border-width": "data(border)",
      "overlay-opacity": 0,
    },
  },
  ...MARKERS.map((marker, place) => ({
    selector: `.m${place}`,
    style: corners(marker)
      ? { shape: "polygon", "shape-polygon-points": corners(marker).join(" ") }
      : { shape: "ellipse" },
  })),
  {
    selector: ".ring",
    style: {
      shape: "rectangle",
      "background-opacity": 0,
      "border-color": INK,
      "border-width": 1.6,
      events: "no",
    },
  },
  { selector: ".dim", style: { opacity: DIM_DOT } },
  { selector: ".chosen", style: { "outline-width": 3, "outline-color": INK, "outline-offset": 2 } },
  { selector: ".off", style: { display: "none" } },
];

export class Canvas {
  /**
   * @param sheets {below, dots, above}: a canvas, the box of the dots, a canvas
   * @param told called with whoever was clicked (-1 is nobody) and whether to add to those chosen
   */
  constructor(data, sheets, told) {
    this.data = data;
    this.sheets = sheets;
    this.outwards = data.level !== "people";
    this.fit();
    this.cy = cytoscape({
      container: sheets.dots,
      elements: data.nodes.flatMap((node, place) => this.elements(node, place)),
      style: STYLE,
      layout: { name: "preset", fit: false },
      autoungrabify: true,
      autounselectify: true,
      boxSelectionEnabled: false,
      minZoom: 0.3,
      maxZoom: 14,
    });
    this.dots = data.nodes.map((_, place) => this.cy.getElementById(`n${place}`));
    this.rings = data.nodes.map((_, place) => this.cy.getElementById(`r${place}`));
    this.keys = data.nodes.map(() => "");
    this.cy.on("tap", (event) => {
      const more = Boolean(event.originalEvent?.shiftKey || event.originalEvent?.ctrlKey);
      told(event.target === this.cy ? -1 : event.target.data("place"), more);
    });
    this.cy.on("render", () => this.paint());
    this.cy.on("mouseover", "node", () => sheets.dots.classList.add("pointing"));
    this.cy.on("mouseout", "node", () => sheets.dots.classList.remove("pointing"));
  }

  /** Give everybody a place in pixels, so that the whole map fills the box. */
  fit() {
    const { nodes, level } = this.data;
    this.width = Math.max(this.sheets.dots.clientWidth, 200);
    this.height = Math.max(this.sheets.dots.clientHeight, 200);
    this.base = diameter(nodes.length, this.width, this.height);
    const [left, right] = ends(nodes.map((node) => node.x));
    const [top, bottom] = ends(nodes.map((node) => node.y));
    const beside = Math.min(level === "people" ? MARGIN + 20 : ROOM_FOR_NAMES, this.width / 3.5);
    const across = (this.width - 2 * beside) / Math.max(right - left, 0.2);
    const down = (this.height - 2 * MARGIN) / Math.max(bottom - top, 0.2);
    const most = STRETCH * Math.min(across, down);
    const [wide, high] = [Math.min(across, most), Math.min(down, most)];
    this.at = nodes.map((node) => ({
      x: this.width / 2 + (node.x - (left + right) / 2) * wide,
      y: this.height / 2 + (node.y - (top + bottom) / 2) * high,
    }));
  }

  elements(node, place) {
    const look = { d: this.base, face: node.colour, edge: "#ffffff", border: 0.5 };
    const position = { ...this.at[place] };
    const dot = { data: { id: `n${place}`, place, ...look }, position };
    if (!node.convener) return [dot];
    return [{ data: { id: `r${place}`, ...look }, position: { ...position }, classes: "ring" }, dot];
  }

  /** Draw what is shown now. */
  draw(state, found) {
    this.state = state;
    this.found = found;
    this.near = nearOf(state, found);
    this.sizes = diameters(this.data, state, this.base);
    this.cy.batch(() => this.data.nodes.forEach((node, place) => this.dress(node, place)));
    this.cy.forceRender();
  }

  dress(node, place) {
    const { state, found, near } = this;
    const hollow = found.hollow.has(place);
    const d = this.sizes.of(place);
    const classes = [`m${MARKERS.indexOf(markerOf(this.data, state, found, place))}`];
    if (!found.shown.has(place)) classes.push("off");
    if (near && !near.has(place)) classes.push("dim");
    if (state.chosen.includes(place)) classes.push("chosen");
    const key = `${classes.join(" ")} ${hollow} ${d}`;
    if (this.keys[place] === key) return;
    this.keys[place] = key;
    const look = {
      d,
      face: hollow ? "#ffffff" : node.colour,
      edge: hollow ? node.colour : "#ffffff",
      border: hollow ? Math.max(1.2, d / 7) : 0.5,
    };
    this.dots[place].data(look).classes(classes.join(" "));
    if (!node.convener) return;
    this.rings[place].data("d", d + 7);
    this.rings[place].classes(["ring", ...classes.filter((one) => one === "off" || one === "dim")].join(" "));
  }

  /** Paint lines and names where the dots stand now. */
  paint() {
    const { found, state, near } = this;
    if (!found || !this.at.length || this.cy.destroyed()) return;
    const [zoom, pan] = [this.cy.zoom(), this.cy.pan()];
    const spots = this.at.map(({ x, y }) => ({ x: x * zoom + pan.x, y: y * zoom + pan.y }));
    const radius = (place) => (this.sizes.of(place) / 2) * zoom;
    const below = this.pen(this.sheets.below);
    paintLines(below, state, found, near, (place) => spots[place], radius, zoom);
    this.write(this.pen(this.sheets.above), spots, radius);
  }

  pen(sheet) {
    const sharp = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(this.width * sharp), Math.round(this.height * sharp)];
    if (sheet.width !== width) sheet.width = width;
    if (sheet.height !== height) sheet.height = height;
    const pen = sheet.getContext("2d");
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    return pen;
  }

  write(pen, spots, radius) {
    const [right, bottom] = [this.width, this.height];
    const frame = { right, bottom, taken: [[right - CORNER[0], bottom - CORNER[1], right, bottom]],
      outwards: this.outwards };
    pen.font = "11px system-ui, sans-serif";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = "rgba(255, 255, 255, 0.88)";
    pen.fillStyle = INK;
    for (const label of this.names(spots, radius, frame)) {
      pen.strokeText(label.text, label.x + 2, label.y + label.height / 2);
      pen.fillText(label.text, label.x + 2, label.y + label.height / 2);
    }
  }

  /** Choose who is named: those who find room, whoever is in focus first. */
  names(spots, radius, frame) {
    const { state, found, near, data } = this;
    return placed(
      found.people.map((place) => ({
        place,
        ...spots[place],
        radius: radius(place) + (data.nodes[place].convener ? 4 : 0),
        rank: near && !near.has(place) ? -1 : data.nodes[place].rank,
        name: data.nodes[place].name,
        must: place === state.focus || state.chosen.includes(place),
        first: Boolean(near?.has(place)),
      })),
      frame,
    );
  }

  /** The names on a picture of the whole map. */
  namesOfAll() {
    const frame = { right: this.width, bottom: this.height, taken: [], outwards: this.outwards };
    return this.names(this.at, (place) => this.sizes.of(place) / 2, frame);
  }

  /** Bring a person into sight. */
  reveal(place) {
    const dot = this.dots[place];
    const { x, y } = dot.renderedPosition();
    if (x > 20 && y > 20 && x < this.width - 20 && y < this.height - 20) return;
    if (still()) this.cy.center(dot);
    else this.cy.animate({ panBy: { x: this.width / 2 - x, y: this.height / 2 - y }, duration: 180 });
  }

  zoomBy(factor) {
    const middle = { x: this.width / 2, y: this.height / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: middle });
  }

  whole() {
    this.cy.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
  }

  /** Fill a box of another size. */
  resize() {
    this.cy.resize();
    this.fit();
    this.cy.batch(() => this.at.forEach((spot, place) => {
      this.dots[place].position({ ...spot });
      this.rings[place].position({ ...spot });
    }));
    this.whole();
    if (this.found) this.draw(this.state, this.found);
  }

  /** Find the nearest person in a direction. */
  beside(place, [dx, dy]) {
    const from = this.at[place];
    let [best, least] = [place, Infinity];
    for (const other of this.found.people) {
      const [x, y] = [this.at[other].x - from.x, this.at[other].y - from.y];
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy - y * dx);
      if (other === place || along <= 0 || across > 2 * along) continue;
      const cost = along + 2 * across;
      if (cost < least) [best, least] = [other, cost];
    }
    return best;
  }

  destroy() {
    this.cy.destroy();
  }
}

function ends(values) {
  let [low, high] = values.length ? [Infinity, -Infinity] : [0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
