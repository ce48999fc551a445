// What a key does.

import { acts, menu, step } from "./acts.js";
import { draft, speakAs } from "./draft.js";
import { $, all, press } from "./page.js";

const keys = {
  r: () => speakAs("agent"),
  c: () => speakAs("customer"),
  w: () => { if ($(".whispering")) draft.focus(); },
  x: () => acts.dismiss(),
  m: () => press("#mute"),
  b: () => press("#boundary"),
  h: () => press("#handoff"),
  t: () => press("#take, #give-back"),
  g: () => press('nav a[aria-current="page"]'),
  j: () => step(1),
  k: () => step(-1),
  "?": () => acts.help(),
};
for (const number of [1, 2]) keys[number] = () => all("[data-card]:not([hidden]) [data-do=use]")[number - 1]?.click();

const single = $("#single-keys");
if (single) {
  single.checked = localStorage.getItem("heard_keys") !== "off";
  single.addEventListener("change", () => localStorage.setItem("heard_keys", single.checked ? "on" : "off"));
}

const BOX = "input:not([type=radio]):not([type=checkbox]), textarea, select";

// Letters meant for a box that went away under the hands are no commands: not before a click, Tab or Escape.
let box = null;
document.addEventListener("focusin", ({ target }) => { if (target.matches(BOX)) box = target; });
document.addEventListener("pointerdown", () => { box = null; }, true);
const gone = () => box !== null && !(box.isConnected && box.getClientRects().length);

document.addEventListener("keydown", (event) => {
  if (["Escape", "Tab"].includes(event.key)) box = null;
  if (event.key === "Escape" && menu?.open) { menu.open = false; $("summary", menu).focus(); return; }
  const typing = event.target.matches(BOX);
  if (event.key === "Escape" && typing) { event.target.blur(); $("#scroll")?.focus({ preventScroll: true }); return; }
  if (event.target === draft && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (!draft.readOnly) draft.form.requestSubmit();
    return;
  }
  if (typing || gone() || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (single && !single.checked && event.key !== "?") return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); if (!event.repeat || "jk".includes(event.key)) act(); }
});
