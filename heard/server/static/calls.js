// What is told for a while at the top: a line about what one did, and calls for a lead.

import { $, all, live } from "./page.js";

const CALLED_MS = 20000;
export function toast(words) {
  const line = document.createElement("p");
  line.textContent = words[0].toUpperCase() + words.slice(1);
  $("#toast").append(line);
  setTimeout(() => line.remove(), 6000);
}

// Somebody else's customer needs a lead: who and why, one line each, none in the place of another.
export async function call(id) {
  if (document.body.dataset.role === "agent" || live?.dataset.live.startsWith("/board/rows")) return; // the board shows it
  const room = $("#calls");
  await htmx.ajax("GET", `/board/call/${encodeURIComponent(id)}`, { source: room, target: room, swap: "beforeend" });
  const lines = all("[data-call]", room);
  const line = lines.findLast((one) => one.dataset.call === id);
  for (const one of lines) if (one !== line && one.dataset.call === id) one.remove();
  for (const one of all("[data-call]", room).slice(0, -3)) one.remove();
  const go = () => (line?.matches(":focus-within") ? setTimeout(go, 1000) : line?.remove()); // not from under a hand
  setTimeout(go, CALLED_MS);
}

const calls = $("#calls"); // one is shown; how many wait behind it
if (calls) new MutationObserver(() => {
  const more = calls.childElementCount - 1;
  if (more > 0) calls.dataset.more = `and ${more} more`; else delete calls.dataset.more;
}).observe(calls, { childList: true });
