"use strict";
// The page reads well without this: it lights up a whole quotation where a link can only point at its first character,
// says what stands at a mark, finds words in the lists, and unfolds them all at once, before printing for instance.
addEventListener("DOMContentLoaded", () => {
  const main = document.getElementById("main");
  const make = (name, fields, ...inside) => {
    const element = Object.assign(document.createElement(name), fields);
    element.append(...inside);
    return element;
  };

  const unfold = (element) => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };

  // The text of a block, node by node, without the label of its role.
  const texts = (block) => document.createTreeWalker(block, NodeFilter.SHOW_TEXT,
    (node) => node.parentElement.className === "role" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);

  // Lights the characters from the start of `from` on, as many as asked for, up to the end of its paragraph.
  const light = (from, length) => {
    if (!CSS.highlights) return;
    CSS.highlights.delete("lit");
    const block = from.closest(".b");
    if (!length || !block) return;
    const range = document.createRange();
    range.setStart(from, 0);
    const walk = texts(block);
    for (let left = length, node = walk.nextNode(), first = true; node && left > 0; node = walk.nextNode()) {
      if (!from.contains(node) && !(from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      if (first) range.setStart(node, 0);
      first = false;
      const characters = [...node.data];
      range.setEnd(node, characters.slice(0, left).join("").length);
      left -= characters.length;
    }
    CSS.highlights.set("lit", new Highlight(range));
  };

  // Article -> the places in it that cards link to, as [start, end, card].
  let places = null;
  const gather = () => {
    places = new Map();
    for (const link of document.querySelectorAll("a[data-end]")) {
      const [, article, start] = /^#(.+)-(\d+)$/.exec(link.getAttribute("href")) || [];
      const card = link.closest("li[id]");
      if (!card || !article) continue;
      if (!places.has(article)) places.set(article, []);
      places.get(article).push([Number(start), Number(link.dataset.end), card]);
    }
  };

  const offset = (block, mark) => {
    let place = Number(/-(\d+)$/.exec(block.id)[1]);
    const walk = texts(block);
    for (let node = walk.nextNode(); node && !mark.contains(node); node = walk.nextNode()) place += [...node.data].length;
    return place;
  };

  const arrive = (end) => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    unfold(target);
    light(target, end - Number(/-(\d+)$/.exec(target.id)?.[1]));
    target.scrollIntoView({ block: target.closest(".b") ? "center" : "start" });
  };

  let slip = null;
  const close = () => { slip?.remove(); slip = null; };
  const label = (card) => {
    const words = ((card.querySelector("h3, h4, blockquote") || card.querySelector("p"))?.textContent || card.id).replace(/\s+/g, " ").trim();
    return words.length > 110 ? words.slice(0, 110) + "…" : words;
  };
  const tell = (cards) => {
    close();
    if (!cards.length) return;
    const items = cards.map((card) => make("li", {},
      make("span", { className: "where", textContent: card.closest("section").querySelector("h2").textContent + ": " }),
      make("a", { href: "#" + card.id, textContent: label(card) })));
    const button = make("button", { type: "button", textContent: "Close" });
    button.addEventListener("click", close);
    slip = make("aside", { className: "slip", ariaLabel: "What stands here" }, button, make("ul", {}, ...items));
    document.body.append(slip);
  };
  const ask = (mark) => {
    if (!places) gather();
    const place = offset(mark.closest(".b"), mark);
    const here = (places.get(mark.closest("article").id) || []).filter(([start, end]) => start <= place && place < end);
    const named = (mark.dataset.of || "").split(" ").map((name) => document.getElementById(name)).filter(Boolean);
    tell([...new Set([...named, ...here.map(([, , card]) => card)])]);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const end = Number(link.dataset.end || 0);
      setTimeout(() => arrive(end));
      return;
    }
    const mark = event.target.closest(".b span:not(.role)");
    if (mark && !String(getSelection())) ask(mark);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  addEventListener("hashchange", () => unfold(document.getElementById(decodeURIComponent(location.hash.slice(1)))));

  const listed = "#claims .entries > li, #timeline .events > li, #quotes .entries > li, #sources .entries > li, "
    + "#copies .entries > li, #cast .cards > li, #problems .entries > li";
  const items = [...document.querySelectorAll(listed)].map((item) => [item, item.textContent.toLowerCase()]);
  const field = make("input", { type: "search", id: "filter", autocomplete: "off" });
  const found = make("output", { htmlFor: "filter" });
  const all = make("button", { type: "button", textContent: "Unfold all" });
  all.addEventListener("click", () => {
    const open = all.textContent === "Unfold all";
    for (const fold of document.querySelectorAll("details:not(.whole)")) fold.open = open;
    all.textContent = open ? "Fold again" : "Unfold all";
  });
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
    make("div", { className: "filter", role: "search" }, make("label", { htmlFor: "filter", textContent: "Show only entries with" }), field, found, all));
  if (location.hash) arrive(0);
});
