"use strict";
// What htmx leaves open. Everything here only adds: without it pages are read, forms are sent.
(function () {
  // A browser keeps six connections to one place: a page that nobody sees gives its stream up.
  let streams = [];
  htmx.createEventSource = function (url) {
    const stream = new EventSource(url);
    streams.push(stream);
    if (document.hidden) leave();
    return stream;
  };
  function leave() {
    streams.forEach(function (stream) { stream.close(); });
    streams = [];
  }
  function changed() {
    htmx.trigger(document.body, "changed");
  }
  document.addEventListener("visibilitychange", function () {
    const live = document.getElementById("live");
    if (!live) return;
    if (document.hidden) {
      leave();
    } else if (!streams.length) {
      const again = live.cloneNode(true);
      live.replaceWith(again);
      htmx.process(again);
      changed();
    }
  });
  // Whoever looks at old figures is told that they are old.
  let silence = 0;
  document.addEventListener("htmx:sseError", function () {
    if (silence || document.hidden) return;
    silence = setTimeout(function () { shown("silent", true); }, 5000);
  });
  document.addEventListener("htmx:sseOpen", function () {
    clearTimeout(silence);
    if (silence) changed();
    silence = 0;
    shown("silent", false);
  });
  function shown(id, wanted) {
    const element = document.getElementById(id);
    if (element) element.hidden = !wanted;
  }
  // What the stream says on its hidden parts, the page hears as one event.
  document.addEventListener("htmx:sseBeforeMessage", function (event) {
    if (event.detail.type === "changed") changed();
  });
})();
