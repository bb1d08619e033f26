// Lines and arrowheads, painted under the dots: thousands of them cost no more than their ink.

import { LINE, arrowsShown, dashesOf, seenAs, widths } from "./looks.js";
import { arrowhead } from "./shapes.js";

/** Paint all lines that are shown; ``spot`` gives the place of a dot on the screen. */
export function paintLines(pen, state, found, near, spot, radius, zoom) {
  const wide = widths(found.lines);
  const arrows = arrowsShown(found.lines);
  const scale = Math.min(Math.max(zoom, 0.7), 2);
  pen.lineCap = "butt";
  for (const line of ordered(found.lines, near, state.focus)) {
    const lit = near !== null && (line.one === state.focus || line.other === state.focus);
    const [a, b] = [spot(line.one), spot(line.other)];
    pen.globalAlpha = seenAs(found, line, near, lit);
    pen.strokeStyle = line.state ? line.state.colour : LINE;
    pen.lineWidth = wide.of(line) * scale;
    if (line.state) pen.setLineDash(dashesOf(line.state));
    pen.beginPath();
    pen.moveTo(a.x, a.y);
    pen.lineTo(b.x, b.y);
    pen.stroke();
    if (!arrows && !lit) continue;
    pen.fillStyle = LINE;
    if (line.forth) paintHead(pen, arrowhead(a, b, radius(line.other) + 1, scale));
    if (line.back) paintHead(pen, arrowhead(b, a, radius(line.one) + 1, scale));
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

/** Put what matters on top: the lines of whoever is in focus, of change those formed and lost. */
function ordered(lines, near, focus) {
  const weight = (line) => {
    if (near) return Number(line.one === focus || line.other === focus);
    return line.state ? ["unknown", "kept", "lost", "formed"].indexOf(line.state.name) : 0;
  };
  if (!near && !lines[0]?.state) return lines;
  return [...lines].sort((a, b) => weight(a) - weight(b));
}

function paintHead(pen, corners) {
  if (!corners) return;
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.fill();
}
