"use strict";
// What makes the live story quicker than its plain forms, which do the same without this: stars without a new page, a
// selection that is kept from view to view, single keys, and how far a correction is.
addEventListener("DOMContentLoaded", () => {
  const kept = (store, name, otherwise) => {
    try { return JSON.parse(store.getItem(name)) ?? otherwise; } catch { return otherwise; }
  };
  const keep = (store, name, value) => {
    try { store.setItem(name, JSON.stringify(value)); } catch { /* a browser that keeps nothing */ }
  };
  const tell = (words) => { document.getElementById("told").textContent = words; };

  const stars = document.getElementById("stars");
  const draw = (button, on) => {
    button.setAttribute("aria-pressed", on);
    button.firstElementChild.textContent = on ? "★" : "☆";
  };
  stars.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(stars, button));
    try {
      const answer = await fetch(stars.action, { method: "POST", body: fields, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const starred = new Set((await answer.json()).starred);
      for (const one of document.querySelectorAll('button[form="stars"]')) draw(one, starred.has(one.value));
      tell(starred.has(button.value) ? "Starred." : "Star taken back.");
    } catch {
      stars.append(Object.assign(document.createElement("input"), { type: "hidden", name: "record", value: button.value }));
      stars.submit();
    }
  });

  const chosen = document.getElementById("chosen");
  const boxes = [...document.querySelectorAll('input[form="chosen"]')];
  const here = new Set(boxes.map((box) => box.value));
  let selected = new Set(kept(sessionStorage, "selected", []));
  const count = () => {
    document.getElementById("count").textContent =
      selected.size ? `${selected.size} selected` : "Tick records to export them.";
    chosen.classList.toggle("some", selected.size > 0);
  };
  for (const box of boxes) box.checked = selected.has(box.value);
  chosen.addEventListener("submit", () => {
    for (const old of chosen.querySelectorAll('input[name="id"]')) old.remove();
    for (const name of selected) {
      if (!here.has(name)) chosen.append(Object.assign(document.createElement("input"), { type: "hidden", name: "id", value: name }));
    }
  });
  document.addEventListener("change", (event) => {
    if (!boxes.includes(event.target)) return;
    if (event.target.checked) selected.add(event.target.value); else selected.delete(event.target.value);
    keep(sessionStorage, "selected", [...selected]);
    count();
  });
  count();

  // Single keys, which a reader can turn off: they do nothing while something is written.
  const switched = document.getElementById("keys");
  if (switched) {
    switched.checked = kept(localStorage, "keys", true);
    switched.addEventListener("change", () => keep(localStorage, "keys", switched.checked));
  }
  const entries = () => [...document.querySelectorAll(".tools")].map((tools) => tools.closest("li, article, section"))
    .filter((entry) => entry && entry.checkVisibility());
  let at = null;
  const step = (by) => {
    const list = entries();
    if (!list.length) return;
    const place = list.indexOf(at);
    const next = place < 0 ? (by > 0 ? list.findIndex((entry) => entry.getBoundingClientRect().bottom > 80) : 0) : place + by;
    at?.classList.remove("at");
    at = list[Math.min(list.length - 1, Math.max(0, next))];
    at.classList.add("at");
    const first = at.querySelector(".tools button");
    first.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  };
  const own = (what) => [...(at?.querySelectorAll(what) ?? [])].find((one) => one.closest("li, article, section") === at || what.includes("data-end"));
  const deeds = {
    "/": () => document.getElementById("find").select(),
    j: () => step(1),
    k: () => step(-1),
    o: () => own("a[data-end]")?.click(),
    s: () => own(".tools button")?.click(),
    x: () => own(".tools input")?.click(),
    n: () => own(".tools a")?.click(),
    "?": () => { location.href = "/help"; },
  };
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (writes || event.ctrlKey || event.metaKey || event.altKey || !kept(localStorage, "keys", true)) return;
    const view = /^[1-9]$/.test(event.key) && document.querySelectorAll("nav.tabs a")[event.key - 1];
    const deed = view ? () => view.click() : deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });

  const work = document.getElementById("work");
  const watch = async () => {
    try {
      const told = await (await fetch("/work", { headers: { accept: "application/json" } })).json();
      if (told.ended) {
        if (location.pathname === "/corrections") location.reload(); else work.firstChild.data = "The correction is done: ";
        if (location.pathname !== "/corrections") {
          work.replaceChildren("The story was built again. ", Object.assign(document.createElement("a"), { href: "/corrections", textContent: "What came of it" }));
        }
        return;
      }
      document.getElementById("step").textContent = told.step;
    } catch { /* the server is gone, or busy; ask again */ }
    setTimeout(watch, 700);
  };
  if (work) setTimeout(watch, 300);
});
