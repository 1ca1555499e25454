// Sets off all pieces of the statement that the address points to, and, while the pointer or the
// focus is on a note or on words, the other of the two. Without any script the first piece is set
// off by :target.
"use strict";

const pieces = (owner) => document.querySelectorAll(`[data-of="${CSS.escape(owner)}"]`);

const mark = (owner, name, on) => {
  if (owner) for (const piece of pieces(owner)) piece.classList.toggle(name, on);
};

let shown = "";

const showTarget = () => {
  mark(shown, "meant", false);
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  shown = (target && target.dataset.of) || "";
  mark(shown, "meant", true);
};

const ownerOf = (event) => {
  const inside = event.target.closest && event.target.closest(".said, .notes > li");
  return inside ? inside.dataset.of : "";
};

for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  addEventListener(begin, (event) => mark(ownerOf(event), "near", true));
  addEventListener(end, (event) => mark(ownerOf(event), "near", false));
}
addEventListener("hashchange", showTarget);
showTarget();
