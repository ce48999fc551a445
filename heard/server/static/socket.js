// The socket: told of everything we may see, it only says that something is new.

import { call } from "./calls.js";
import { news } from "./news.js";
import { $, desk } from "./page.js";

const link = $("#link");
let cursor = Number(document.body.dataset.cursor) || null;
let tries = 0;
export let open = false;

export function say(state, word) {
  if (!link || link.dataset.state === state) return;
  link.dataset.state = state;
  $(".link-word", link).textContent = word;
}

export function connect() {
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
