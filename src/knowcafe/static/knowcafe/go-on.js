// The tap that was made on the page before goes on here: a form that only waits to be sent, is.
document.querySelector("form[data-goes-on]")?.requestSubmit();
