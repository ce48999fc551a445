// What the pages do by themselves. Each file beside this one is for one concern; here htmx is answered (what was
// sent, what came back, what went wrong), and everything begins.
// Everything shown is made by the server; nothing here builds a judgment or a sentence of one.

import "./keys.js";
import { toast } from "./calls.js";
import { settle } from "./dismissed.js";
import { begun, dim, draft, judge, keep, named, restore, said, unchecked } from "./draft.js";
import { holdPlace, news } from "./news.js";
import { $, away, desk, live } from "./page.js";
import { toEnd } from "./scrolling.js";
import { connect, open, say } from "./socket.js";

// 128 random bits as hex; crypto.randomUUID is there with TLS alone.
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let unjudged = false; // a draft's check found no server: it is asked again as soon as anything gets an answer

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === draft?.form && draft.readOnly) event.preventDefault();
  if (event.target === draft && (draft.readOnly || said() === "customer" || !draft.value.trim())) {
    event.preventDefault();
    unchecked();
  }
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "checked") { holdPlace(); return; }
  const asked = detail.requestConfig.parameters.text ?? detail.requestConfig.parameters.get?.("text") ?? "";
  if (asked.trim() !== draft.value.trim() || draft.readOnly || said() === "customer") detail.shouldSwap = false;
  else judge(asked.trim());
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id === "reply") event.detail.parameters.set?.("client_id", event.target.dataset.sent ||= fresh());
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { target, detail } = event;
  if (!detail.successful) return;
  if (target === draft) unjudged = false;
  else if (unjudged && draft?.value) draft.dispatchEvent(new Event("recheck"));
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
  // Refused: what is sent next is another turn. Where a server failed it may be kept all the same, so it stays this one.
  if (event.target.id === "reply" && xhr.status < 500) delete event.target.dataset.sent;
  if (xhr.status === 401) { location.reload(); return; }
  let words = "That did not work. Try it again.";
  sessionStorage.removeItem("again");
  try { words = JSON.parse(xhr.responseText).detail || words; } catch { /* not ours: the plain sentence stands */ }
  toast(words);
});
document.addEventListener("htmx:sendError", (event) => {
  say("lost", "Reconnecting");
  if (event.target === draft) unjudged = true;
  if (event.target.id === "reply") toast("Not sent, your words are kept");
});

// htmx rejects a promise of its own, without a reason, for what it has told of above: no fault of the page's.
window.addEventListener("unhandledrejection", (event) => { if (event.reason === undefined) event.preventDefault(); });

restore();
settle();
if (away("again")) { sessionStorage.removeItem("again"); draft?.focus({ preventScroll: true }); } // who answers has changed
if (desk && !location.hash) toEnd("instant");
if (document.body.dataset.role) {
  connect();
  setInterval(() => { if (!open) news(); }, 4000);
  if (live) setInterval(news, 30000);
}
