// The week's page works without this: here somebody can be dragged, and long work says so.
const move = document.getElementById("move");

for (const person of move ? document.querySelectorAll("[data-person]") : []) {
  person.draggable = true;
  person.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/plain", person.dataset.person);
    event.dataTransfer.effectAllowed = "move";
    move.elements.person.value = person.dataset.person;
    person.classList.add("lifted");
  });
  person.addEventListener("dragend", () => person.classList.remove("lifted"));
}

for (const cafe of move ? document.querySelectorAll("[data-cafe]") : []) {
  const isOther = () => !cafe.querySelector(".lifted") && document.querySelector(".lifted");
  cafe.addEventListener("dragover", (event) => {
    if (!isOther()) return;
    event.preventDefault();
    cafe.classList.add("over");
  });
  cafe.addEventListener("dragleave", (event) => {
    if (!cafe.contains(event.relatedTarget)) cafe.classList.remove("over");
  });
  cafe.addEventListener("drop", (event) => {
    event.preventDefault();
    cafe.classList.remove("over");
    if (!isOther()) return;
    move.elements.wish.value = `pin-${cafe.dataset.cafe}`;
    move.requestSubmit();
  });
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (document.body.ariaBusy === "true") {
      event.preventDefault();
      return;
    }
    document.body.ariaBusy = "true";
    const said = form.querySelector("[role=status]") ?? document.querySelector("#changed [role=status]");
    if (said) said.textContent = form.dataset.busy;
  });
}

// Coming back with the browser's button finds the page as it was, not busy.
window.addEventListener("pageshow", () => { document.body.ariaBusy = null; });

// One menu at a time; Escape closes it and goes back to its button.
const menus = [...document.querySelectorAll("details.menu")];
for (const menu of menus) {
  menu.addEventListener("toggle", () => {
    if (menu.open) for (const other of menus) if (other !== menu) other.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
