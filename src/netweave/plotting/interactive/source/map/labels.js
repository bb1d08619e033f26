// Names where there is room: the most tied first, none over another or over a dot that matters.

import { short } from "./dom.js";

const FONT = 11;
const LONGEST = 30;
const LONGEST_IF_NARROW = 14;
const NARROW = 500;
const MOST = 160;

const known = new Map();
let pen = null;

function wide(text) {
  if (known.has(text)) return known.get(text);
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${FONT}px system-ui, sans-serif`;
  known.set(text, pen.measureText(text).width);
  return known.get(text);
}

/** Boxes that are taken, looked up by cell. */
class Taken {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / this.cell); x <= Math.floor(right / this.cell); x += 1)
      for (let y = Math.floor(top / this.cell); y <= Math.floor(bottom / this.cell); y += 1)
        yield `${x} ${y}`;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  holds(box, own) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? [])
        if (other !== own && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] &&
          box[3] > other[1]) return true;
    return false;
  }
}

/**
 * Choose the names that find room.
 * @param dots {place, x, y, radius, rank, name, must, first} in pixels of the screen; whoever must be
 *   named is, at any cost
 * @param frame {right, bottom, taken}: names stay inside, off the boxes that are
 *   taken, and with ``outwards`` away from the middle
 * @returns {place, text, x, y, width, height} in pixels of the screen
 */
export function placed(dots, frame) {
  const taken = new Taken(48);
  for (const box of frame.taken) taken.add(box);
  const inside = dots.filter((dot) =>
    dot.x > -20 && dot.y > -20 && dot.x < frame.right + 20 && dot.y < frame.bottom + 20);
  const own = new Map();
  for (const dot of inside) {
    const r = dot.radius * 0.9;
    const box = [dot.x - r, dot.y - r, dot.x + r, dot.y + r];
    own.set(dot.place, box);
    taken.add(box);
  }
  const wanted = inside.filter((dot) => dot.must || dot.first || dot.rank >= 0);
  const weight = (dot) => 2 * Number(dot.must) + Number(dot.first);
  wanted.sort((a, b) => weight(b) - weight(a) || a.rank - b.rank);
  const longest = frame.outwards && frame.right < NARROW ? LONGEST_IF_NARROW : LONGEST;
  const found = [];
  for (const dot of wanted.slice(0, 4 * MOST)) {
    const text = short(dot.name, longest);
    const label = roomFor(dot, text, taken, own.get(dot.place), frame);
    if (!label) continue;
    taken.add(label.box);
    found.push(label);
    if (found.length >= MOST) break;
  }
  return found;
}

function roomFor(dot, text, taken, own, frame) {
  const [width, height] = [wide(text) + 4, FONT + 3];
  const gap = dot.radius + 3;
  const options = {
    right: [dot.x + gap, dot.y - height / 2],
    left: [dot.x - gap - width, dot.y - height / 2],
    below: [dot.x - width / 2, dot.y + gap],
    above: [dot.x - width / 2, dot.y - gap - height],
  };
  const outside = frame.outwards && dot.x < frame.right / 2;
  const beside = outside ? ["left", "right"] : ["right", "left"];
  for (const side of [...beside, "below", "above"]) {
    const [x, y] = options[side];
    const box = [x, y, x + width, y + height];
    const within = x >= 0 && y >= 0 && box[2] <= frame.right && box[3] <= frame.bottom;
    if (within && !taken.holds(box, own)) return { place: dot.place, text, x, y, width, height, box };
  }
  if (!dot.must) return null;
  const x = Math.max(0, Math.min(options.right[0], frame.right - width));
  const y = options.right[1];
  return { place: dot.place, text, x, y, width, height, box: [x, y, x + width, y + height] };
}
