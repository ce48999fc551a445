// The draft, kept in this browser tab until it is sent: a page that is loaded again has it still.

import { toast } from "./calls.js";
import { $, all, desk } from "./page.js";

export const draft = $("#draft");
const KINDS = ["reply", "whisper"];
const under = (kind) => `draft:${$("#me").textContent}:${desk.dataset.conversation}:${kind}`;
const kept = desk && draft && under($(".whispering") ? "whisper" : "reply");
const stored = (key) => JSON.parse(sessionStorage.getItem(key) ?? "null");
let aside = {}; // what was begun as the other side's, when a line of ours was put in its place
export function keep() {
  if (!kept || !draft) return;
  if (draft.value.trim() || aside.agent || aside.customer) sessionStorage.setItem(kept, JSON.stringify({ who: said(), text: draft.value, aside }));
  else sessionStorage.removeItem(kept);
}
export function restore() {
  const there = kept && stored(kept);
  if (!there) return;
  const who = $(`input[name="speaker"][value="${there.who}"]`);
  if (who) who.checked = true;
  aside = there.aside ?? {};
  if (!draft.value) draft.value = there.text; // some browsers fill it in by themselves
  if (who) named();
}

// When it can't be sent any more, the box stays as it is, focus and all, to be read and copied.
export function stop() {
  keep();
  draft.readOnly = true;
  draft.placeholder = "";
  draft.setAttribute("aria-describedby", "why");
  draft.form.classList.add("stopped");
  $(".as")?.remove();
  unchecked();
  if (!draft.value) draft.addEventListener("blur", () => draft.form.remove(), { once: true });
}
// Whatever is kept of this conversation and stands in no box, as [where it is kept, as what, the words].
export function waiting() {
  const found = KINDS.map(under).flatMap((key) => {
    const there = stored(key) ?? {};
    const own = key === kept && draft.isConnected;
    const parts = { text: own ? "" : there.text, ...(own && !draft.readOnly ? {} : there.aside) };
    return Object.entries(parts).map(([part, words]) => [key, part, words]);
  });
  return found.filter(([, , words]) => words?.trim());
}
export function discard(key, part) {
  const there = stored(key);
  if (part === "text") there.text = ""; else delete there.aside[part];
  if (there.text.trim() || there.aside.agent || there.aside.customer) sessionStorage.setItem(key, JSON.stringify(there));
  else sessionStorage.removeItem(key);
}
$("#logout")?.addEventListener("submit", () => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
});
export function write(line) {
  if (!draft || draft.readOnly) return;
  const own = $('input[name="speaker"][value="agent"]');
  if (own && !own.checked) { // the lines offered are for our side to say: the customer's words wait
    own.checked = true;
    if (draft.value.trim()) toast("What you typed as the customer's is kept. Press c to get back to it.");
    swap("agent");
    named();
  }
  const written = draft.value.trim();
  draft.value = written ? `${written} ${line}` : line;
  changed();
}
export function changed() {
  draft.focus();
  const gap = /\[[^\]]+\]/.exec(draft.value); // a line of the playbook may leave a word to fill in
  draft.setSelectionRange(gap ? gap.index : draft.value.length, gap ? gap.index + gap[0].length : draft.value.length);
  draft.dispatchEvent(new Event("recheck"));
  keep();
}
function swap(to) { // each side's words under its own name
  const from = to === "agent" ? "customer" : "agent";
  const begun = draft.value.trim() ? draft.value : "";
  draft.value = aside[to] ?? "";
  aside = begun ? { [from]: begun } : {};
}
export const said = () => $('input[name="speaker"]:checked')?.value;
export function speakAs(who) {
  const choice = $(`input[name="speaker"][value="${who}"]`);
  if (choice && !choice.checked) { choice.checked = true; spoken(); }
  draft?.focus();
}
export function spoken() { // another speaker was chosen: what is written goes along, unless theirs waits
  if (aside[said()] !== undefined) swap(said());
  named();
  keep();
}
export function named() {
  draft.placeholder = said() === "customer" ? "Type or paste what the customer said" : "Write a reply; it is checked as you type";
  unchecked();
  if (said() === "agent" && draft.value) draft.dispatchEvent(new Event("recheck"));
}

// A verdict is of the words it was given for: while others are typed it is dim, and one that comes late is dropped.
let judged = "";
export function judge(words) { judged = words; }
export function unchecked() {
  judged = "";
  $("#checked")?.replaceChildren();
}
export function dim() {
  if (!draft.value.trim()) unchecked();
  $("#checked").classList.toggle("stale", draft.value.trim() !== judged);
}
draft?.addEventListener("input", () => { dim(); keep(); });

// An empty conversation begins with the customer's words; from then on one writes one's own replies.
export function begun() {
  const own = $('input[name="speaker"][value="agent"]');
  if (!own || own.defaultChecked) return;
  const chosen = draft.value ? said() : "agent"; // what is being written stays whose it is
  for (const one of all('input[name="speaker"]')) {
    one.defaultChecked = one === own; // what a reset goes back to
    one.checked = one.value === chosen;
  }
  named();
}
document.addEventListener("change", (event) => { if (event.target.name === "speaker") { spoken(); draft.focus(); } });
