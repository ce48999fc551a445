"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const pages = ["overview", "list", "talk"].map((id) => document.getElementById(id));
  const [overview, list, talk] = pages;
  const homeTitle = document.title;
  const scrolled = new Map();
  let here = null;
  let shelf = "all";

  // Everything people said enters the page as text nodes only.
  const el = (tag, given = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(given)) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...inside.flat().filter((one) => one !== null && one !== undefined && one !== ""));
    return made;
  };
  const svg = (tag, given = {}, ...inside) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(given)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value);
    }
    made.append(...inside);
    return made;
  };
  const plain = (name) => name.replaceAll("_", " ");
  const groupOf = (name) => (data.kinds[name] || ["flag", ""])[0];
  const tone = (name) => ({ technique: "good", misstep: "bad" })[groupOf(name)] || "said";
  const ours = (speaker) => ["agent", "bot", "supervisor"].includes(speaker);
  const listLink = (name) => "#/list/" + encodeURIComponent(name);
  const quote = (words) => "“" + words + "”";
  const cut = (words, most) => {
    const signs = Array.from(words.replace(/\s+/g, " ").trim());
    return signs.length > most ? signs.slice(0, most - 1).join("") + "…" : signs.join("");
  };

  function curveOf(one) {
    return one.turns.flatMap((turn, at) => (turn[2] === null ? [] : [[at, turn[2]]]));
  }

  function spark(one) {
    const points = curveOf(one);
    const last = Math.max(one.turns.length - 1, 1);
    const place = ([at, level]) => [4 + (76 * at) / last, 24 - level * 5];
    const drawn = svg("svg", { class: "spark", viewBox: "0 0 84 28", "aria-hidden": "true" });
    drawn.append(svg("polyline", { points: points.map((point) => place(point).join(",")).join(" ") }));
    for (const point of points.length > 12 ? [] : points) {
      const [x, y] = place(point);
      const dot = svg("circle", { cx: x, cy: y, r: 2.5, class: "l" + point[1] });
      dot.style.fill = "var(--level)";
      drawn.append(dot);
    }
    return drawn;
  }

  function rowOf(place) {
    const one = data.talks[place];
    const levels = curveOf(one).map((point) => point[1]);
    const peak = levels.length ? data.heat[Math.max(...levels)] : "no heat heard";
    const about = [one.channel, one.team, one.agent].filter(Boolean).join(" · ");
    const broke = one.broke ? "Step " + one.broke[0] + ": " : "";
    const first = one.turns.find((turn) => turn[0] === "customer") || one.turns[0];
    return el("li", {},
      el("a", { href: "#/talk/" + place },
        spark(one),
        el("span", {}, el("b", {}, broke + one.head), el("span", { class: "said" }, cut(first ? first[1] : "", 140))),
        el("span", { class: "meta" }, one.id, el("br"), "peak: " + peak, about ? el("br") : "", about)));
  }

  function showList(name) {
    const [title, places] = data.lists[name] || ["No such list", []];
    shelf = name;
    const rows = el("ol", { class: "rows" });
    const more = el("button", { class: "more", type: "button" });
    const count = el("p", { class: "lead", "aria-live": "polite" });
    let found = places;
    let shown = 0;
    const next = () => {
      for (const place of found.slice(shown, shown + 60)) rows.append(rowOf(place));
      shown = Math.min(shown + 60, found.length);
      more.hidden = shown >= found.length;
      more.textContent = "Show more (" + (found.length - shown) + " left)";
      rows.hidden = !found.length;
    };
    const search = () => {
      const wanted = box.value.trim().toLowerCase();
      found = !wanted ? places : places.filter((place) => {
        const one = data.talks[place];
        return [one.id, one.agent, one.team, one.head, ...one.turns.map((turn) => turn[1])]
          .some((words) => words && words.toLowerCase().includes(wanted));
      });
      count.textContent = found.length === places.length
        ? places.length + (places.length === 1 ? " conversation" : " conversations")
        : found.length + " of " + places.length + " conversations";
      rows.replaceChildren();
      shown = 0;
      next();
    };
    const box = el("input", { class: "search", type: "search", placeholder: "Find words, an id or a name", "aria-label": "Find among these conversations", oninput: search });
    more.addEventListener("click", next);
    list.replaceChildren(
      el("nav", { class: "crumbs", "aria-label": "Where you are" }, el("a", { href: "#/" }, "← Overview")),
      el("h1", { tabindex: -1 }, title), count, places.length > 8 ? box : "", rows, more);
    search();
    document.title = title + " · Heard";
  }

  function goTo(at) {
    const turn = document.getElementById("turn-" + at);
    if (!turn) return;
    turn.scrollIntoView({ block: "center" });
    turn.focus({ preventScroll: true });
  }

  function chartOf(one) {
    const holder = el("div");
    const draw = () => {
      const wide = Math.max(holder.clientWidth || 640, 280);
      const points = curveOf(one);
      const left = 78, right = 14, top = 24, row = 30, bottom = top + row * 4;
      const last = Math.max(one.turns.length - 1, 1);
      const x = (at) => left + ((wide - left - right) * at) / last;
      const y = (level) => bottom - level * row;
      const words = points.map(([at, level]) => "turn " + (at + 1) + " " + data.heat[level]).join(", ");
      const chart = svg("svg", { class: "chart", viewBox: "0 0 " + wide + " " + (bottom + 56), role: "group", "aria-label": "The customer's heat: " + words });
      data.heat.forEach((word, level) => {
        chart.append(
          svg("line", { class: "grid", x1: left, x2: wide - right, y1: y(level), y2: y(level) }),
          svg("text", { x: left - 12, y: y(level) + 4, "text-anchor": "end" }, word));
      });
      if (one.broke && one.broke[2]) {
        const at = x(one.broke[2][0]);
        const end = at > wide / 2;
        chart.append(
          svg("line", { class: "broke", x1: at, x2: at, y1: top - 10, y2: bottom + 30 }),
          svg("text", { class: "broke-word", x: at + (end ? -6 : 6), y: top - 8, "text-anchor": end ? "end" : "start" }, "step " + one.broke[0] + " broke"));
      }
      chart.append(svg("polyline", { class: "path", points: points.map(([at, level]) => x(at) + "," + y(level)).join(" ") }));
      one.turns.forEach((turn, at) => {
        const heard = turn[3].map((signal) => tone(signal[0]));
        const bad = heard.includes("bad");
        if (!ours(turn[0]) || !(bad || heard.includes("good"))) return;
        const sign = bad
          ? svg("path", { class: "mark-bad", d: "M" + x(at) + " " + (bottom + 20) + "l5 9h-10z" })
          : svg("circle", { class: "mark-good", cx: x(at), cy: bottom + 25, r: 4 });
        sign.append(svg("title", {}, "Turn " + (at + 1) + ": " + turn[3].map((signal) => plain(signal[0])).join(", ")));
        chart.append(sign);
      });
      for (const [at, level] of points) {
        const go = () => goTo(at);
        chart.append(svg("circle", { class: "point l" + level, cx: x(at), cy: y(level), r: 7, tabindex: 0, role: "button", "aria-label": "Turn " + (at + 1) + ", " + data.heat[level], onclick: go, onkeydown: (key) => { if (key.key === "Enter" || key.key === " ") { key.preventDefault(); go(); } } },
          svg("title", {}, "Turn " + (at + 1) + ": " + data.heat[level])));
      }
      chart.append(svg("text", { x: left - 12, y: bottom + 29, "text-anchor": "end" }, "our side"));
      chart.append(svg("text", { x: left, y: bottom + 50 }, "turn 1"));
      if (one.turns.length > 1) chart.append(svg("text", { x: wide - right, y: bottom + 50, "text-anchor": "end" }, "turn " + one.turns.length));
      holder.replaceChildren(chart);
    };
    holder.draw = draw;
    return holder;
  }

  function textOf(text, signals, broken) {
    // Spans count code points, as the reader of the files did; JavaScript's strings do not.
    const signs = Array.from(text);
    const cuts = new Set([0, signs.length]);
    const partial = signals.filter((signal) => signal[3] - signal[2] < signs.length * 0.9);
    for (const signal of partial) { cuts.add(signal[2]); cuts.add(signal[3]); }
    const places = [...cuts].filter((at) => at >= 0 && at <= signs.length).sort((a, b) => a - b);
    const made = el("p", { class: "text", dir: "auto" });
    for (let n = 0; n + 1 < places.length; n += 1) {
      const [start, end] = [places[n], places[n + 1]];
      const words = signs.slice(start, end).join("");
      const over = partial.filter((signal) => signal[2] <= start && signal[3] >= end);
      if (!over.length) { made.append(words); continue; }
      const worst = over.find((signal) => tone(signal[0]) === "bad") || over[0];
      made.append(el("mark", { class: tone(worst[0]), "data-names": over.map((signal) => signal[0]).join(" ") }, words));
    }
    return made;
  }

  function tagOf(signal, marks) {
    const [name, sure] = signal;
    const icon = { good: "✓ ", bad: "▲ ", said: "● " }[tone(name)];
    const light = (on) => () => {
      for (const one of marks()) {
        if (one.dataset.names.split(" ").includes(name)) one.classList.toggle("lit", on);
      }
    };
    return el("li", {}, el("button", { class: "tag " + tone(name), type: "button", onmouseenter: light(true), onmouseleave: light(false), onfocus: light(true), onblur: light(false) },
      icon + plain(name) + " ", el("span", { class: "soft" }, sure + " %"),
      el("span", { class: "tip", role: "tooltip" }, sure + " % sure. " + (data.kinds[name] || ["", ""])[1])));
  }

  function clock(at) {
    const all = Math.floor(at);
    return Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
  }

  function turnOf(one, turn, at) {
    const [speaker, text, level, signals, seconds, name, note, unread] = turn;
    const broke = one.broke && one.broke[2] && one.broke[2][0] === at;
    const kind = (ours(speaker) ? "company" : speaker) + (note ? " note" : "") + (broke ? " is-broke" : "");
    const words = textOf(text, signals);
    const said = name && name.toLowerCase() !== speaker ? speaker + ", " + name : speaker;
    return el("li", { id: "turn-" + at, class: kind, tabindex: -1 },
      el("span", { class: "no" }, at + 1),
      el("div", {},
        el("div", { class: "who" },
          el("b", {}, said[0].toUpperCase() + said.slice(1)),
          note ? el("span", { class: "soft" }, "internal note, not scored") : "",
          unread ? el("span", { class: "soft" }, "not read: another language") : "",
          level === null ? "" : el("span", { class: "heat l" + level }, el("span", { class: "dot" }), data.heat[level]),
          seconds === null ? "" : el("span", { class: "soft" }, clock(seconds)),
          broke ? el("span", { class: "soft" }, "step " + one.broke[0] + " broke here") : ""),
        words,
        signals.length ? el("ul", { class: "tags", "aria-label": "Heard in it" }, signals.map((signal) => tagOf(signal, () => words.querySelectorAll("mark")))) : ""));
  }

  const link = (at) => {
    const made = el("a", { href: "#", onclick: (event) => { event.preventDefault(); goTo(at); } }, "turn " + (at + 1));
    return made;
  };

  function stepsOf(one) {
    const sign = { done: "✓", broken: "✕", open: "", unneeded: "–" };
    const words = { done: "done", broken: "where it broke", open: "not reached", unneeded: "not needed" };
    return el("ol", { class: "steps" }, one.steps.map(([number, state, turns, mended]) => {
      const broken = state === "broken" && !(one.broke && one.broke[0] === number) ? "broke too" : mended ? "mended after it broke" : words[state];
      return el("li", { class: state },
        el("span", { class: "tick", "aria-hidden": "true" }, sign[state] || number),
        el("span", {}, number + " " + data.steps[number - 1], el("span", { class: "state" }, broken, turns.length ? " · " : "", turns.flatMap((at, n) => [n ? ", " : "", link(at)]))));
    }));
  }

  function brokeOf(one) {
    if (!one.broke && !one.instead.length) return "";
    const [step, why, at] = one.broke || [0, "", null];
    const words = at ? Array.from(one.turns[at[0]][1]).slice(at[1], at[2]).join("") : "";
    return el("section", { class: "panel broke-box" },
      one.broke ? el("h2", {}, "Step " + step + " broke: " + data.steps[step - 1]) : el("h2", {}, "What to try instead"),
      one.broke ? el("p", {}, why, " ", at ? link(at[0]) : "") : "",
      words ? el("blockquote", { dir: "auto" }, quote(cut(words, 240))) : "",
      one.instead.map(([about, advice, say, because, play]) => el("div", { class: "tryout" },
        el("h3", {}, "Try instead", el("span", { class: "soft" }, " for " + plain(about))),
        el("p", {}, advice),
        say.map((line) => el("p", { class: "say" }, quote(line))),
        el("small", {}, because + " (play " + play + ")"))));
  }

  const SHOWN = 5;
  function storyOf(one) {
    const { facts, under, weighs } = one.story;
    if (!facts.length && !under && !weighs.length) return "";
    const said = (at, start, end) => Array.from(one.turns[at][1]).slice(start, end).join("");
    const more = facts.length - SHOWN;
    return el("section", { class: "panel story" },
      facts.length ? el("h2", {}, "What they said happened") : "",
      facts.length ? el("ul", { class: "promises" }, facts.slice(0, SHOWN).map(([at, start, end]) => el("li", { dir: "auto" },
        quote(cut(said(at, start, end), 140)), " ", link(at))),
        more > 0 ? el("li", { class: "soft" }, "and " + more + " more") : "") : "",
      under ? el("h2", {}, "What is under it") : "",
      under ? el("p", {}, (under[0][0] || "").toUpperCase() + under[0].slice(1) + ": ", quote(cut(said(...under.slice(1)), 140)), " ", link(under[1])) : "",
      weighs.map((line) => el("p", { class: "soft" }, line)));
  }

  function promisesOf(one) {
    if (!one.promises.length) return "";
    const due = { dated: "due", event: "tied to an event", vague: "vague: no time or no owner" };
    return el("section", { class: "panel" }, el("h2", {}, "Promises"),
      el("ul", { class: "promises" }, one.promises.map(([at, words, kind, owner, by]) => el("li", {},
        quote(cut(words, 140)), el("br"),
        el("span", { class: "soft" }, due[kind] + (by ? " " + by : "") + " · " + owner + " · "), link(at)))));
  }

  function showTalk(place, at) {
    const one = data.talks[place];
    if (!one) { showList("all"); return list; }
    const places = (data.lists[shelf] || ["", []])[1];
    const n = places.indexOf(place);
    const chart = chartOf(one);
    const about = [one.channel, one.team, one.agent, one.source].filter(Boolean).join(" · ");
    const beside = (to, word) => (to === undefined ? "" : el("a", { href: "#/talk/" + to }, word));
    talk.replaceChildren(
      el("nav", { class: "crumbs", "aria-label": "Where you are" },
        el("a", { href: listLink(shelf) }, "← " + (data.lists[shelf] || ["Overview"])[0]),
        n < 0 ? "" : el("span", {}, beside(places[n - 1], "Previous"), el("span", { class: "soft" }, n + 1 + " of " + places.length), beside(places[n + 1], "Next"))),
      el("h1", { tabindex: -1 }, one.id),
      el("p", { class: "lead" }, about),
      el("div", { class: "cols" },
        el("section", { class: "panel happened", "aria-label": "What happened" },
          el("h2", {}, one.tells[0]),
          el("ul", { class: "tells" }, one.tells.slice(1).map((line) => el("li", {}, line))), chart,
          el("p", { class: "legend" }, el("span", {}, el("span", { class: "g" }, "● "), "technique"), el("span", {}, el("span", { class: "b" }, "▲ "), "misstep"), el("span", {}, "Choose a point to go to its turn."))),
        el("aside", { class: "side" },
          brokeOf(one),
          one.steps.length ? el("section", { class: "panel" }, el("h2", {}, "The five steps"), stepsOf(one),
            el("ul", { class: "letters", "aria-label": "HEARD" }, data.letters.map((letter) => {
              const done = one.letters.includes(letter);
              return el("li", { class: done ? "done" : null }, (done ? "✓ " : "") + letter);
            }))) : "",
          storyOf(one),
          promisesOf(one)),
        el("ol", { class: "turns", "aria-label": "Transcript" }, one.turns.map((turn, number) => turnOf(one, turn, number)))));
    talk.chart = chart;
    document.title = one.id + " · Heard";
    if (at !== undefined) requestAnimationFrame(() => goTo(at));
    return talk;
  }

  function route() {
    if (here !== null) scrolled.set(here, window.scrollY);
    const [, kind, value, at] = location.hash.split("/");
    let page = overview;
    if (kind === "list") { showList(decodeURIComponent(value || "all")); page = list; }
    else if (kind === "talk") page = showTalk(Number(value), at === undefined ? undefined : Number(at) - 1);
    else document.title = homeTitle;
    for (const one of pages) one.hidden = one !== page;
    if (page === talk) talk.chart.draw();
    const back = scrolled.get(location.hash);
    if (here !== null) (page.querySelector("h1[tabindex]") || page).focus({ preventScroll: true });
    window.scrollTo(0, kind === "talk" ? 0 : back || 0);
    here = location.hash;
  }

  window.addEventListener("hashchange", route);
  window.addEventListener("resize", () => { if (!talk.hidden && talk.chart) talk.chart.draw(); });
  route();
})();
