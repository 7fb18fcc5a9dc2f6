// Who came works page by page without this. With htmx a tap changes the page where it is; here are
// the answers that do not fit into it.
const refused = document.getElementById("refused");

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  const isOurs = new URL(answer.responseURL).pathname === location.pathname;
  if (isOurs && event.detail.shouldSwap) return;
  // Signed out meanwhile, or something is wrong: the whole page says so.
  event.detail.shouldSwap = false;
  location.assign(answer.responseURL);
});

document.addEventListener("htmx:sendError", () => {
  const said = document.createElement("p");
  said.className = "refused";
  said.role = "alert";
  said.textContent = refused.dataset.lost;
  refused.replaceChildren(said);
  refused.scrollIntoView({ block: "nearest" });
});

// A “no” stands above everybody's names; whoever pressed far below is shown it.
document.addEventListener("htmx:afterSwap", () => {
  if (refused.childElementCount) refused.scrollIntoView({ block: "nearest" });
});
