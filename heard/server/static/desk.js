// What the pages do by themselves: listen to the socket, fetch what is new, and answer keys.
// Everything shown is made by the server; nothing here builds a judgment or a sentence of one.

const $ = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const desk = $("[data-conversation]");
const live = $("[data-live]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/* the socket: told of everything we may see, it only says that something is new */

const link = $("#link");
let cursor = Number(document.body.dataset.cursor) || null;
let tries = 0;
let open = false;

function say(state, word) {
  if (!link || link.dataset.state === state) return;
  link.dataset.state = state;
  $(".link-word", link).textContent = word;
}

function connect() {
  const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/v1/live");
  socket.addEventListener("open", () => {
    const all = !desk || document.body.dataset.role !== "agent"; // leads hear of the others' alerts
    const hello = { v: 1, type: "hello", watch: all ? "all" : [desk.dataset.conversation] };
    if (cursor !== null) hello.cursor = cursor;
    socket.send(JSON.stringify(hello));
  });
  socket.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (told.type === "ping") socket.send('{"v":1,"type":"pong"}');
    if (told.cursor) cursor = told.cursor;
    if (told.type === "welcome") {
      open = true;
      tries = 0;
      say("live", "Live");
      news();
    }
    if (told.type !== "event") return;
    const here = desk?.dataset.conversation === told.conversation;
    if (!desk || here) news();
    if (told.kind === "alert" && !here) call(told.conversation);
  });
  socket.addEventListener("close", (event) => {
    open = false;
    if (event.code === 4401) { location.reload(); return; }
    tries += 1;
    if (tries > 1) say("lost", "Reconnecting");
    setTimeout(connect, Math.min(400 * 2 ** tries, 8000) * (0.7 + Math.random() * 0.6));
  });
}

/* what is new comes as HTML, one request at a time */

let asking = false;
let again = false;
const pause = () => new Promise((done) => setTimeout(done, desk ? 0 : 700)); // lists: not for every turn

// Who stands somewhere by key stays there when it is made anew; the function puts them back. It is asked
// at the moment of the change: between the request and its answer one may have gone elsewhere.
let back = () => {};
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

async function news() {
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

const wide = matchMedia("(min-width: 901px)");
const scroller = () => (wide.matches ? $("#scroll") : document.scrollingElement);
function atEnd() {
  if (!wide.matches) {
    const last = $("#turns").lastElementChild;
    return !last || last.getBoundingClientRect().top < innerHeight;
  }
  const box = scroller();
  return box.scrollHeight - box.scrollTop - box.clientHeight < 160;
}
function toEnd(behavior = calm.matches ? "auto" : "smooth") {
  if (wide.matches) { const box = scroller(); box.scrollTo({ top: box.scrollHeight, behavior: "instant" }); return; }
  if ($("#draft") === document.activeElement) return;
  $("#turns").lastElementChild?.scrollIntoView({ block: "start", behavior });
}

// What is said last stays in sight when the card or the check of a draft takes room from it.
let pinned = true;
if (desk) {
  const box = $("#scroll");
  box.addEventListener("scroll", () => { pinned = atEnd(); });
  new ResizeObserver(() => { if (wide.matches && pinned) toEnd(); }).observe(box);
}

/* cards and whispers that were dismissed stay away: kept in this browser tab only */

const put = (key) => sessionStorage.setItem(key, "1");
const away = (key) => sessionStorage.getItem(key) !== null;
const cardKey = (card) => `card:${desk.dataset.conversation}:${card.dataset.card}`;
const whisperKey = (one) => `whisper:${one.dataset.whisper}`;

function settle() {
  if (!desk) return;
  for (const card of all("[data-card]")) {
    card.hidden = away(cardKey(card));
    $("#put-away").hidden = !card.hidden;
  }
  for (const one of all("[data-whisper]")) one.hidden = away(whisperKey(one));
  const mode = $("#taken [data-mode]")?.dataset.mode; // taken over or given back: another page, what was begun is kept
  if (mode && mode !== desk.dataset.mode) { desk.dataset.mode = mode; put("again"); location.reload(); }
}

/* the draft, kept in this browser tab until it is sent: a page that is loaded again has it still */

const draft = $("#draft");
const kept = desk && `draft:${$("#me").textContent}:${desk.dataset.conversation}:${$(".whispering") ? "whisper" : "reply"}`;
let aside = {}; // what was begun as the other side's, when a line of ours was put in its place
function keep() {
  if (!kept || !draft) return;
  if (draft.value.trim() || aside.agent || aside.customer) sessionStorage.setItem(kept, JSON.stringify({ who: said(), text: draft.value, aside }));
  else sessionStorage.removeItem(kept);
}
function restore() {
  const there = kept && draft && JSON.parse(sessionStorage.getItem(kept) ?? "null");
  if (!there) return;
  const who = $(`input[name="speaker"][value="${there.who}"]`);
  if (who) who.checked = true;
  aside = there.aside ?? {};
  if (!draft.value) draft.value = there.text; // some browsers fill it in by themselves
  if (who) named();
}
$("#logout")?.addEventListener("submit", () => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
});
function write(line) {
  if (!draft) return;
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
function changed() {
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
const said = () => $('input[name="speaker"]:checked')?.value;
function speakAs(who) {
  const choice = $(`input[name="speaker"][value="${who}"]`);
  if (choice && !choice.checked) { choice.checked = true; spoken(); }
  draft?.focus();
}
function spoken() { // another speaker was chosen: what is written goes along, unless theirs waits
  if (aside[said()] !== undefined) swap(said());
  named();
  keep();
}
function named() {
  draft.placeholder = said() === "customer" ? "Type or paste what the customer said" : "Write a reply; it is checked as you type";
  unchecked();
  if (said() === "agent" && draft.value) draft.dispatchEvent(new Event("recheck"));
}

// A verdict is of the words it was given for: while others are typed it is dim, and one that comes late is dropped.
let judged = "";
function unchecked() {
  judged = "";
  $("#checked")?.replaceChildren();
}
function dim() {
  if (!draft.value.trim()) unchecked();
  $("#checked").classList.toggle("stale", draft.value.trim() !== judged);
}
draft?.addEventListener("input", () => { dim(); keep(); });

// An empty conversation begins with the customer's words; from then on one writes one's own replies.
function begun() {
  const own = $('input[name="speaker"][value="agent"]');
  if (!own || own.defaultChecked) return;
  const chosen = draft.value ? said() : "agent"; // what is being written stays whose it is
  for (const one of all('input[name="speaker"]')) {
    one.defaultChecked = one === own; // what a reset goes back to
    one.checked = one.value === chosen;
  }
  named();
}

/* what a button or a key does */

const acts = {
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
  rewrite: (button) => { draft.value = button.dataset.line; changed(); },
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

const menu = $(".who-menu");
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

function step(by) {
  const spots = all(desk ? "#turns > [data-heard]" : "[data-row] a.open");
  if (!spots.length) return;
  const here = spots.findIndex((spot) => spot === document.activeElement);
  const next = here < 0 ? (by > 0 && !desk ? 0 : spots.length - 1) : Math.max(0, Math.min(spots.length - 1, here + by));
  if (desk) goTo(spots[next]); else spots[next].focus();
}

const press = (selector) => { const one = $(selector); if (one) one.click(); };
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

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) { menu.open = false; $("summary", menu).focus(); return; }
  const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) { event.target.blur(); $("#scroll")?.focus({ preventScroll: true }); return; }
  if (event.target === draft && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    $("#reply").requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (single && !single.checked && event.key !== "?") return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); if (!event.repeat || "jk".includes(event.key)) act(); }
});

document.addEventListener("change", (event) => { if (event.target.name === "speaker") { spoken(); draft.focus(); } });

/* htmx: what was sent, what came back, what went wrong */

const CALLED_MS = 20000;
function toast(words) {
  const line = document.createElement("p");
  line.textContent = words[0].toUpperCase() + words.slice(1);
  $("#toast").append(line);
  setTimeout(() => line.remove(), 6000);
}

// Somebody else's customer needs a lead: who and why, one line each, none in the place of another.
async function call(id) {
  if (document.body.dataset.role === "agent" || live?.dataset.live === "/board/rows") return; // the board shows it
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

// 128 random bits as hex; crypto.randomUUID is there with TLS alone.
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === draft && (said() === "customer" || !draft.value.trim())) {
    event.preventDefault();
    unchecked();
  }
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "checked") { back = place(); return; }
  const asked = detail.requestConfig.parameters.text ?? detail.requestConfig.parameters.get?.("text") ?? "";
  if (asked.trim() !== draft.value.trim() || said() === "customer") detail.shouldSwap = false;
  else judged = asked.trim();
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id === "reply") event.detail.parameters.set?.("client_id", event.target.dataset.sent ||= fresh());
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { target, detail } = event;
  if (!detail.successful) return;
  if (target.id === "reply") {
    delete target.dataset.sent;
    begun();
    target.reset();
    if (said()) named();
    unchecked();
    keep();
    draft.focus();
    news();
  }
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "checked") {
    dim();
    event.target.toggleAttribute("tabindex", false);
    if (event.target.scrollHeight > event.target.clientHeight + 1) event.target.tabIndex = 0; // it can be scrolled by keys
    return;
  }
  settle();
});
document.addEventListener("htmx:oobBeforeSwap", (event) => { // what did not change stays as it is, focus and all
  const { target, fragment } = event.detail;
  const made = fragment.firstElementChild;
  if (made && made.id === target.id && made.innerHTML === target.innerHTML) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (event.target.id === "reply") delete event.target.dataset.sent; // refused: what is sent next is another turn
  if (xhr.status === 401) { location.reload(); return; }
  let words = "That did not work. Try it again.";
  sessionStorage.removeItem("again");
  try { words = JSON.parse(xhr.responseText).detail || words; } catch { /* not ours: the plain sentence stands */ }
  toast(words);
});
document.addEventListener("htmx:sendError", (event) => {
  say("lost", "Reconnecting");
  if (event.target.id === "reply") toast("Not sent, your words are kept");
});

restore();
settle();
if (away("again")) { sessionStorage.removeItem("again"); draft?.focus({ preventScroll: true }); } // who answers has changed
if (desk && !location.hash) toEnd("instant");
if (document.body.dataset.role) {
  connect();
  setInterval(() => { if (!open) news(); }, 4000);
  if (live) setInterval(news, 30000);
}
