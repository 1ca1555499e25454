// Shows only the rows of a table on this page that hold the words typed. Reading needs no script.
"use strict";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const filter of document.querySelectorAll("[data-filters]")) {
  const rows = [...document.getElementById(filter.dataset.filters).tBodies[0].rows];
  const texts = rows.map((row) => fold(row.textContent));
  const input = filter.querySelector("input");
  const count = filter.querySelector(".count");
  const show = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = words.length ? `${shown} of ${rows.length} on this page` : "";
  };
  input.addEventListener("input", show);
  filter.hidden = false;
}
