"use strict";
// The page reads well without this: it lights up a whole quotation where a link can only point at its first character,
// says what a mark is, finds words in the lists, and unfolds everything for print.
(() => {
  const main = document.getElementById("main");
  const make = (name, fields, ...inside) => {
    const element = Object.assign(document.createElement(name), fields);
    element.append(...inside);
    return element;
  };

  const unfold = (element) => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };

  const light = (start, end) => {
    for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
    const [, article, first] = /^(.+)-(\d+)$/.exec(start.id) || [];
    if (!article || !end) return;
    for (const part of start.closest("article").querySelectorAll(`[id^="${CSS.escape(article)}-"]`)) {
      const place = Number(part.id.slice(article.length + 1));
      if (place >= Number(first) && place < end) part.classList.add("lit");
    }
  };

  const arrive = (end) => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    unfold(target);
    light(target, end);
    target.scrollIntoView({ block: target.closest(".b") ? "center" : "start" });
  };

  let slip = null;
  const close = () => { slip?.remove(); slip = null; };
  const tell = (names) => {
    close();
    const items = names.map((name) => document.getElementById(name)).filter(Boolean).map((card) =>
      make("li", {}, make("a", { href: "#" + card.id, textContent: card.dataset.label || card.id })));
    if (!items.length) return;
    const button = make("button", { type: "button", textContent: "Close" });
    button.addEventListener("click", close);
    slip = make("aside", { className: "slip", ariaLabel: "What is marked here" }, button, make("ul", {}, ...items));
    document.body.append(slip);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const end = Number(link.dataset.end || 0);
      setTimeout(() => arrive(end));
      return;
    }
    const mark = event.target.closest("[data-of]");
    if (mark && !String(getSelection())) tell(mark.dataset.of.split(" "));
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  addEventListener("hashchange", () => unfold(document.getElementById(decodeURIComponent(location.hash.slice(1)))));
  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });

  const listed = "#claims .entries > li, #timeline .events > li, #quotes .entries > li, #sources .entries > li, "
    + "#copies .entries > li, #cast .cards > li, #problems .entries > li";
  const items = [...document.querySelectorAll(listed)].map((item) => [item, item.textContent.toLowerCase()]);
  const field = make("input", { type: "search", id: "filter", autocomplete: "off" });
  const found = make("output", { htmlFor: "filter" });
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      count += !item.hidden;
      if (words.length && !item.hidden) unfold(item.parentElement);
    }
    for (const day of document.querySelectorAll(".day")) day.hidden = !day.querySelector(".events > li:not([hidden])");
    found.textContent = words.length ? `${count} of ${items.length} entries` : "";
  });
  main.querySelector("#overview").append(
    make("div", { className: "filter", role: "search" }, make("label", { htmlFor: "filter", textContent: "Show only entries with" }), field, found));
  if (location.hash) arrive(0);
})();
