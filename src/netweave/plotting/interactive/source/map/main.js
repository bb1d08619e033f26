// The map as a page of its own, and as a widget in a notebook.

import { App } from "./app.js";
import { make } from "./dom.js";

/** Called by a notebook's widget. */
function render({ model, el }) {
  const root = make("div", { class: "inside" }, make("h2", { class: "title" }, model.get("data").title));
  el.append(root);
  root.style.setProperty("--high", `${model.get("height")}px`);
  const app = new App(root, model.get("data"), (places) => {
    model.set("places", places);
    model.save_changes();
  });
  return () => app.destroy();
}

const held = document.getElementById("netweave-data");
const root = document.getElementById("netweave-map");
if (held && root && !root.dataset.ready) {
  const app = new App(root, JSON.parse(held.textContent));
  requestAnimationFrame(() => setTimeout(() => {
    root.dataset.ready = "yes";
    window.netweaveMap = app;
    window.netweaveReady = performance.now();
  }));
}

export default { render };
