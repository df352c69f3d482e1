// The first step of the SPARQL page, a classic script: says what is missing, or hands over to the modules.
(function () {
  "use strict";
  var needs = document.getElementById("needs");
  var place = document.querySelector(".sparql");
  function say(words) {
    needs.textContent = words;
    needs.setAttribute("role", "alert");
    place.classList.add("never");
  }
  if (location.protocol === "file:") {
    say(needs.dataset.file);
  } else if (!window.Worker || !window.WebAssembly || !window.DecompressionStream ||
      !(HTMLScriptElement.supports && HTMLScriptElement.supports("importmap"))) {
    say(needs.dataset.old);
  } else {
    import("kg/page").then(function (page) {
      page.start();
      needs.hidden = true;
      place.hidden = false;
    }).catch(function (error) {
      say(needs.dataset.broken + " (" + error.message + ")");
    });
  }
})();
