// Ticks that follow each other. Without this file the server reads them the same way.

// A whole series ticks its days; a day that is unticked ends "all of them".
for (const whole of document.querySelectorAll('[data-days] [name="weekly"]')) {
  const days = [...document.querySelectorAll(`[name="free"][data-series="${whole.value}"]`)];
  whole.addEventListener("change", () => days.forEach((day) => (day.checked = whole.checked)));
  days.forEach((day) =>
    day.addEventListener("change", () => (whole.checked = days.every((one) => one.checked))),
  );
}

// One topic: a tick clears the list, the list clears the ticks. What the table may know starts
// with the topic's name, until somebody writes something else.
const need = document.querySelector("form[data-need]");
if (need) {
  const other = need.elements.other;
  const table = need.elements.for_table;
  let ours = table.value;
  const say = (label) => {
    if (table.value === ours) ours = table.value = label;
  };
  const ticks = [...need.querySelectorAll('[name="topic"]')];
  ticks.forEach((tick) =>
    tick.addEventListener("change", () => {
      other.value = "";
      say(tick.dataset.label);
    }),
  );
  other.addEventListener("change", () => {
    if (!other.value) return;
    ticks.forEach((tick) => (tick.checked = false));
    say(other.selectedOptions[0].textContent);
  });
}
