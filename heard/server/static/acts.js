// What a button does, and where one goes from here.

import { toast } from "./calls.js";
import { cardKey, settle, whisperKey } from "./dismissed.js";
import { changed, draft, speakAs, write } from "./draft.js";
import { anew, throwAway } from "./kept.js";
import { news } from "./news.js";
import { $, all, desk, press, put, wide } from "./page.js";

export const acts = {
  theme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    document.cookie = `heard_theme=${next}; path=/; max-age=31536000; samesite=lax`;
  },
  help: () => $("#help")?.showModal(),
  use(button) {
    $("#sheet")?.close();
    write(button.dataset.line);
  },
  rewrite: (button) => { if (draft.readOnly) return; draft.value = button.dataset.line; changed(); },
  // The button may be replaced by news while it waits: what asks is something that stays.
  async post({ id, dataset: { url, status, ask } }) {
    if (ask && !confirm(ask)) return;
    if (id === "take" || id === "give-back") put("again"); // the page is loaded anew
    await htmx.ajax("POST", url, { source: $("main"), swap: "none", values: status ? { status } : {} });
    news();
  },
  async sheet({ dataset: { url, verb, sheet } }) {
    const body = $("#sheet-body");
    await htmx.ajax(verb, url, { source: body, target: body, swap: "innerHTML" });
    $("#sheet-title").textContent = sheet;
    if (!$("#sheet").open) $("#sheet").showModal();
  },
  customer: () => speakAs("customer"),
  async copy(button) {
    const from = $(button.dataset.from);
    from.select();
    try {
      await navigator.clipboard.writeText(from.value);
      toast("Copied");
    } catch { toast("Press Ctrl C to copy it"); } // no clipboard without TLS
  },
  discard: throwAway,
  anew,
  press: (button) => press(button.dataset.press),
  unfold() {
    $(".foot").dataset.unfolded = "";
    $("[data-card] [data-do=use]")?.focus({ preventScroll: true });
  },
  untoast(button) {
    button.closest("p").remove();
    (all("#calls .close").at(-1) ?? $("#main")).focus({ preventScroll: true });
  },
  dismiss() {
    const card = $("[data-card]:not([hidden])");
    if (!card) return;
    put(cardKey(card));
    settle();
    (wide.matches && draft ? draft : $("#recall")).focus({ preventScroll: true }); // on a phone, no keys rise
  },
  recall() {
    const card = $("[data-card]");
    sessionStorage.removeItem(cardKey(card));
    settle();
    ($("[data-do=use]", card) ?? $(".close", card)).focus({ preventScroll: true });
  },
  unwhisper(button) {
    const one = button.closest("[data-whisper]");
    put(whisperKey(one));
    one.hidden = true;
    $("#scroll").focus({ preventScroll: true });
  },
};

export const menu = $(".who-menu");
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
  const button = event.target.closest("[data-do]");
  if (button) acts[button.dataset.do]?.(button);
  const point = event.target.closest("[data-go]"); // a point of the curve leads to its turn, as j and k do
  if (point) goTo(document.getElementById(point.dataset.go));
});

function goTo(turn) {
  if (!turn) return;
  turn.scrollIntoView({ block: "center" });
  turn.focus({ preventScroll: true });
}

export function step(by) {
  const spots = all(desk ? "#turns > [data-heard]" : "[data-row] a.open");
  if (!spots.length) return;
  const here = spots.findIndex((spot) => spot === document.activeElement);
  const next = here < 0 ? (by > 0 && !desk ? 0 : spots.length - 1) : Math.max(0, Math.min(spots.length - 1, here + by));
  if (desk) goTo(spots[next]); else spots[next].focus();
}
