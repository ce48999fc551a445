// The page that this is: what it shows, and what was put away in this browser tab.

export const $ = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const desk = $("[data-conversation]"); // one conversation,
export const live = $("[data-live]"); // or a list that is kept fresh
export const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const wide = matchMedia("(min-width: 901px)");
export const press = (selector) => { const one = $(selector); if (one) one.click(); };

export const put = (key) => sessionStorage.setItem(key, "1");
export const away = (key) => sessionStorage.getItem(key) !== null;
