// Filters and sorts all statements as one types. The rows come from data files that call
// onrecordRows; without any script the pages of the table are there to be read.
"use strict";

const SPEAKER = 0, PAGE = 1, ORGANISATION = 2, ACT = 3, WORDS = 4, OUTLET = 5, HEADLINE = 6,
  PLACE = 7, DAY = 8, DATE = 9, UNMARKED = 10;
const PER_PAGE = 100;
const all = [];
const texts = [];
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function onrecordRows(rows) {
  for (const row of rows) {
    all.push(row);
    texts.push(fold([row[WORDS], row[SPEAKER], row[ORGANISATION], row[OUTLET], row[HEADLINE],
      row[DAY], row[DATE], row[ACT]].join(" ")));
  }
}

// A value of the address counts only if it leads to a page of this report.
const isPage = (value) => /^(actor|article)\/[0-9a-z]+\.html(#[\w-]+)?$/.test(value);

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter"), words = byId("words"), act = byId("act"), outlet = byId("outlet");
  const only = byId("only"), count = byId("count"), turning = byId("turning");
  const table = byId("statements"), body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  let order = { column: DATE, down: true };
  let speaker = "", found = [], start = 0;

  const element = (name, role, text) => {
    const made = document.createElement(name);
    if (role) made.setAttribute("role", role);
    if (text) made.textContent = text;
    return made;
  };

  const named = (text, href) => {
    const bdi = element("bdi", "", text);
    if (!isPage(href)) return bdi;
    const link = element("a");
    link.href = href;
    link.append(bdi);
    return link;
  };

  const cell = (label, ...content) => {
    const made = element("td", "cell");
    if (label) made.dataset.label = label;
    made.append(...content);
    return made;
  };

  const draw = (row) => {
    const made = element("tr", "row");
    const head = element("th", "rowheader");
    head.scope = "row";
    head.append(named(row[SPEAKER], row[PAGE]));
    if (row[ORGANISATION]) {
      const small = element("small");
      small.append(element("bdi", "", row[ORGANISATION]));
      head.append(small);
    }
    const quoted = row[UNMARKED] ? `‘${row[WORDS]}’` : row[WORDS];
    const said = cell("", named(quoted, row[PLACE]));
    said.className = "said-words";
    said.dir = "auto";
    said.firstChild.classList.add("words");
    const time = element("time", "", row[DAY] || "no date");
    if (row[DATE]) time.dateTime = row[DATE];
    made.append(head, cell("Act", row[ACT]), said,
      cell("Outlet", element("bdi", "", row[OUTLET])), cell("Date", time));
    return made;
  };

  const compare = (a, b) => {
    const x = all[a][order.column], y = all[b][order.column];
    const way = x < y ? -1 : x > y ? 1 : a - b;
    return order.down ? -way : way;
  };

  const show = () => {
    const rows = found.slice(start, start + PER_PAGE).map((at) => draw(all[at]));
    body.replaceChildren(...rows);
    turning.hidden = found.length <= PER_PAGE;
    turning.querySelector("span").textContent =
      `${(start + 1).toLocaleString("en-GB")} to ${(start + rows.length).toLocaleString("en-GB")}`;
    const [back, on] = turning.querySelectorAll("button");
    back.disabled = start === 0;
    on.disabled = start + PER_PAGE >= found.length;
  };

  const find = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    found = [];
    for (let at = 0; at < all.length; at += 1) {
      const row = all[at];
      if (act.value && row[ACT] !== act.value) continue;
      if (outlet.value && row[OUTLET] !== outlet.value) continue;
      if (speaker && row[PAGE] !== speaker) continue;
      if (wanted.every((word) => texts[at].includes(word))) found.push(at);
    }
    // The rows come from the latest back, so that order needs no sorting.
    if (order.column !== DATE) found.sort(compare);
    else if (!order.down) found.reverse();
    start = 0;
    for (const leaves of document.querySelectorAll("nav.leaves:not(#turning)")) leaves.hidden = true;
    count.textContent = `${found.length.toLocaleString("en-GB")} of `
      + `${all.length.toLocaleString("en-GB")} statements`;
    show();
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("words")) words.value = asked.get("words");
    if (asked.has("act")) act.value = asked.get("act");
    speaker = isPage(asked.get("speaker") || "") ? asked.get("speaker") : "";
    const row = speaker && all.find((each) => each[PAGE] === speaker);
    only.hidden = !row;
    only.querySelector("b").textContent = row ? row[SPEAKER] : "";
    return asked.has("words") || asked.has("act") || Boolean(row);
  };

  for (const head of heads) {
    if (!head.dataset.sort) continue;
    const button = element("button", "", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const column = Number(head.dataset.sort);
      order = { column, down: order.column === column ? !order.down : column === DATE };
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      find();
    });
  }
  for (const control of [words, act, outlet]) control.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
  only.querySelector("button").addEventListener("click", () => {
    speaker = "";
    only.hidden = true;
    find();
    words.focus();
  });
  for (const button of turning.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      start += Number(button.dataset.step) * PER_PAGE;
      show();
      table.scrollIntoView();
    });
  }
  addEventListener("hashchange", () => { if (readAddress()) find(); });
  form.hidden = false;
  if (readAddress()) find();
});
