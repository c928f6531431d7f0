// With script, a page has a button that prints it.
"use strict";

const printButton = document.querySelector("[data-print]");
printButton.hidden = false;
printButton.addEventListener("click", () => window.print());
