// The shapes of dots, the same on the map, in the legend and in a saved picture.

/** Corners in a square from -1 to 1; a circle has none. */
const CORNERS = {
  s: [-0.86, -0.86, 0.86, -0.86, 0.86, 0.86, -0.86, 0.86],
  "^": [0, -1, 1, 0.8, -1, 0.8],
  v: [0, 1, 1, -0.8, -1, -0.8],
  "<": [-1, 0, 0.8, -1, 0.8, 1],
  D: [0, -1, 1, 0, 0, 1, -1, 0],
  P: [-0.36, -1, 0.36, -1, 0.36, -0.36, 1, -0.36, 1, 0.36, 0.36, 0.36, 0.36, 1, -0.36, 1,
    -0.36, 0.36, -1, 0.36, -1, -0.36, -0.36, -0.36],
  X: [-0.55, -1, 0, -0.45, 0.55, -1, 1, -0.55, 0.45, 0, 1, 0.55, 0.55, 1, 0, 0.45, -0.55, 1,
    -1, 0.55, -0.45, 0, -1, -0.55],
  p: [0, -1, 0.95, -0.31, 0.59, 0.81, -0.59, 0.81, -0.95, -0.31],
};

export const corners = (marker) => CORNERS[marker] ?? null;

/** The attributes of an SVG shape of this diameter around a point, and its tag. */
export function outline(marker, x, y, diameter) {
  const points = corners(marker);
  const half = diameter / 2;
  if (!points) return ["circle", { cx: round(x), cy: round(y), r: round(half) }];
  const pairs = [];
  for (let place = 0; place < points.length; place += 2)
    pairs.push(`${round(x + half * points[place])},${round(y + half * points[place + 1])}`);
  return ["polygon", { points: pairs.join(" ") }];
}

/** The three corners of an arrowhead that ends a gap before its tip; null where there is no room. */
export function arrowhead(from, tip, gap, size = 1) {
  const [x, y] = [tip.x - from.x, tip.y - from.y];
  const length = Math.hypot(x, y);
  if (length < gap + 2) return null;
  const [u, v] = [x / length, y / length];
  const at = (back, across) => [
    tip.x - u * (gap + back) - v * across,
    tip.y - v * (gap + back) + u * across,
  ];
  return [at(0, 0), at(7 * size, 3.2 * size), at(7 * size, -3.2 * size)];
}

export const round = (number) => Math.round(number * 100) / 100;
