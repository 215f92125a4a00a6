// Runs before first paint: puts the remembered theme and language on <html>, then starts the
// program. It is a file of its own because the page allows no inline script, and it is written so
// that a browser too old for the program can still read it and say so.
(function () {
  "use strict";

  // The catalogues there are; the first tag is the fallback.
  var LANGUAGES = ["en", "ar", "de"];
  var RIGHT_TO_LEFT = ["ar"];

  function remembered(key) {
    try {
      return localStorage.getItem(key) || "";
    } catch (refused) {
      return "";
    }
  }

  // RFC 4647 §3.4, lookup: "de-AT" finds "de".
  function language() {
    var wishes = [remembered("locale")].concat(navigator.languages || [navigator.language || ""]);
    for (var i = 0; i < wishes.length; i++) {
      var tag = String(wishes[i]).toLowerCase();
      while (tag) {
        if (LANGUAGES.indexOf(tag) >= 0) return tag;
        tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0));
      }
    }
    return LANGUAGES[0];
  }

  var html = document.documentElement;
  var theme = remembered("theme");
  if (theme === "light" || theme === "dark") html.setAttribute("data-theme", theme);
  html.lang = language();
  html.dir = RIGHT_TO_LEFT.indexOf(html.lang) >= 0 ? "rtl" : "ltr";

  function failed(cause) {
    console.error("The console could not start:", cause);
    var broken = document.getElementById("broken");
    // The program came as far as to say itself what is wrong.
    if (broken && !broken.hidden) return;
    var message = document.getElementById("boot-failed");
    if (message) message.hidden = false;
  }

  // With the default cache this is the request that the preload made, so that one download serves
  // both. The browser checks it against the checksum that the page states.
  function download(program, cache) {
    return fetch(program.href, {
      cache: cache,
      credentials: "same-origin",
      integrity: program.integrity,
    });
  }

  // The build names script and program with a hash; the page's preload links say which they are.
  function start() {
    var script = document.querySelector("link[rel=modulepreload]");
    var program = document.querySelector("link[rel=preload][as=fetch]");
    if (typeof WebAssembly !== "object" || !script || !program) {
      failed("there is no WebAssembly, or no program to start");
      return;
    }
    import(script.href)
      .then(function (bindings) {
        // A kept copy may be of an earlier build: the name follows what the compiler made, the
        // checksum what the optimiser made of it.
        var downloaded = download(program, "default").catch(function () {
          return download(program, "reload");
        });
        return bindings.default({ module_or_path: downloaded });
      })
      .catch(failed);
  }

  // The program stops at an instruction that says so: what it was doing is lost, and the page that
  // says what to do is shown. Nothing of the program is repeated there.
  function stopped(cause) {
    var isProgram = typeof WebAssembly === "object" && cause instanceof WebAssembly.RuntimeError;
    var broken = document.getElementById("broken");
    if (isProgram && broken) broken.hidden = false;
  }
  window.addEventListener("error", function (event) {
    stopped(event.error);
  });
  window.addEventListener("unhandledrejection", function (event) {
    stopped(event.reason);
  });

  document.addEventListener("DOMContentLoaded", function () {
    document.getElementById("load-again").addEventListener("click", function () {
      location.reload();
    });
    start();
  });
})();
