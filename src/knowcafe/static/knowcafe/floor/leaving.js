// Signing out: nothing of a café stays on this phone, and nobody throws away what was not sent unawares.
import { unsent } from "./queue.js";

document.getElementById("unsent").hidden = unsent() === 0;
document.querySelector("main form").addEventListener("submit", () => localStorage.clear());
