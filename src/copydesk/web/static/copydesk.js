"use strict";
// Every page reads well without this. It shows the one-file report one view at a time, filters its lists, lights up a whole
// quotation where a link can only point at its first character, says what stands at a mark, and unfolds lists for printing.
{
  const root = document.documentElement;
  const isFile = root.classList.contains("file");
  const VIEWS = { c: "claims", ev: "timeline", q: "quotes", s: "sources", copy: "copies", family: "copies", revision: "copies", reliance: "sources", e: "cast", a: "articles" };
  const hash = () => {
    const [name, query = ""] = location.hash.slice(1).split("?");
    try {
      return { name: decodeURIComponent(name), query: new URLSearchParams(query) };
    } catch {
      return { name: "", query: new URLSearchParams() };  // a "%" that stands for nothing
    }
  };
  // Before anything is drawn the beginning of an id tells its view, so that nothing moves when the page has loaded.
  root.classList.add("js");
  const guess = hash().name;
  root.dataset.view = VIEWS[guess.split("-")[0]] || (/^[a-z]+$/.test(guess) && guess !== "main" ? guess : "overview");

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

    // --- one view at a time ---
    const title = document.title;
    const show = (name) => {
      if (!isFile) return;
      root.dataset.view = name;
      for (const tab of document.querySelectorAll(".tabs a")) {
        const isIt = tab.getAttribute("href") === "#" + name;
        if (isIt) {
          tab.setAttribute("aria-current", "page");
          document.title = tab.firstChild.data.trim() + ": " + title;
          if (tab.parentElement.parentElement.scrollWidth > innerWidth) tab.scrollIntoView({ block: "nearest", inline: "center" });
        } else tab.removeAttribute("aria-current");
      }
      find();
    };
    const arrive = (end) => {
      const { name, query } = hash();
      const target = document.getElementById(name);
      const section = target && target.closest("main > section");
      if (isFile && !section && name !== "main") show("overview");
      if (!section) return;
      show(section.id);
      for (const form of section.querySelectorAll("form[data-filters]")) take(form, query);
      if (target === section) {
        if (isFile) {
          section.querySelector("h2").focus({ preventScroll: true });
          scrollTo(0, Math.min(scrollY, document.querySelector(".tabs").offsetTop));
        }
        return;
      }
      unfold(target);
      if (isFile && target.closest("article")) sayWho(target.closest("article"));
      const compare = target.querySelector(":scope > details.compare");
      if (compare) compare.open = true;
      light(target, end - Number(/-(\d+)$/.exec(name)?.[1]));
      const seen = target.tagName === "ARTICLE" ? section.querySelector(".legend") : target;
      seen.scrollIntoView({ block: target.closest(".b") ? "center" : "start" });
    };

    // --- filters and words ---
    const items = (section) => section.querySelectorAll(".entries > li, .events > li, .cards > li, .short > li, .list > li");
    const fits = (item, form) => !form || [...form.querySelectorAll("select")].every((one) => !one.value || (item.dataset[one.name] || "").split("\t").includes(one.value));
    const field = document.getElementById("find");
    const find = () => {
      const section = isFile && document.getElementById(root.dataset.view);
      if (!section) return;
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const form = section.querySelector("form[data-filters]");
      const isAsked = words.length > 0 || (form && [...form.querySelectorAll("select")].some((one) => one.value));
      let all = 0, count = 0;
      for (const item of items(section)) {
        item.hidden = !fits(item, form) || (words.length > 0 && !words.every((word) => item.textContent.toLowerCase().includes(word)));
        all += 1;
        count += !item.hidden;
        if (isAsked && !item.hidden) unfold(item.parentElement);
      }
      for (const day of section.querySelectorAll(".day")) day.hidden = !day.querySelector(".events > li:not([hidden])");
      document.getElementById("found").textContent = words.length && all ? `${count} of ${all}` : "";
      if (form) form.querySelector("output").textContent = isAsked ? `${count} of ${all} events` : "";
      for (const bar of section.querySelectorAll(".band a")) {
        const event = document.getElementById(bar.getAttribute("href").slice(1));
        bar.classList.toggle("out", Boolean(isAsked && event && event.closest(".day").hidden));
      }
    };
    const take = (form, query) => {
      for (const one of form.querySelectorAll("select")) {
        one.value = query.get(one.name) || "";
        if (one.selectedIndex < 0) one.value = "";
      }
      find();
    };
    for (const form of document.querySelectorAll("form[data-filters]")) {
      const tell = () => {
        const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
        history.replaceState(null, "", "#" + form.dataset.filters + (String(chosen) && "?" + chosen));
        find();
      };
      form.addEventListener("change", tell);
      form.addEventListener("reset", () => setTimeout(tell));
      form.addEventListener("submit", (event) => event.preventDefault());
    }
    if (isFile) {
      field.addEventListener("input", find);
      document.getElementById("finder").addEventListener("submit", (event) => event.preventDefault());
      const all = document.getElementById("unfold");
      all.addEventListener("click", () => {
        const open = all.textContent === "Unfold all";
        for (const fold of document.getElementById(root.dataset.view).querySelectorAll("details")) fold.open = open;
        all.textContent = open ? "Fold again" : "Unfold all";
      });
    }

    document.getElementById("show-who")?.addEventListener("change", ({ target }) => {
      for (const link of document.querySelectorAll(".b a")) link.tabIndex = target.checked ? 0 : -1;
    });

    // --- places in the texts ---
    // The text of a block, node by node, without the label of its role.
    const texts = (block) => document.createTreeWalker(block, NodeFilter.SHOW_TEXT,
      (node) => node.parentElement.className === "role" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    // Lights the characters from the start of `from` on, as many as asked for, up to the end of its paragraph.
    const light = (from, length) => {
      if (!CSS.highlights) return;
      CSS.highlights.delete("lit");
      const block = from.closest(".b");
      if (!(length > 0) || !block) return;
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

    // Article -> the places in it that entries link to, as [start, end, entry].
    let places = null;
    const gather = () => {
      places = new Map();
      for (const link of document.querySelectorAll("a[data-end]")) {
        const [, article, start] = /#(.+)-(\d+)$/.exec(link.getAttribute("href")) || [];
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
    let slip = null, asked = null;
    const close = () => {
      if (slip?.contains(document.activeElement)) asked.focus();
      slip?.remove();
      slip = null;
    };
    // Says under the pointer, and to a screen reader, who is meant by the words of a text that lead to somebody.
    const sayWho = (article) => {
      for (const link of article.querySelectorAll(".b a[href]:not([title])")) {
        const words = document.getElementById(link.hash.slice(1))?.querySelector("h4").textContent;
        if (words && words !== link.textContent) link.title = words;
      }
    };
    const label = (card) => {
      const words = ((card.querySelector("h3, h4, blockquote") || card.querySelector("p"))?.textContent || card.id).replace(/\s+/g, " ").trim();
      return words.length > 110 ? words.slice(0, 110) + "…" : words;
    };
    const tell = (cards) => {
      close();
      if (!cards.length) return;
      const entries = cards.map((card) => make("li", {},
        make("span", { className: "where", textContent: card.closest("section").querySelector("h2").textContent + ": " }),
        make("a", { href: "#" + card.id, textContent: label(card) })));
      const button = make("button", { type: "button", textContent: "Close" });
      button.addEventListener("click", close);
      slip = make("aside", { className: "slip", ariaLabel: "What stands here" }, button, make("ul", {}, ...entries));
      document.body.append(slip);
    };
    const ask = (mark) => {
      if (!places) gather();
      const place = offset(mark.closest(".b"), mark);
      const here = (places.get(mark.closest("article").id) || []).filter(([start, end]) => start <= place && place < end);
      const meant = mark.hash ? [document.getElementById(mark.hash.slice(1))] : [];
      asked = mark;
      tell([...new Set([...meant, ...here.map(([, , card]) => card)])]);
    };

    let end = Number(new URLSearchParams(location.search).get("to") || 0);
    document.addEventListener("click", (event) => {
      const mark = isFile && event.target.closest(".b :is(span:not(.role), a)");
      if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        if (!String(getSelection())) ask(mark);
        if (event.detail === 0) slip?.querySelector("a").focus();  // asked by keyboard
        return;
      }
      const link = event.target.closest("a");
      if (link && (link.getAttribute("href") || "").startsWith("#")) {
        end = Number(link.dataset.end || 0);
        if (link.getAttribute("href") === location.hash) arrive(end);
      }
    });
    addEventListener("hashchange", () => { arrive(end); end = 0; });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll("details.rest:not([open])")];
      for (const fold of folded) fold.open = true;
    });
    addEventListener("afterprint", () => { for (const fold of folded) fold.open = false; });
    if (location.hash) arrive(end); else show(root.dataset.view);
    end = 0;
  });
}
