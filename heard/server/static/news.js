// What is new comes as HTML, one request at a time.

import { settle } from "./dismissed.js";
import { begun } from "./draft.js";
import { $, desk, live } from "./page.js";
import { atEnd, toEnd } from "./scrolling.js";

let asking = false;
let again = false;
const pause = () => new Promise((done) => setTimeout(done, desk ? 0 : 700)); // lists: not for every turn

// Who stands somewhere by key stays there when it is made anew; the function puts them back. It is asked
// at the moment of the change: between the request and its answer one may have gone elsewhere.
let back = () => {};
export function holdPlace() { back = place(); }
function place() {
  const at = document.activeElement;
  const home = at?.closest("#card, #owed, #acts, #rows, #shelves")?.id;
  const [row, promise] = ["row", "promise"].map((what) => at?.closest(`[data-${what}]`)?.dataset[what]);
  const among = promise ? `[data-promise="${CSS.escape(promise)}"]` : "";
  return () => {
    if (document.activeElement !== document.body) return;
    const same = at?.id ? document.getElementById(at.id) : row && $(`[data-row="${CSS.escape(row)}"] a.open`);
    const there = same || (promise && ($(`${among} [data-status="${at.dataset.status}"]`) ?? $(`${among} button`)));
    const near = home && ($(home === "card" ? "#scroll" : `#${home} :is(a, button)`) ?? $("#main")); // it is gone: beside it
    (there || near || null)?.focus({ preventScroll: true });
  };
}

export async function news() {
  if (asking) { again = true; return; }
  asking = true;
  again = false;
  try {
    if (desk) {
      const last = $("#turns").lastElementChild;
      const after = last ? last.dataset.number : 0;
      const have = $("#card [data-key]")?.dataset.key ?? "";
      const stuck = atEnd();
      await htmx.ajax("GET", `/coach/${encodeURIComponent(desk.dataset.conversation)}/news?after=${after}&have=${have}`, { source: desk, swap: "none" });
      settle();
      if ($("#turns").lastElementChild) begun();
      if (stuck && $("#turns").lastElementChild !== last) toEnd();
    } else if (live && !live.contains(document.activeElement?.closest("form"))) {
      await htmx.ajax("GET", live.dataset.live, { source: live, target: live, swap: "innerHTML" });
    }
    back();
    await pause();
  } finally {
    asking = false;
    if (again) news();
  }
}
