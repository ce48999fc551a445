// What was begun and can't be sent now stays in sight, to be copied, with the reason beside it.

import { discard, draft, stop, waiting } from "./draft.js";
import { $, desk, put } from "./page.js";

let shown = "";
export function showKept() {
  const room = $("#kept");
  if (!room) return;
  const { mode, why } = $("#taken [data-mode]").dataset;
  const texts = why ? waiting() : [];
  const stopped = Boolean(draft?.readOnly && draft.value);
  room.hidden = !texts.length && !stopped;
  const now = JSON.stringify([mode, why, texts, stopped]);
  if (now === shown) return;
  shown = now;
  $("#why").textContent = room.hidden ? "" : why;
  $("#copy-draft").hidden = !stopped;
  $("#anew").hidden = !stopped || !mode.startsWith("whisper");
  $("ul", room).replaceChildren(...texts.map(box));
}

function box([key, part, words], number) {
  const made = $("#kept template").content.cloneNode(true);
  const text = $("textarea", made);
  text.id = `kept-${number}`;
  text.value = words;
  $("[data-do=copy]", made).dataset.from = `#${text.id}`;
  Object.assign($("[data-do=discard]", made).dataset, { key, part });
  return made;
}

export function throwAway({ dataset: { key, part } }) {
  discard(key, part);
  showKept();
  $("#scroll").focus({ preventScroll: true });
}

// Taken over, given back or closed: another page, unless somebody is typing. Then the box stays where their hands are.
export function turn(mode) {
  const [before, after] = [desk.dataset.mode, mode].map((one) => one.split(":")[0]);
  const typing = draft && !draft.readOnly && document.activeElement === draft;
  desk.dataset.mode = mode;
  if (typing && before !== after) stop(); else anew();
}
export function anew() { put("again"); location.reload(); }
