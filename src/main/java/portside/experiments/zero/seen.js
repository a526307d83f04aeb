// Shows what the address bar says, and tells it to the server that sent this page.
document.getElementById("bar").textContent = location.host;
document.getElementById(isSecureContext ? "secure" : "insecure").hidden = false;

fetch("/seen", {
  method: "POST",
  body: new URLSearchParams({
    nonce: document.documentElement.dataset.nonce,
    href: location.href,
    secure: String(isSecureContext),
  }),
});
