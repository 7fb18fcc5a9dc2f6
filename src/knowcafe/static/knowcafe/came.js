// Who came works page by page without this. With htmx a tap changes the page where it is; here are
// the answers that do not fit into it.
const heads = document.getElementById("heads");
const refused = document.getElementById("refused");
let waiting = 0;
let isOld = false;

// The requests are listened to: their forms may have left the page before an answer is there.
document.addEventListener("htmx:beforeRequest", (event) => {
  isOld ||= waiting > 0;
  waiting += 1;
  event.detail.xhr.addEventListener("error", () => {
    const said = document.createElement("p");
    said.className = "refused";
    said.role = "alert";
    said.textContent = refused.dataset.lost;
    refused.replaceChildren(said);
    show();
  });
  event.detail.xhr.addEventListener("loadend", () => {
    waiting -= 1;
    if (waiting || !isOld) return;
    // Taps were faster than answers, so the last one may be older than what a tap has noted.
    isOld = false;
    heads.dispatchEvent(new Event("read"));
  });
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  const isOurs = new URL(answer.responseURL).pathname === location.pathname;
  if (isOurs && event.detail.shouldSwap) return;
  // Signed out meanwhile, or something is wrong: the whole page says so.
  event.detail.shouldSwap = false;
  location.assign(answer.responseURL);
});

document.addEventListener("htmx:afterSwap", show);

// A “no” stands above everybody's names; whoever pressed far below is shown it.
function show() {
  if (refused.childElementCount) refused.scrollIntoView({ block: "nearest" });
}
