// Dims all but the lines of the actor, or the one line, that the pointer or the focus is on, and
// says under the picture what the line rests on. Without any script lines and names are links.
"use strict";

const picture = document.querySelector("svg.network");
const told = document.getElementById("told");
const edges = [...picture.querySelectorAll(".edge")];
const nodes = [...picture.querySelectorAll(".node")];

const light = (chosen, ends) => {
  picture.classList.toggle("chosen", chosen.length > 0);
  for (const edge of edges) edge.classList.toggle("lit", chosen.includes(edge));
  for (const node of nodes) node.classList.toggle("lit", ends.has(node.dataset.node));
};

const show = (part) => {
  if (part.classList.contains("edge")) {
    light([part], new Set([part.dataset.from, part.dataset.to]));
    const first = document.querySelector(`${part.getAttribute("href")} blockquote`);
    told.textContent = part.getAttribute("aria-label");
    if (first) told.append(". ", Object.assign(document.createElement("q"),
      { textContent: first.textContent.trim() }));
    return;
  }
  const own = edges.filter((edge) => [edge.dataset.from, edge.dataset.to].includes(part.dataset.node));
  light(own, new Set([part.dataset.node, ...own.flatMap((e) => [e.dataset.from, e.dataset.to])]));
  told.textContent = own.map((edge) => edge.getAttribute("aria-label")).join("; ");
};

for (const part of [...edges, ...nodes]) {
  for (const event of ["mouseenter", "focus"]) part.addEventListener(event, () => show(part));
  for (const event of ["mouseleave", "blur"]) part.addEventListener(event, () => light([], new Set()));
}
