// Cards and whispers that were dismissed stay away: kept in this browser tab only.

import { showKept, turn } from "./kept.js";
import { $, all, away, desk } from "./page.js";

export const cardKey = (card) => `card:${desk.dataset.conversation}:${card.dataset.card}`;
export const whisperKey = (one) => `whisper:${one.dataset.whisper}`;

export function settle() {
  if (!desk) return;
  for (const card of all("[data-card]")) {
    card.hidden = away(cardKey(card));
    $("#put-away").hidden = !card.hidden;
  }
  for (const one of all("[data-whisper]")) one.hidden = away(whisperKey(one));
  const mode = $("#taken [data-mode]")?.dataset.mode;
  if (mode && mode !== desk.dataset.mode) turn(mode);
  showKept();
}
