// What is said last stays in sight.

import { $, calm, desk, wide } from "./page.js";

const scroller = () => (wide.matches ? $("#scroll") : document.scrollingElement);
export function atEnd() {
  if (!wide.matches) {
    const last = $("#turns").lastElementChild;
    return !last || last.getBoundingClientRect().top < innerHeight;
  }
  const box = scroller();
  return box.scrollHeight - box.scrollTop - box.clientHeight < 160;
}
export function toEnd(behavior = calm.matches ? "auto" : "smooth") {
  if (wide.matches) { const box = scroller(); box.scrollTo({ top: box.scrollHeight, behavior: "instant" }); return; }
  if ($("#draft") === document.activeElement) return;
  $("#turns").lastElementChild?.scrollIntoView({ block: "start", behavior });
}

// It does when the card or the check of a draft takes room from it.
let pinned = true;
if (desk) {
  const box = $("#scroll");
  box.addEventListener("scroll", () => { pinned = atEnd(); });
  new ResizeObserver(() => { if (wide.matches && pinned) toEnd(); }).observe(box);
}
