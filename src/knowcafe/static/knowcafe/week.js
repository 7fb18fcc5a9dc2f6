// The week's pages work without this: here somebody can be dragged, what can be done about them
// opens in place, and long work says so.
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

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-busy]");
  if (!form) return;
  if (document.body.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  document.body.ariaBusy = "true";
  const said = form.querySelector("[role=status]") ?? document.querySelector("#changed [role=status]");
  if (said) said.textContent = form.dataset.busy;
});

// Coming back with the browser's button finds the page as it was, not busy.
window.addEventListener("pageshow", () => { document.body.ariaBusy = null; });

// What can be done about somebody is a page of its own; here it opens in place. Escape closes it.
let asked = null;
for (const link of document.querySelectorAll("a[data-open]")) {
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    asked = link;
    const answer = await fetch(link.href).catch(() => null);
    if (asked !== link) return;
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const change = page && page.querySelector(".change");
    if (!change) {
      location.assign(answer?.url ?? link.href);
      return;
    }
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "change-title");
    dialog.append(change);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    dialog.addEventListener("click", (click) => {
      if (click.target !== dialog && !click.target.closest("[data-close]")) return;
      click.preventDefault();
      dialog.close();
    });
    dialog.showModal();
  });
}
